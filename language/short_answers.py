"""A few words in answer to our own question: yes, no, a choice's own words, a number, a unit."""

import re
from collections.abc import Mapping, Sequence

from language.amounts import amount_in
from language.numerals import arabic, counted, value_of
from language.tables import shape
from language.thresholds import Threshold
from rules.plan import Fact
from rules.plan.letters import plain_letters

_SHORT = 6  # characters of an answer that only needs to hold a choice's word
_UNIT = (2, 20)  # characters of a unit's name
# A number and the words people put around it; a figure in other words is no answer.
_AROUND = (
    r"[是有满够到才就只刚约快近共得考打嗯了请休过]|正好|刚好|恰好|大概|大约|差不多|已经|应该|可能|好像|一共|总共|累计|测评|民主"
    r"|得分|分数|挂职|左右|以上|不到|超过|估计|时间|成绩|,| "
)
_AFTER = r"[多来%了的吧呀啊呢整]|左右|以上|出头|不到|,|\.| "
_UNITS = {"个月": "[个半月]", "人": "[个人名位]", "分": "分", "%": "%"}
_NO_UNIT = re.compile(r"附件|[哪谁吗么?？{}<>;*]|什么|多少|^[^\u4e00-\u9fff]*$")
_BEFORE_AFTER = re.compile(r"^(是|就是|属于|应该是)|(的|级|派的|吧|了)+$")
_LEVEL = 2  # characters of a level: 中央, 省, 市, 县
_AUTHORITY = re.compile(r"[一-鿿]{1,10}?(里|级|直|委|厅|局|办|部|院|会|公司|集团)([^不没]{0,4})$")
_PLACED = re.compile(r"^(主要)?(在|是)")

YES = frozenset({"确认", "确定", "是", "是的", "对", "同意", "可以"})
_OTHER_BARE = frozenset(
    {"好", "对的", "行吧", "发", "发送", "不", "不是", "否", "不用", "不发", "先不定"}
)

Answer = bool | float | str


def answered(text: str, fact: Fact, lines: Sequence[Threshold]) -> Answer | None:
    """What `text` answers to the question for `fact`, cut at `lines`; None where it does not."""
    plain = text.strip(" ,.!?")
    match fact.kind:
        case "bool":
            return _yes_or_no(plain)
        case "number":
            return _number(plain, fact.unit, lines)
        case "choice" | "date":  # a day is read elsewhere; 没有退休 is a value of some
            labels = {value: plain_letters(label) for value, label in fact.values.items()}
            return _choice(plain, labels)
        case "text":
            fits = _UNIT[0] <= len(plain) <= _UNIT[1] and not _NO_UNIT.search(plain)
            return _PLACED.sub("", plain) if fits else None
    return None


def is_bare(text: str) -> bool:
    """Only a yes, a no or a number: an answer to some question of ours, and none by itself."""
    plain = text.strip(" ,.!?~")
    return plain in YES | _OTHER_BARE or shape("pick").match(plain) is not None


def _yes_or_no(plain: str) -> bool | None:
    if shape("affirmed").match(plain):
        return True
    return False if shape("refused").match(plain) else None


def _number(plain: str, unit: str, lines: Sequence[Threshold]) -> float | None:
    """A figure with its unit, or a time in another, or “满了”, “还没满” of one threshold.

    A figure of something else is no answer: 5个人 to a question of days.
    """
    side = shape("side").match(plain)
    if side and len(lines) == 1:
        return lines[0].low if side["short"] else lines[0].high
    figures = counted(arabic(plain), unit)
    bare = value_of(figures.strip("了吧呢的 "))
    if bare is not None and figures.strip("了吧呢的 "):
        return float(bare)
    own = _UNITS.get(unit, re.escape(unit) or "个")
    found = re.fullmatch(rf"(?:{_AROUND})*(?P<n>\d+(?:\.\d+)?)(?:{own}|{_AFTER})*", figures)
    if found and "半" not in figures:
        return float(found["n"])
    amount = amount_in(plain, unit)
    rest = figures.replace(amount.words, "", 1) if amount else figures
    around = re.fullmatch(rf"(?:{_AROUND}|{_AFTER})*", rest)
    return amount.settled(lines) if amount and around else None


def _choice(plain: str, values: Mapping[str, str]) -> str | None:
    words = _BEFORE_AFTER.sub("", plain)
    for said in (plain, words):
        for value, label in values.items():
            if said and (said == label or (len(said) > 1 and said in label)):
                return value
    if shape("refused").match(plain):
        return "none" if "none" in values else None
    named = [value for value, label in values.items() if label in plain]
    if len(named) == 1 and len(plain) <= _SHORT:
        return named[0]
    return _level(plain, values)


def _level(plain: str, values: Mapping[str, str]) -> str | None:
    """“问了，省国资委的”: a clause that begins with the level of an authority."""
    for clause in re.split(r"[, ]", plain):
        bare = _BEFORE_AFTER.sub("", clause)
        for value, label in values.items():
            if len(label) <= _LEVEL and bare.startswith(label) and _AUTHORITY.match(bare):
                return value
    return None
