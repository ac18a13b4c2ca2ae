"""Commands on cases, as supervision staff write them: “批复3号：按原单位考核，理由是…”."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from language.numerals import value_of
from rules.plan import Axis
from storage.views import Scope

_NUMBER: Final = re.compile(
    r"(?:批复|请示|意见|答复|案子?)(?:意见|书)?第?\s*(?P<a>\d+|[一二三四五六七八九十百]+(?=号))"
    r"|第?\s*(?P<b>\d+|[一二三四五六七八九十百]+)\s*号"
)
_REASON: Final = re.compile(r"(?:理由|原因)(?:是|为)?\s*[:,]?\s*|因为")
# Whom a ruling is for, said as a part of its own: “，只限这一件”, “，以后都照此”.
_THIS_ALONE: Final = re.compile(
    r"[,，;；。:：]?\s*(?:只|仅)(?:限|批|管|对|适用于?|针对)?(?:这|本|此)(?:一)?(?:件|人|个|次|案)[^,，;；。]*"
)
_FOR_ALL: Final = re.compile(
    r"[,，;；。:：]?\s*(?:(?:以后|今后|往后)[^,，;；。]{0,12}|(?:同样|类似|这类|此类)[^,，;；。]{0,8})"
    r"(?:照此|按此|照办|这样|一样|一律|适用)[^,，;；。]*"
)
_LEADING: Final = re.compile(r"^\s*号?\s*(?:请示|批复|案子?)?\s*[:,，]?\s*")
_MARKS: Final = str.maketrans(",:;()?!", "，：；（）？！")
_PARTS: Final = re.compile(r"[（）()，,、；]")
# What stands before the heart of a label: 占本单位, 计入本单位, 所挂职乡镇.
_PREFIX: Final = re.compile(r"^(?:计入|占|所|受|按)")
_NEGATED: Final = re.compile(r"(?:不|非|没有?)(?:再|应|该|能|是|在|按|由|到|算)?$")
_FILLER: Final = "年度"  # 参加年度考核 or 参加考核
_SHORTEST: Final = 3


@dataclass(frozen=True)
class Command:
    """`head` is what stands between the number and the reason; `scope` "" where none was said."""

    number: int | None
    head: str
    reason: str
    scope: Scope | Literal[""] = ""


def command_in(text: str) -> Command:
    """Read a command; marks come back in their full-width form."""
    found = _NUMBER.search(text)
    if found is None:
        return Command(None, "", "")
    said = found["a"] or found["b"]
    rest = _LEADING.sub("", text[found.end() :], count=1)
    scope: Scope | Literal[""] = "all" if _FOR_ALL.search(rest) else ""
    scope = "case" if _THIS_ALONE.search(rest) else scope
    rest = _THIS_ALONE.sub("", _FOR_ALL.sub("", rest))
    because = _REASON.search(rest)
    head, reason = (rest[: because.start()], rest[because.end() :]) if because else (rest, "")
    number = int(said) if said.isdigit() else value_of(said)
    return Command(number, _told(head), _told(reason), scope)


def value_in(text: str, axis: Axis) -> str | None:
    """The one value of the axis the words name; None for none or several."""
    text = text.replace(_FILLER, "")
    found: list[tuple[int, int, str]] = []
    for value, label in axis.values.items():
        for phrase in _phrases(value, label):
            at = text.find(phrase.replace(_FILLER, ""))
            if at >= 0 and not _NEGATED.search(text[:at]):
                found.append((at, at + len(phrase.replace(_FILLER, "")), value))
    longest = [
        one
        for one in found
        if not any(
            other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0]
            for other in found
        )
    ]
    values = {value for _, _, value in longest}
    return values.pop() if len(values) == 1 else None


def _phrases(value: str, label: str) -> Iterable[str]:
    """The label whole, its parts, and these without what leads up to them."""
    # A part that says what is not the case names no value: 不在原单位 may still be many places.
    parts = [part.strip("《》") for part in _PARTS.split(label) if not part.startswith("不")]
    heart = [_PREFIX.sub("", part) for part in parts]
    short = [part.removesuffix("的") for part in (value, label, *parts, *heart)]
    return {part for part in short if len(part) >= _SHORTEST}


def _told(text: str) -> str:
    return text.strip(" ,.;:，。；：").translate(_MARKS)
