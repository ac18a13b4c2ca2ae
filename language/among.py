"""Some of a number of people said before: “23个包括了那2个挂职的”, “里头有3个是挂职的，不算”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from language.figures import Headcount, changed_later, counted_later, headcount_named

_N: Final = r"(?P<n>\d{1,2})(?:个|名|位|人)(?:人|是|的)?"
_WHO: Final = r"(?P<who>[^,.;?!\d]{0,18})"
_INSIDE: Final = re.compile(
    r"(?:^有|里头?有?|里面|其中|当中|中间|包括|包含|含|算上|连同|连|还有|也有|另有)"
    rf"(?:了|有|着|进去)?(?:还|也)?(?:有)?(?:那|这)?(?:{_N}|[个位名]){_WHO}"
)
_LEFT_OUT: Final = re.compile(
    r"(?:没算|没含|没包括|没计|不含|不包括|除了?|除开|去掉|扣掉|扣除|减去|减掉|刨去|刨掉|剔除|不算)"
    rf"(?:了|上|进)?(?P<who>[^,.;?!\d]{{0,10}}?)(?:那|这)?{_N}"
)
# “挂职的那2个不算”; “2个挂职的不算” is told by what stands inside.
_LEFT_OUT_AFTER: Final = (
    re.compile(
        rf"(?P<who>[^,.;?!\d]{{1,10}}?)的?(?:那|这)?{_N}(?:也|都|就|应该|得)?"
        r"(?:不算|没算|不在|除外|去掉|不计|没在|没计|扣掉|减掉|剔除)"
    ),
    re.compile(rf"^{_N}(?P<who>[^,.;?!\d]{{2,12}}?)(?:不算|没算|不在|除外|去掉|不计|没在|没计)"),
)
_TAKEN_OUT: Final = re.compile(
    r"(?<!算)(?<!还)不算(?!吧?[吗么?])|不计|去掉|除外|剔除|减[掉去]|扣[掉除]|刨[去掉]|不含|除开"
)
_OUTSIDE: Final = re.compile("没算|没含|没包括|没在|没计")
_ASKED: Final = re.compile("算不算|该不该|要不要|用不用|是不是|能不能|可不可以")
_ONLY_OUT: Final = re.compile(
    r"^(?:那|那么|要是|如果|假如|若|把?)*(?:不含|不算|不包括|去掉|除掉|减掉|扣掉|刨掉)"
    r"(?:了|他们?|它们|(?:这|那)?(?:\d个|几个)?(?:人)?|的话|呢|吧|又?是?几个|能评几个|[,?. ])*$"
)
_OTHER: Final = re.compile("(?:优秀|名额|指标|季度|月|年|单位|乡镇|班子|组)")
_HEADS: Final = re.compile("有$|主要领导|书记|镇长|乡长|局长|主任|正职|一把手|负责人")


@dataclass(frozen=True)
class Among:
    """`n` people of those counted. `out`: the user takes them off; `outside`: they never were in.

    `rest`: the message without the words that set them apart.
    """

    n: int
    out: bool = False
    outside: bool = False
    rest: str = ""


def headcount_of(text: str, before: str, of: int | None) -> Headcount | None:
    """How many people a share is to be taken of, by what is said now and was said `before`."""
    apart = among(text, before, of)
    named = headcount_named(apart.rest) if apart and apart.rest else None
    if apart and (named or of):
        return _counted(apart, named, of)
    found = changed_later(text, of) or headcount_named(text)
    return counted_later(text, of) if found is None and of else found


def among(text: str, before: str = "", of: int | None = None) -> Among | None:
    """Whom a message sets apart of a number of people.

    `before`: the message it may lean on; `of`: the number, so that it is not taken for a part.
    """
    if _ONLY_OUT.match(text):
        told = among(before, of=of)
        return Among(told.n, out=True) if told else None
    found = next((one for one in _parts(text) if of is None or _number(one) < of), None)
    if found is None or _ASKED.search(text):
        return None
    outside = _OUTSIDE.search(text) is not None
    out = not outside and _TAKEN_OUT.search(text) is not None
    rest = f"{text[: found.start()]},{text[found.end() :]}"
    return Among(_number(found), out=out, outside=outside, rest=rest)


def _parts(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_LEFT_OUT, *_LEFT_OUT_AFTER, _INSIDE):
        for found in pattern.finditer(text):
            who = found["who"] or ""
            if not _OTHER.match(who) and not _HEADS.search(who):
                yield found


def _number(found: re.Match[str]) -> int:
    return int(found["n"] or 1)


def _counted(found: Among, named: Headcount | None, of: int | None) -> Headcount | None:
    """The number they were set apart of, without who was taken off; None where none was told."""
    whole = named.said if named and named.whole else of
    if whole is None:
        return None
    if not (found.out or found.outside):
        return named
    left = whole - found.n if found.out else whole
    return Headcount(max(0, left), 0, heads_settled=named is None, whole=left > 0)
