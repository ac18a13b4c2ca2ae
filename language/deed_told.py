"""Deeds that are only told of, complained of or doubted: “催了也不交”, “有必要退回吗”."""

import re
from typing import Final

# What names each deed; a clause without it says nothing of the deed.
_VERBS: Final = {
    "chase": "催|提醒|通知|督促",
    "announce": "通知|发",
    "confirm_deadline": "定|改|推迟|延|提前|确认",
    "petition": "请示|报",
    "return_paper": "退|打回|驳回",
    "withdraw": "撤|收回|拿回",
    "custody": "收|核对|转|归档|撤",
    "message_ceiling": "最多|不超过|上限|至多",
    "remind_less": "催|提醒",
}
_OF_MESSAGES: Final = re.compile("催|通知")
_CLAUSE: Final = re.compile(r"[,.;!? ]+")
# Whether it makes sense, or how tiresome it is.
_DOUBTED: Final = (
    "什么用|啥用|没用|有用|管用|有(?:什么|啥)?意义|有(?:什么|啥)?必要|何必|何苦|该不该|合不合适|妥不妥|合适[吗么]"
    "|行不行|是不是太|太[多少早晚紧][了吧]|(?<!麻)烦(?![请劳])|麻烦死|麻了|累死|折腾|头大|受不了|老是|总是|天天|三天两头"
    r"|一天[^,.;?!]{0,4}[遍回次]|跟没[^,.;?!]{1,3}一样|没人[理看听回应来]|(.)什么\1|(.)不\2都|(.)来\3去|(..)来\4去"
)
# Such words in another clause speak of the deed as well: “天天催天天催，人都麻了”.
_FED_UP: Final = re.compile("人都?麻了|烦死|烦不烦|累死|受不了|折腾|头大|没人[理看听回应来]")
_DONE_BEFORE: Final = "上一?[次回周]|上个月|昨天|前天|前几天|以前|往年|去年"
_OTHERS: Final = (
    "[一-鿿]{1,2}(?:主任|局长|书记|镇长|科长|股长)|[小老][一-鿿]"
    "|[他她]们?|人家|组里|股里|监督股|组织部"
)
_ORDERLY: Final = "帮|替我|麻烦|劳驾|请(?!示)|一下|一遍|吧$"
_SUPPOSED: Final = re.compile(
    "要是|如果|假如|假若|万一|的话|行不行|可不可以|能不能|好不好|合不合适|准不准"
    r"|上一?[次周回]|上个月|昨天|前天|[吗么呢?]\s*$"
)
_OF_OTHERS: Final = re.compile(
    "(?:催|提醒|通知|烦)(?:[他她]们|人家|大家|别人|各单位|各乡镇|下面|同志)"
    "|(?:只是|就是?|不过)[^,.;?!]{0,2}(?:看|问|查)"
)
_OWN: Final = re.compile(
    "[我咱俺]|本单位|本镇|本局|[天周日号月]|今|明|年前|晚点|恢复|照常|继续|重新|改回|还原|少|提醒"
)
_WHY: Final = re.compile("怎么|为什么|为啥|凭什么|咋")


def only_told(topic: str, clean: str) -> bool:
    """Whether every clause with the deed's verb tells of it, doubts it or complains of it."""
    verb = _VERBS.get(topic)
    if verb is None:
        return False
    command = clean.partition(":")[0]  # what is announced or asked comes after
    clauses = [one for one in _CLAUSE.split(command) if re.search(verb, one)]
    fed_up = _FED_UP.search(command) is not None
    return bool(clauses) and all(_is_told(one, verb, fed_up=fed_up) for one in clauses)


def _is_told(clause: str, verb: str, *, fed_up: bool) -> bool:
    if re.search(_DOUBTED, clause):
        return True
    if re.search(_ORDERLY, clause):
        return False
    of_old = rf"(?:{_DONE_BEFORE})[^没未]{{0,10}}(?:{verb})"
    over = rf"(?:{verb})(?:[了过完得](?!吧)|不动|命)"
    by_others = (
        rf"(?:{_OTHERS})[^,.;?!]{{0,4}}(?:把|将|又)[^,.;?!]{{0,16}}(?:{verb})[^,.;?!]{{0,4}}了"
    )
    # “除了催报的还发过什么”: which messages, and no order to send one.
    of_such = (
        rf"(?:除了?|除开|除去|不含|不包括|排除|扣除)[^,.;?!]{{0,6}}(?:{verb})"
        rf"|(?:{verb})[报办]?的(?:$|[^,.;?!]{{0,6}}(?:几|多少|哪|谁|什么|除外|之外|以外|记录|情况))"
    )
    if _OF_MESSAGES.search(verb) and re.search(of_such, clause):
        return True
    return fed_up or any(re.search(shape, clause) for shape in (of_old, over, by_others))


def only_supposed(clean: str) -> bool:
    """“要是我明天请假呢”, “上周我请了三天假”: nothing that holds from now on."""
    return _SUPPOSED.search(clean) is not None


def of_own_reminders(clean: str) -> bool:
    """Whether a wish for fewer reminders is for those that the asker gets: “这几天别催我们”."""
    return not _OF_OTHERS.search(clean) and bool(_OWN.search(clean))


def asks_why(clean: str) -> bool:
    """“别人家三天后再提醒，我们怎么天天提醒” wishes nothing yet."""
    return _WHY.search(clean) is not None
