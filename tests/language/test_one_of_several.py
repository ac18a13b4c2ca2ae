"""Whose fact it is: of several people in one message the one that is asked about."""

import pytest

from language.several import one_asked
from tests.kit.reading import Read

_LIST = "甲为退休于6月的原副镇长,乙为在岗的副书记,丙为县司法局11月来挂职者。请问{}应在何处考核?"


@pytest.mark.parametrize(
    ("who", "told", "untold"),
    [("甲", "retired_on", "is_secondee"), ("丙", "is_secondee", "retired_on")],
)
def test_of_a_list_the_one_that_is_pointed_at(read: Read, who: str, told: str, untold: str) -> None:
    values = read(_LIST.format(who)).values
    assert told in values
    assert untold not in values


def test_the_former_and_the_latter(read: Read) -> None:
    says = "副书记与副镇长,前者7月起在省行政学院脱产学习,后者9月退休。{}由哪一方考核?"
    assert read(says.format("前者")).values["in_training"] is True
    assert "retired_on" in read(says.format("后者")).values


@pytest.mark.parametrize(
    "text",
    [
        "我镇副镇长在省里培训,由哪一方考核?",
        "一为镇长,二为副镇长。两人都在本镇考核吗?",
        "第三位是谁?",
    ],
)
def test_without_a_list_or_a_pointer_nothing_is_left_out(text: str) -> None:
    assert one_asked(text) == text
