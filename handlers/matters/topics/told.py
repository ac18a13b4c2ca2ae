"""Which of these a message is, by its shape and by who writes it: for the policy of a talk."""

import re
from typing import Final

from handlers.matters.extension_changes import newest_open
from handlers.matters.extensions import ends_in_example
from handlers.matters.topics.words_left import WITH_WORDS, words_left
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed, may
from handlers.turn.state import DialogueState, Exchange
from language.needed import Shapes

ASKED: Final = "extension"  # what a request that misses something asks for
_LATER: Final = (
    r"延期|延后|延迟|推迟|推后|宽限|缓交|晚交|缓(?:\d|[一二三两几])|晚(?:\d|[一二三两几半])"
)
_ASKS_FOR: Final = re.compile(
    rf"(?:申请|请求|恳请|想要?|能不能|能否|可不可以|可以|求您?)[^,，。;；]{{0,14}}(?:{_LATER})"
    rf"|(?:{_LATER})[^,，。;；]{{0,10}}(?:行吗|行不行|行不|可以吗|可不可以|要得不|成吗|好吗|恳请|请批准)"
)
_EXTENSION: Final = re.compile(r"延期|延后|推迟|宽限|缓交|晚交")
_WHAT_BECAME: Final = re.compile(
    r"(?<!能)(?<!请)(?:批|同意|准|答复|回复|回音|结果|消息|进展)(?:了|下来|来|过)*(?:没|吗|么|不|[?？])"
    r"|怎么样了|到哪一?步|啥情况|有没有(?:批|结果|消息)"
)
_CALLED_OFF: Final = re.compile(
    r"(?:撤回|撤销|撤掉|撤了|取消|收回|(?<!要)不要|不用|不申请|不办)[^,，。;；]{0,8}(?:延期|留言|反馈|宽限)"
    r"|(?:延期|延期申请|留言|反馈)[^,，。;；]{0,6}(?:不要了|不用了|不用办|不办了|算了|取消|撤了|撤回)"
    r"|不(?:用|要|必)?再?延(?:期|后)?了"
)
# “延期改到1月8号”; without 延期 only right after a request of one's own.
_CHANGED: Final = re.compile(
    r"(?:改|换|挪|推|提前|延)(?:一下)?(?:成|到|为|至)[^,，。;；]{0,10}[日号天周期]|(?:理由|原因)(?:改|换|写)(?:成|为)"
    r"|^再(?:晚|延|推|宽|缓)"
)
_ALSO: Final = re.compile(rf"(?:也|同样|一样|一并|一起)[^,，。;；]{{0,6}}(?:{_LATER})")
_OF_REQUEST: Final = frozenset({"ask_extension", "my_extensions"})
_OF_MATTERS: Final = re.compile(r"延期|留言|反馈")
_LISTS: Final = re.compile(
    r"(?:哪些|什么|几个|几件|几条|多少|列|看看|看一下|清单|没批|待批|没答|没办)"
    r"|^(?:延期申请|留言|反馈)[?？]?$|(?:申请|留言|反馈)(?:有吗|有没有)"
)
# “今天都有谁申请延期了”; of 反馈 a notice speaks as well (“测评分数反馈给谁”).
_WHO_ASKED: Final = re.compile(
    r"(?:谁|哪[个家几]|今天)[^,，。;；]{0,10}(?:延期|留言|留了言)"
    r"|(?:申请|提|报|要)[^,，。;；]{0,3}延期[^,，。;；]{0,4}(?:谁|哪)"
)
RULES: Final = re.compile(
    r"^\s*(?:请|我|可以|就)?(?P<no>不同意|不准|不批准?|驳回|拒绝)?(?P<yes>同意|批准|准许|准|批)?"
    r"(?P<rest>[^,，。;；]{0,16}(?:延期|延到|延至|宽限|推迟到|缓到).*)$",
    re.DOTALL,
)
ANSWERS: Final = re.compile(
    r"^\s*(?:答复|回复|答|回)(?:一下)?(?:第?(?P<first>\d{1,6})号)?(?:的)?(?:留言|反馈)"
    r"(?:第?(?P<number>\d{1,6})号)?\s*[:：,，]?\s*(?P<words>.*)$",
    re.DOTALL,
)
_QUESTION: Final = re.compile(r"[吗么?？]|什么|哪|谁|几(?!天)|怎|多少|是不是|能不能|有没有")
# What somebody is about who leaves the request alone.
_OTHERWISE: Final = frozenset(
    {"hold", "end", "help", "hello", "thanks", "missing", "progress", "overdue", "hand_in"}
    | {"get_form", "withdraw", "chase", "petition", "leave", "human", "fill_form", "packet"}
)
_DOUBTS: Final = re.compile(
    r"^[嗯啊哎唉不，, ]{0,3}(?:你|您|这|这个|刚才)?(?:的)?(?:说|答|讲|回答|答复|回复)?(?:的|得)?"
    r"(?:就|都|完全|根本|好像|明显)?(?:不对|错|错误|有误|有问题|搞错|说错|答错|不准|不正确|不对头)"
    r"(?:了|的|吧|啊|呀|哦|嘛|呢)*[。.!！~]*$"
)
OF_A_MATTER: Final = Shapes(
    RULES,
    ANSWERS,
    _OF_MATTERS,
    *WITH_WORDS,
    _DOUBTS,
    _CALLED_OFF,
    _EXTENSION,
    _ASKS_FOR,
    _CHANGED,
    _ALSO,
    _WHO_ASKED,
)


