"""Yes and no in answer to a deed that was shown and not done yet: only what cannot mean else."""

import re
from typing import Final

from language.normalise import normalise

_MARKS: Final = " ,.!?~，。！？～、"
_TAIL: Final = re.compile(r"(?:吧|了|啊|呀|哦|哈|的|呗|喽|啦|一下)+$")
_YES: Final = re.compile(
    "是|对|好|行|可以|嗯|确认|确定|同意|没错|没问题|ok|就这样|就这么办|就这样办|办|照办|这样办|可以办"
    "|是这样|对头|要得"
)
# Deeds' own verbs: a yes where the button that says yes holds them: 发 to 发送提醒.
_VERBS: Final = re.compile(
    "发|发送|发出|发出去|催|提醒|通知|退|退回|撤|撤回|撤销|定|批|批复|记|记下|改|收|收到|接收|核对|转交|归档"
    "|报|上报|报上去|递上去|交上去|提交|请示"
)
_ALIKE: Final = (
    frozenset({"报", "上报", "报上去", "提交", "递上去", "交上去", "请示"}),
    frozenset({"发", "发送", "发出", "发出去", "催", "提醒", "通知"}),
    frozenset({"退", "退回"}),
    frozenset({"撤", "撤回"}),
    frozenset({"收", "收到", "接收"}),
)
_HEAD: Final = re.compile(r"^(?:(?:好的|可以|马上|现在|直接|那|就|嗯|好|行|对|请)[,，]?)+")
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
_LONGEST: Final = 16
# Said at any time while a deed waits, it drops it.
_EXPLICIT: Final = re.compile(
    r"(?:别|不要|不用|甭|先不)(?:再|给|急着)*(?:发|催|退|撤|提醒|通知|定|批|改|办)"
)


def says_yes(text: str, label: str) -> bool:
    """Whether it agrees to what the button `label` would do."""
    parts = _parts(text)
    return bool(parts) and len(text) <= _LONGEST and all(_agrees(part, label) for part in parts)


def _agrees(plain: str, label: str) -> bool:
    for said in (plain, _HEAD.sub("", plain)):
        if not said:
            return True
        bare = _TAIL.sub("", said) or said
        if label in {plain, said} or _YES.fullmatch(bare) or _YES.fullmatch(said):
            return True
        if _VERBS.fullmatch(bare) and (bare in label or _same_verb(bare, label)):
            return True
    return False


def _same_verb(said: str, label: str) -> bool:
    """“报吧” agrees to 提交请示: verbs for one deed."""
    return any(said in verbs and any(one in label for one in verbs) for verbs in _ALIKE)


def says_no(text: str, *, asked_just_now: bool) -> bool:
    """Whether it calls the deed off; long after the question only in so many words: 别发.

    “先不发，改成后天交” calls it off as well: what follows is another matter (`goes_on`).
    """
    parts = _parts(text)
    if not parts or not _NO.match(parts[0]):
        return False
    if _EXPLICIT.search(parts[0]):
        return True
    return asked_just_now and not goes_on(text) and len(text) <= _LONGEST


def goes_on(text: str) -> bool:
    """Whether a message that calls something off says more than that."""
    return not all(_NO.match(part) for part in _parts(text))


def _parts(text: str) -> list[str]:
    plain = normalise(text).strip(_MARKS)
    return [part for part in re.split(r"[,，。!！;；\s]+", plain) if part]
