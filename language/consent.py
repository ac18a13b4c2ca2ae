"""Yes and no in answer to a deed that was shown and not done yet: only what cannot mean else."""

import re
from typing import Final

from language.normalise import normalise

_MARKS: Final = " ,.!?~，。！？～、"
# What a yes is made of: words that agree, a deed's own verbs, and what stands around them.
_AGREES: Final = (
    "是这样|是|对头|对|好|行|可以办|可以|嗯|确认|确定|同意|没错|没(?:什么|啥)?问题|没意见|没毛病|ok"
    "|好嘞|得嘞|成|中|妥"
    "|就(?:这样|这么)[办定着报发交催做设存记]?|照办|这样办|办|要得|就定|可以了|行了"
)
_AROUND: Final = (
    "我?看[了着]|辛苦|那|就|请|马上|现在|立刻|直接|赶紧|抓紧|尽快|快点?|都|麻烦|帮我|替我|[您你]"
    "|还?看什么(?:看)?|还?等什么|别磨蹭|别看了"
    "|[按照](?:这个|这样|此|这)|这样|这么|把?(?:刚才|刚刚|上面)?[这那][个条件]|给他们|给?(?:股里|监督股|组织部)"
)
_TAILS: Final = "吧|了|啊|呀|哦|哈|的|呗|喽|啦|一下|下去|上去|出去|过去|就行|就好|得了"
# Deeds' own verbs: a yes where the button that says yes holds them: 发 to 发送提醒.
_VERBS: Final = (
    "发送|发|催|提醒|通知|退回|退|撤回|撤销|撤|定|批复|批|记下来?|记住它?|记上|记着|记|存下来?|存上|存"
    "|改|更正|收到|收|接收|核对|转交|归档|并入|上报|报|递|提交|交|请示|问这个|问|答|转给|转|申请"
)
# What reaches somebody is sent, put and handed on in the same breath: “报” to 确认申请.
_SENDS: Final = frozenset({"发", "发送", "报", "上报", "提交", "递", "交", "转", "转给"})
_REACHES: Final = re.compile("请示|申请|转给")
# “好，发吧” agrees to a day as well, which goes out; to taking something back it says nothing.
_TAKES_BACK: Final = re.compile("撤|退|不")
_ALIKE: Final = (
    frozenset({"报", "上报", "提交", "递", "交", "请示", "申请"}),
    frozenset({"请示", "问这个", "问"}),
    frozenset({"发", "发送", "催", "提醒", "通知"}),
    frozenset({"退", "退回"}),
    frozenset({"撤", "撤回"}),
    frozenset({"收", "收到", "接收"}),
    frozenset({"改", "更正"}),
    frozenset({"记", "记下来?", "记住它?", "记上", "记着", "存", "存下来?", "存上", "答"}),
)
_ASKS: Final = re.compile(r"[?？]\s*$")
# “发了”, “报了吗” tell or ask rather than order; “可以发了” orders.
_TOLD: Final = re.compile(r"^(?!.*(?:可以|就|吧)).*了$")
# “其他的发”: of what is left after something was taken out.
_REST: Final = re.compile(r"(?:其他|其它|其余|剩下|余下|别)的?(?:单位|人|几家|那些|的)?都?")
# “催的那条发吧”, “水利局那条可以发了”, “通知发出去吧”: named shortly, and the order after it.
_CALLED: Final = re.compile(
    r"^(?:[好行那就对嗯哦把将]了?的?|可以|[,， ])*(?:刚[才刚])?"
    r"(?:(?P<what>[^不别没,，]{0,10}?)的?[那这][个条件份封]的?(?P<kind>请示|通知|提醒|催[报办]|[时期]限|口径)?"
    r"|(?P<by>催|通知|请示|提醒|记|退|报|定)的"
    r"|(?P<deed>请示|通知|提醒|催[报办]))[,， ]?(?P<yes>[^,，]{1,12})$"
)
# “刚才请假那个就这么定”: a yes that names the deed it is for, and how.
_NAMED: Final = re.compile(
    r"^(?:[好行那就对嗯哦把将的]|[,， ])*(?:刚[才刚]|[前上]面|之前|先前)[说讲要问]?的?"
    r"(?P<what>[^不别没]{0,12}?)的?"
    r"(?:[那这][个条件份张封]的?(?P<kind>事|请示|通知|提醒|催[报办]|[时期]限|答法|口径)?"
    r"|(?P<deed>请示|通知|提醒|催[报办])(?![那这]))[,， ]?(?P<yes>.+)$"
)
_LEAD: Final = "哎|唉|那|还是|就|嗯|哦|哎呀|不对|我|咱"
_ACTS: Final = (
    "发送|发出|发|催|提醒|通知|退回|退|撤回|撤销|撤|定|批复|批|记|改|接收|收|转交|归档"
    "|报|提交|办|动|请示"
)
_DENIALS: Final = (
    f"(?:先|暂时|还是先|你|您|千万|都|可)*(?:别|不要|不用|不必|甭|勿)(?:再|给|急着|着急|忙)*(?:{_ACTS})?"
    f"|先?不(?:{_ACTS}|了|行|是|对|要|同意|确认|可以)?"
    "|算了?|取消|作罢|放弃|停下?|打住|等等?|等一下|等下|慢着|且慢|否|错了|没有"
    "|先放着?|先等等?|以后再说|再说"
)
_NO: Final = re.compile(
    rf"^(?:{_LEAD})*(?:(?:{_DENIALS})(?:了|吧|啊|呀|呢|先|哦|好了|一下|他们|它|这个|这条|出去)*)+$"
)
_LONGEST: Final = 20
# What only leads on to it holds none of its verbs: “就这么定”, “照这个”.
_LEADS_ON: Final = re.compile("就?(?:这样|这么)[办定着做]?|就定")
_FIRM: Final = re.compile("吧|出去|就|可以")
_PUT_OFF: Final = re.compile(
    r"^(?:哎|唉|那|嗯|[,，。 ])*(?:还是)?"
    r"(?:算了吧?|先不[忙急]?|先别[忙急]?|不用了|等等|等一?下)[,，。 ]*"
    r"[^,，。?？吗么几哪谁什\d改换]{0,12}(?:再说|再定|再议|商量|自己来|自己说|打电话|打个电话)[吧了]?[。!！]?$"
)
# Said at any time while a deed waits, it drops it.
_EXPLICIT: Final = re.compile(
    r"(?:别|不要|不用|甭|先不)(?:再|给|急着)*(?:发|催|退|撤|提醒|通知|定|批|改|办)"
)


