"""What a text must hold for a pattern to fit: nothing that fits is ever held back."""

import re
from pathlib import Path

import pytest

from handlers.cases.service import OF_A_CASE, OF_OWN_CASES
from handlers.dialogue.topics.teach import TEACHES
from handlers.matters.service import OF_A_MATTER
from handlers.notifications.service import ANNOUNCED, OWN_WISH
from handlers.roster.service import CONTACTS
from handlers.rulings.service import OF_A_LENGTH, OF_A_RESULT
from language.needed import Shapes
from language.numbered import NUMBERED

CORPUS = Path(__file__).parents[2] / "language" / "corpus"
_SAYS = re.compile(r'"say": "([^"]+)"')
SHAPES = (OF_A_CASE, OF_OWN_CASES, TEACHES, OF_A_MATTER, ANNOUNCED, *OWN_WISH)
EVERY = (*SHAPES, CONTACTS, OF_A_LENGTH, OF_A_RESULT, NUMBERED)
SAID = {
    "补充3号：6月28日到岗": OF_A_CASE,
    "问3号：哪天去的？": OF_A_CASE,
    "我请示的那个有回复没": OF_OWN_CASES,
    "以后有人问借调的在哪考，统一答回原单位考核，这是股里口径": TEACHES,
    "延期批了没": OF_A_MATTER,
    "留言：表在系统里打不开": OF_A_MATTER,
    "你说错了": OF_A_MATTER,
    "内容：请于周五前报来": ANNOUNCED,
    "明天9点提醒我交登记表": OWN_WISH[0],
    "周末别给我发消息": OWN_WISH[1],
    "河口镇的联系人是谁": CONTACTS,
    "满半年吗": OF_A_LENGTH,
    "我的考核结果出来没有": OF_A_RESULT,
    "1登记表几份 2小李在哪考": NUMBERED,
}


@pytest.mark.parametrize("said", SAID)
def test_what_is_said_so_is_let_through(said: str) -> None:
    assert SAID[said].may_fit(said)


def test_nothing_that_one_of_the_patterns_fits_is_held_back() -> None:
    lines = {
        said
        for file in sorted(CORPUS.rglob("*.jsonl"))
        for said in _SAYS.findall(file.read_text(encoding="utf-8"))[::3]
    }
    lines |= set(SAID)
    for shapes in EVERY:
        held_back = [line for line in lines if not shapes.may_fit(line)]
        assert held_back, "it holds nothing back"
        for pattern in shapes._patterns:
            assert not [line for line in held_back if pattern.search(line)], pattern.pattern


def test_a_question_on_the_notice_concerns_none_of_them() -> None:
    assert not [one for one in EVERY if one.may_fit("登记表要填几份")]


def test_where_nothing_can_be_told_nothing_is_held_back() -> None:
    assert Shapes(re.compile("表"), re.compile(".*")).may_fit("几份")
    assert Shapes(re.compile("a4", re.IGNORECASE)).may_fit("A4行不行")
