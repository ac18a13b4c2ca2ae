"""A list of counted groups: which number is the whole, which are parts, which stand outside."""

import pytest

from language.counted_list import items, whole_of
from language.roll_parts import apart


def groups(text: str) -> list[tuple[int, bool]]:
    """How many in each group told apart, and whether they are outside the whole."""
    found = items(text)
    at = whole_of(found)
    others = [one for n, one in enumerate(found) if n != at and not one.rest]
    return [(one.n, outside or one.outside) for one, _, outside in apart(others)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("名册36人:局长1;驻村工作队3人;余者正常在岗", 36),
        ("局里科级19个,1个局长,2个驻村队员", 19),
        ("局属公司县管5人,机关23人", 23),
        ("科级干部17人当中有局长1名、县派挂职刚满6个月的1名", 17),
    ],
)
def test_the_whole(text: str, whole: int) -> None:
    found = items(text)
    at = whole_of(found)
    assert at is not None
    assert found[at].n == whole


def test_groups_alone_have_no_whole() -> None:
    assert whole_of(items("局长1人,副局长4人,党组成员2人")) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("18人.其中局长1人;挂职3人,2人满8个月,1人才4个月", [(1, False), (2, False), (1, False)]),
        ("副局长4人,党组成员2人,副局长里有1个驻村队长", [(3, False), (2, False), (1, False)]),
        ("在册25人,公司另有5人不在25里,4月退休1人", [(5, True), (1, False)]),
        ("科级17人,含书记、乡长", [(2, False)]),
        ("科级17人,局长已剔,驻村2人", [(1, True), (2, False)]),
        ("机关9人,学校12人,加起来21人", [(12, False)]),
    ],
)
def test_parts(text: str, found: list[tuple[int, bool]]) -> None:
    assert groups(text) == found


@pytest.mark.parametrize("text", ["挂职8个多月", "9月30日退休", "附件1交3份", "测评92分", "这5人"])
def test_what_counts_nobody(text: str) -> None:
    assert items(text) == []