def says_yes(text: str, label: str) -> bool:
    """Whether it agrees to what the button `label` would do; a question never does."""
    parts = _parts(text)
    if not parts or len(text) > _LONGEST or _ASKS.search(text):
        return False
    agrees = _agreeing(label)
    around = _AROUND if _TAKES_BACK.search(label) else f"{_AROUND}|发"
    return any(agrees.search(part) for part in parts) and all(
        _made_of(part, agrees, around) for part in parts
    )


def names_and_agrees(text: str, label: str) -> str:
    """What “刚才请假那个就这么定” names, where the rest is a yes; "" for anything else."""
    found = _NAMED.match(text.strip())
    if found is None or not says_yes(found["yes"], label):
        return ""
    # “刚才请示报了” tells rather than orders.
    told = found["yes"].endswith("了") and not re.search("[就吧]", text)
    if told or (found["deed"] and "把" not in text):
        return ""
    return f"{found['what']}{found['kind'] or found['deed'] or ''}"


def orders_it(text: str, label: str) -> bool:
    """A yes with the deed's own verb, which means that deed later on as well: “好，发吧”."""
    if not says_yes(text, label) or _TOLD.match(text.strip(_MARKS)):
        return False
    return re.search("|".join(_own_verbs(label)), _LEADS_ON.sub("", normalise(text))) is not None


def called_and_ordered(text: str, label: str) -> str:
    """What “催的那条发吧” calls the deed it orders; "" for anything else."""
    found = _CALLED.match(text.strip(_MARKS))
    if found is None or not orders_it(found["yes"], label):
        return ""
    name = (found["what"], found["kind"], found["by"], found["deed"])
    # “请示报”, “通知发” are titles as well as orders.
    bare = found["deed"] and not _FIRM.search(found["yes"])
    return "" if bare else "".join(one for one in name if one)


def without_the_rest(text: str) -> str:
    """“嗯，其他的发” without what says that it is for all that are left; "" where nothing does."""
    return _REST.sub("", text, count=1) if _REST.search(text) else ""


def _own_verbs(label: str) -> list[str]:
    return [verb for verb in _VERBS.split("|") if _is_verb_of(verb, label)]


def _agreeing(label: str) -> re.Pattern[str]:
    """Words that agree to the deed behind this button."""
    return re.compile("|".join([re.escape(label.lower()), _AGREES, *_own_verbs(label)]))


def _made_of(part: str, agrees: re.Pattern[str], around: str) -> bool:
    whole = rf"(?:{agrees.pattern}|{around}|{_TAILS})+"
    return re.fullmatch(whole, part) is not None


def _is_verb_of(verb: str, label: str) -> bool:
    """“报吧” agrees to 提交请示 as well: verbs for one deed."""
    alike = {verb}.union(*(each for each in _ALIKE if verb in each))
    sends = verb in _SENDS and _REACHES.search(label)
    return bool(sends) or any(one in label for one in alike)


def says_no(text: str, *, asked_just_now: bool) -> bool:
    """Whether it calls the deed off; long after the question only in so many words: 别发.

    “先不发，改成后天交” calls it off as well: what follows is another matter (`goes_on`).
    """
    parts = _parts(text)
    if not parts or not _NO.match(parts[0]):
        return False
    if _EXPLICIT.search(parts[0]):
        return True
    if not asked_just_now or len(text) > _LONGEST:
        return False
    # “算了，问过部长再说”: the rest says why, and neither orders nor asks.
    return not goes_on(text) or _PUT_OFF.search(text) is not None


def goes_on(text: str) -> bool:
    """Whether a message that calls something off says more than that."""
    return not all(_NO.match(part) for part in _parts(text))


def _parts(text: str) -> list[str]:
    plain = normalise(text).strip(_MARKS)
    return [part for part in re.split(r"[,，。!！;；\s]+", plain) if part]
