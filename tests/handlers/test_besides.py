"""An answer that is likely meant, but not surely, names what else may be meant, one tap away."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.batch import answers_on, moment
from language.reader import Reader
from language.reading import Context
from language.topic_model import TopicModel
from rules.plan import Facts, Plan
from tests.kit.databases import sqlite_store

ASKED = "测评的结果谁来说"


class _Likely(TopicModel):
    """Finds in every message what it is told to."""

    def __init__(self, plan: Plan, shares: dict[str, float]) -> None:
        super().__init__(plan)
        self._found = shares

    def likely(
        self, text: str, facts: Facts, context: Context, evidence: Iterable[str] = ()
    ) -> dict[str, float]:
        return self._found


def answered(plan: Plan, folder: Path, shares: dict[str, float]) -> dict[str, Any]:
    store = sqlite_store(folder / "empty.db", folder)
    item = json.dumps({"id": "talk", "turns": [{"say": ASKED}]})
    try:
        (told,) = answers_on(store, [item], plan, moment(), Reader(plan, _Likely(plan, shares)))
    finally:
        store.close()
    return told


def test_what_else_may_be_meant_is_one_tap_away(plan: Plan, tmp_path: Path) -> None:
    told = answered(plan, tmp_path, {"plan:feedback": 0.6, "plan:final_decision": 0.3, "off": 0.1})
    assert told["kind"] == "answer"
    assert "我问的是：考核结果最后由谁决定" in told["text"]
    (tapped,) = told["leads_to"]
    assert tapped["kind"] == "answer"
    assert tapped["text"] != told["text"]


def test_a_sure_answer_stands_alone(plan: Plan, tmp_path: Path) -> None:
    told = answered(plan, tmp_path, {"plan:feedback": 0.9, "plan:final_decision": 0.1})
    assert "我问的是" not in told["text"]
