"""How the facts of a plan are said where it brings no rows of its own."""

import re
import shutil
from pathlib import Path

import pytest

from language.derive import Deriver
from language.fact_model import FactModel
from language.reading import Context
from rules.loading import load_plan
from rules.plan import PlanError
from rules.plan.schema import Fact
from rules.plan.wording_loader import by_labels
from tests.kit.notices import ANOTHER_COUNTY


def _said(fact: Fact, text: str) -> list[object]:
    return [row.value for row in by_labels(fact) if re.search(row.say, text)]


def test_a_word_inside_a_longer_one_of_another_value_is_not_that_word() -> None:
    say = {"head": ("局长", "书记"), "member": ("副局长", "副书记"), "clerk": ("书记员",)}
    fact = Fact("post", "职务", "choice", dict.fromkeys(say, ""), "", "person", say=say)
    for text, value in (
        ("局长占不占", "head"),
        ("副局长占不占", "member"),
        ("书记考不考", "head"),
        ("副书记考不考", "member"),
        ("书记员考不考", "clerk"),
    ):
        assert _said(fact, text) == [value], text
    assert _said(fact, "副局长和局长") == ["head", "member"]


def test_labels_are_words_where_nothing_else_is_said() -> None:
    yes_or_no = Fact("lent", "是否借调", "bool", {}, "", "person")
    assert _said(yes_or_no, "他借调在外") == [True]
    values = {"none": "没有处分", "warning": "警告", "grave": "记过、降级"}
    choice = Fact("penalty", "处分", "choice", values, "", "person")
    assert _said(choice, "受了记过处分") == ["grave"]
    assert _said(choice, "没有处分") == []


def test_no_fact_and_no_value_is_set_that_the_plan_does_not_have() -> None:
    plan = load_plan(ANOTHER_COUNTY)
    deriver = Deriver(plan, FactModel(plan))
    for text in ("市里派来挂职7个月", "立案了没结案", "测评92分", "班子较差的局长", "驻村第一书记"):
        found = deriver.facts(text, Context(plan.cutoff))
        for fact, given in found.items():
            assert fact in plan.facts
            assert given.value is None or plan.facts[fact].accepts(given.value)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("words.yaml", "- {fact: 甲, value: true, say: [借]}", "没有叫“甲”的事实"),
        ("words.yaml", "- {fact: borrowed, value: 3, say: [借]}", "不是“borrowed”"),
        (
            "words.yaml",
            "- {fact: unit_sort, value: null, among: [乡], say: [派]}",
            "没有叫“乡”",
        ),
        ("words.yaml", "- {fact: borrowed, value: true, say: ['(借']}", "不成对"),
        ("reading.yaml", "status: [甲]", "没有叫“甲”的事实"),
        ("reading.yaml", "events: {甲: borrowed_since}", "没有“甲”"),
        ("dialogue.yaml", "questions: {甲: places}", "没有叫“甲”的问题"),
        ("dialogue.yaml", "needs: [{ask: [甲]}]", "没有叫“甲”的事实"),
        ("dialogue.yaml", "instead: [{topic: 甲, to: missing}]", "没有叫“甲”的答复"),
        ("dialogue.yaml", "meaning: {takes_part: [甲]}", "没有叫“甲”的值"),
    ],
)
def test_what_is_written_wrongly_is_told_with_line_and_a_right_example(
    tmp_path: Path, file: str, text: str, words: str
) -> None:
    folder = tmp_path / "county"
    shutil.copytree(ANOTHER_COUNTY, folder)
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(PlanError, match=words) as told:
        load_plan(folder)
    assert f"{file} 第1行" in str(told.value)
    assert "正确写法例如" in str(told.value)