def on_a_matter(turn: TurnContext) -> str:
    """The topic of a message that is about such a matter; "" for anything else."""
    said = turn.said
    if may(turn.asker.role, Deed.SEE_MATTERS):
        settles = _settles(said)
        if settles:
            return settles
    if not may(turn.asker.role, Deed.ASK_EXTENSION) and _WHO_ASKED.search(said):
        return "open_matters"
    if may(turn.asker.role, Deed.HAND_OVER) and words_left(turn) is not None:
        return "human"
    if _DOUBTS.match(said) and turn.state.lately and turn.state.open_fact in {None, ASKED}:
        return "doubt"
    if _CALLED_OFF.search(said):
        return "withdraw_matter" if may(turn.asker.role, Deed.HAND_OVER) else ""
    return _of_extension(turn)


def speaks_of_matters(text: str) -> bool:
    """Whether it is about a matter of somebody's own: nothing for a group chat."""
    ruled = RULES.match(text)
    shapes = (_ASKS_FOR.search(text), ANSWERS.match(text))
    became = _EXTENSION.search(text) and _WHAT_BECAME.search(text)
    return any(shapes) or bool(became) or bool(ruled and (ruled["yes"] or ruled["no"]))


def _settles(said: str) -> str:
    ruled = RULES.match(said)
    if ruled and (ruled["yes"] or ruled["no"]):
        return "rule_extension"
    if ANSWERS.match(said):
        return "answer_matter"
    return "open_matters" if _lists(said) else ""


def _lists(said: str) -> bool:
    """Whether it is asked which matters there are, or what became of them."""
    if _WHO_ASKED.search(said):
        return True
    if _OF_MATTERS.search(said) is None:
        return False
    return bool(_LISTS.search(said) or _WHAT_BECAME.search(said))


def _of_extension(turn: TurnContext) -> str:
    if not may(turn.asker.role, Deed.ASK_EXTENSION):
        return ""
    said, topic = turn.said, turn.reading.topic
    if _EXTENSION.search(said) and _WHAT_BECAME.search(said):
        return "my_extensions"
    if changes_own(turn) or asks_also(turn):
        return "ask_extension"
    goes_on = is_open(turn.state) and topic not in _OTHERWISE and not _QUESTION.search(said)
    return "ask_extension" if goes_on or _ASKS_FOR.search(said) else ""


def changes_own(turn: TurnContext) -> bool:
    """“延期改到1月8号” after a later day was asked for: another day or reason for that request."""
    if not _CHANGED.search(turn.said) or _QUESTION.search(turn.said):
        return False
    if _EXTENSION.search(turn.said):
        return True
    return turn.state.topic in _OF_REQUEST and newest_open(turn) is not None


def asks_also(turn: TurnContext) -> bool:
    """“附件1也想晚两天” after a later day was asked for: the same for another paper."""
    just_now = turn.state.topic in _OF_REQUEST
    return just_now and _ALSO.search(turn.said) is not None and not _QUESTION.search(turn.said)


def puts_off(text: str) -> bool:
    """Whether something is to be later, told and not asked."""
    return bool(re.search(_LATER, text)) and not _QUESTION.search(text)


def is_open(state: DialogueState) -> bool:
    """Whether something of a request was asked for just now."""
    last = state.lately[-1] if state.lately else None
    return state.open_fact == ASKED and last is not None and asks_on(last)


def asks_on(one: Exchange) -> bool:
    """Whether this exchange is part of a request that misses something."""
    return one.topic == "ask_extension" and ends_in_example(one.told)
