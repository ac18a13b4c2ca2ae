"""What lint and the reader of plans say of a folder that is not 2019's."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from rules.loading import load_plan
from rules.plan import PlanError
from rules.plan.chat_lint import chat_findings
from rules.plan.lint import lint
from tests.kit.notices import ANOTHER_COUNTY
from tests.kit.plans import ROOT


def test_parts_of_a_score_are_no_shares_to_round() -> None:
    plan = load_plan(ROOT / "tests" / "notices" / "xingyuan_group")
    told = {one.where for one in lint(plan) if one.kind == "rounding_unstated"}
    assert told == {"一(二)2", "一(二)3"}


def test_a_missing_key_is_shown_by_an_example_of_that_key(tmp_path: Path) -> None:
    folder = tmp_path / "county"
    copytree(ANOTHER_COUNTY, folder)
    file = folder / "deadlines.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"\n  who: .*", "", text, count=1), encoding="utf-8")
    with pytest.raises(PlanError, match=r"缺少“who”这一项。正确写法例如：.*who:"):
        load_plan(folder)


def test_a_word_inside_that_of_another_fact_is_told() -> None:
    plan = load_plan(ROOT / "tests" / "notices" / "yunxi_tax")
    told = [one.words for one in chat_findings(plan) if one.kind == "word_inside"]
    assert any("“局长”" in one and "“分局长”" in one for one in told)


def test_a_clause_told_by_a_silence_is_covered_and_a_day_is_not_before_itself() -> None:
    college = load_plan(ROOT / "tests" / "notices" / "nanling_college")
    assert "七(三)" not in {one.where for one in lint(college) if one.kind == "clause_uncovered"}
    tax = load_plan(ROOT / "tests" / "notices" / "yunxi_tax")
    dated = [one.words for one in lint(tax) if one.kind == "impossible_date"]
    assert not any(one.count("2024年12月31日") > 1 for one in dated)
