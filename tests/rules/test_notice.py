"""The plan of 2019 holds the notice word for word, and its faults are known."""

import re
from pathlib import Path

import pytest

from rules.engine.verify import Register
from rules.plan import Plan
from rules.plan.lint import lint
from rules.register import register_page

ROOT = Path(__file__).parents[2]
NOTICE = ROOT.parent / "shared" / "reference" / "notice-2019.txt"
REGISTER = ROOT / "docs" / "register-2019.md"


def test_the_clauses_are_the_notice_word_for_word(plan: Plan) -> None:
    if not NOTICE.exists():
        pytest.skip("the notice is not beside this repository")
    printed = NOTICE.read_text(encoding="utf-8")
    body = printed[printed.rindex("关于做好2019年度县管领导班子和 领导干部") :]
    body = body[: body.index("推荐访问")]
    kept = "".join(clause.text for clause in plan.clauses.values())
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", body)


def test_every_printed_number_is_there(plan: Plan) -> None:
    numbered = [f"一(一){n}" for n in range(1, 12)] + [f"一(三){n}" for n in range(1, 7)]
    sections = ["一(一)", "一(二)1", "一(二)2", "二(一)", "二(二)"]
    sections += ["三(一)", "三(二)", "三(三)", "三(四)"]
    assert set(numbered + sections) <= set(plan.clauses)


def test_lint_finds_the_notices_own_faults(plan: Plan) -> None:
    found: dict[str, list[str]] = {}
    for finding in lint(plan):
        found.setdefault(finding.kind, []).append(finding.where)
    assert found["impossible_date"] == ["summary_written", "delegated_done", "delegated_reported"]
    assert found["rest_day"] == ["summary_written", "delegated_done"]
    assert found["blank_date"] == ["unit_to_group", "group_to_section"]
    assert found["gap_in_forms"] == ["附件2", "附件3", "附件4", "附件7"]
    assert found["form_not_supplied"] == ["附件1", "附件5", "附件6", "附件8", "附件9"]
    assert found["rounding_unstated"] == ["一(一)1", "一(一)4", "一(三)5", "二(一)"]
    assert "term_not_found" not in found
    assert "unknown_deadline" not in found


def test_every_clause_has_a_rule_or_an_answer(plan: Plan) -> None:
    assert [finding.words for finding in lint(plan) if finding.kind == "clause_uncovered"] == []


@pytest.mark.slow  # the walk over all cases, if it is not kept
def test_the_register_is_up_to_date(plan: Plan, register: Register) -> None:
    """When this fails: kaohe plan verify --write"""
    assert REGISTER.read_text(encoding="utf-8") == register_page(plan, register)
