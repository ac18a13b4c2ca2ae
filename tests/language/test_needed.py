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
from language.facts import rows
from language.needed import Shapes, Sieve, each_needed, ones
from language.numbered import NUMBERED
from language.signatures import signature
from language.tables import joined, table
from rules.plan import Plan

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


def _lines(every: int) -> list[str]:
    found = {
        said
        for file in sorted(CORPUS.rglob("*.jsonl"))
        for said in _SAYS.findall(file.read_text(encoding="utf-8"))
    }
    return sorted(found)[::every]


def _patterns(plan: Plan) -> set[str]:
    """Of the word tables and of the plan's facts."""
    tables = [table("questions"), table("actions")]
    tables += [{k: t.words for k, t in plan.topics.items()}]
    tables += [{k: s.words for k, s in plan.silences.items()}]
    said = [line for one in tables for lines in one.values() for line in lines]
    parts = [part for line in said for part in signature("", line, "tables").parts]
    found = {part.shaped.source for part in parts if part.shaped}
    return found | {joined(row.said.say) for row in rows(plan)}


def test_what_the_word_tables_and_facts_find_passes_their_sieve(plan: Plan) -> None:
    lines = _lines(every=150)
    held_back = 0
    for source in _patterns(plan):
        pattern, needs = re.compile(source), each_needed(source)
        sieve = Sieve([needs])
        held = [line for line in lines if not sieve.passed(line)]
        held_back += len(held)
        assert not [line for line in held if pattern.search(line)], source
    assert held_back > len(lines) * len(_patterns(plan)) * 0.9


def test_a_sieve_tells_the_patterns_by_their_place() -> None:
    sieve = Sieve([each_needed(one) for one in ("登记表.*几份", "[^,]+", "附件|表格", "a4")])
    assert list(ones(sieve.passed("登记表要填几份"))) == [0, 1]
    assert list(ones(sieve.passed("登记表要填"))) == [1]
    assert list(ones(sieve.passed("附件a4"))) == [1, 2, 3]


def test_a_question_on_the_notice_concerns_none_of_them() -> None:
    assert not [one for one in EVERY if one.may_fit("登记表要填几份")]


def test_where_nothing_can_be_told_nothing_is_held_back() -> None:
    assert Shapes(re.compile("表"), re.compile(".*")).may_fit("几份")
    assert Shapes(re.compile("a4", re.IGNORECASE)).may_fit("A4行不行")
