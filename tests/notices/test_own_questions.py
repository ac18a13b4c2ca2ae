"""Each further notice with questions of its own, through the chat."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from bot.batch import answers
from rules.engine.verify import verify
from rules.loading import load_plan
from rules.plan import Plan
from rules.plan.chat_lint import chat_findings
from rules.plan.lint import lint
from tests.kit.notices import FOLDERS, foreign

WITH_QUESTIONS: Final = [one for one in FOLDERS if (one / "questions.txt").is_file()]
RIGHT: Final = 0.85  # of the questions, at least
# A notice without blank forms, without rounding or without a base of its own is no fault of ours.
OF_THE_NOTICE: Final = {"form_not_supplied", "rounding_unstated", "question_unanswered"}


class Expected(NamedTuple):
    """A talk, and what its last reply is to be."""

    said: tuple[str, ...]
    kind: str
    clause: str
    words: str


@pytest.fixture(scope="module", params=WITH_QUESTIONS, ids=lambda folder: folder.name)
def plan(request: pytest.FixtureRequest) -> Plan:
    folder: Path = request.param
    return load_plan(folder)


def _expected(plan: Plan) -> list[Expected]:
    lines = (plan.root / "questions.txt").read_text(encoding="utf-8").splitlines()
    rows = [
        [part.strip() for part in line.split("|")] for line in lines if line[:1] not in {"", "#"}
    ]
    return [Expected(tuple(said.split("→")), *rest) for said, *rest in rows]


def _missed(expected: Expected, reply: dict[str, Any]) -> bool:
    cited = not expected.clause or expected.clause in reply["clauses"]
    return reply["kind"] != expected.kind or not cited or expected.words not in reply["text"]


def test_its_questions_are_answered_right_and_from_itself(plan: Plan) -> None:
    wanted = _expected(plan)
    assert len(wanted) >= 25
    items = [
        json.dumps({"id": str(n), "turns": [{"say": said} for said in one.said]})
        for n, one in enumerate(wanted)
    ]
    at = datetime(plan.year, 12, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    last = {int(reply["id"]): reply for reply in answers(items, plan, at)}
    missed = [
        f"{'→'.join(one.said)}: {last[n]['kind']} {last[n]['clauses']} {last[n]['text']!r}"
        for n, one in enumerate(wanted)
        if _missed(one, last[n])
    ]
    strange = [
        f"{one.said}: {found}"
        for n, one in enumerate(wanted)
        if (found := foreign(last[n]["text"], plan.root, "".join(one.said)))
    ]
    assert not strange, "\n".join(strange)
    assert len(missed) <= len(wanted) * (1 - RIGHT), "\n".join(missed)


def test_its_folder_is_without_faults(plan: Plan) -> None:
    found = [one for one in (*lint(plan), *chat_findings(plan)) if one.kind not in OF_THE_NOTICE]
    assert not found, [one.words for one in found]
    assert verify(plan).idle_rules == ()
