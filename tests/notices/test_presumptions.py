"""Every presumption a ruling hangs on is told, whatever its fact, under every notice."""

from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.batch import answers
from rules.engine.decide import Kind, decide
from rules.loading import load_plan
from rules.plan import Plan
from rules.plan.dialogue import QUESTIONS
from tests.kit.notices import FOLDERS
from tests.kit.plans import PLAN_2019

# Each notice has a reader made for it.
pytestmark = pytest.mark.slow

# Words that ask each question of nobody in particular, so that all is presumed.
ASKED: Final = {
    "where_assessed": "在哪考核",
    "whose_quota": "占谁的指标",
    "takes_part": "要不要参加考核",
    "which_form": "填哪张表",
    "grade": "定什么等次",
}


@pytest.fixture(scope="module", params=(PLAN_2019, *FOLDERS), ids=lambda folder: folder.name)
def plan(request: pytest.FixtureRequest) -> Plan:
    folder: Path = request.param
    return load_plan(folder)


def test_what_is_presumed_stands_in_the_reply(plan: Plan) -> None:
    questions = [one for one in QUESTIONS if one in ASKED and one in plan.dialogue.questions]
    at = datetime(plan.year, 12, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    items = [f'{{"id": "{one}", "turns": [{{"say": "他{ASKED[one]}"}}]}}' for one in questions]
    told = {reply["id"]: reply for reply in answers(items, plan, at)}
    seen = 0
    for question in questions:
        reply = told[question]
        if reply["kind"] != "answer":
            continue
        ruling = decide(plan, {}, plan.dialogue.axes_of((question,)))
        assert ruling.kind is Kind.ANSWER
        for fact in ruling.presumed:
            words = plan.facts[fact].presume_words.removeprefix("未提到").removesuffix("答")
            assert words.rpartition("，按")[2] in reply["text"], (question, fact)
            seen += 1
    assert seen or plan.root == PLAN_2019  # which asks for the post before anything else
