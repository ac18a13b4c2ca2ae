"""What a notice's own words come to, where the letters or the cut of them once hid them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from language.reader import Reader
from language.reading import Context
from rules.loading import load_plan
from tests.kit.notices import ANOTHER_COUNTY

# Each case has a plan and a reader made for it.
pytestmark = pytest.mark.slow

Values = Callable[..., dict[str, Any]]


@pytest.fixture
def told(tmp_path: Path) -> Values:
    """What a message says under the invented county with some more facts in its `facts.yaml`."""

    def values(text: str, facts: str, asked: str | None = None) -> dict[str, Any]:
        folder = tmp_path / "county"
        copytree(ANOTHER_COUNTY, folder, dirs_exist_ok=True)
        whole = (ANOTHER_COUNTY / "facts.yaml").read_text(encoding="utf-8") + facts
        (folder / "facts.yaml").write_text(whole, encoding="utf-8")
        context = Context(date(2021, 12, 15), open_fact=asked)
        return dict(Reader(load_plan(folder)).read(text, context).values)

    return values


RESULT = """
result:
  label: 科室考核结果
  kind: choice
  values: {top: A等, low: C等}
  question: 科室考核是几等？
"""
CASE = """
case_state:
  label: 处分情况
  kind: choice
  values: {none: %s, punished: 受处分, filed: 被审查尚未结案}
  question: 有没有受处分？
  presume: none
  presume_words: 未提到处分
"""


@pytest.mark.parametrize("say", ["", "  say: {top: [A等], low: [Ｃ等]}\n"])
@pytest.mark.parametrize("text", ["科室考核是A等", "科室考核是a等", "科室考核是Ａ等"])
def test_words_with_latin_letters_are_found_however_they_are_written(
    told: Values, say: str, text: str
) -> None:
    assert told(text, RESULT + say)["result"] == "top"
    assert told(text.translate(str.maketrans("AaＡ", "CcＣ")), RESULT + say)["result"] == "low"


def test_an_answer_is_a_label_in_either_letters(told: Values) -> None:
    assert told("c等", RESULT + "  say: {top: [优等]}\n", "result")["result"] == "low"


@pytest.mark.parametrize("nothing", ["没有处分、立案", "无处分（含立案）", "未受处分或立案"])
def test_pieces_of_a_denying_label_are_no_words_for_it(told: Values, nothing: str) -> None:
    say = "  say: {filed: [立案]}\n"
    assert told("他被立案了", CASE % nothing + say)["case_state"] == "filed"
    assert "case_state" not in told("他被立案了", CASE % nothing)


def test_words_given_to_one_value_are_not_taken_from_the_label_of_another(told: Values) -> None:
    facts = CASE % "在查或立案以外" + "  say: {filed: [立案以外]}\n"
    assert told("他是立案以外的", facts)["case_state"] == "filed"


def test_a_time_in_another_unit_beside_its_word_is_turned_into_that_of_the_fact(
    told: Values,
) -> None:
    assert told("他病假请了一年", "")["leave_days"] > 360
    assert told("他请了病假2周", "")["leave_days"] == 14
