"""Conversations from a file, one JSON line a turn, on an empty roster or in the made-up county."""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.batch_items import Item, item_of
from bot.batch_items import moment as moment_of
from bot.batch_stages import InCounty, OnRoster, Stage, counties
from handlers.turn.buttons import TopicButton
from handlers.turn.reply import Kind, Option, Reply
from language.reader import Reader
from plans import FOLDER as PLANS
from rules.loading import load_plan
from rules.plan import Plan
from storage import Store

AT = "2019-12-25T09:00"
# Replies whose options are readings of the message, each of which leads to a reply of its own.
_WITH_READINGS = frozenset({Kind.CHOICES, Kind.SILENT, Kind.ANSWER})
_A_DEED = "petition"  # the one option beside these that does something


def run_batch(path: Path, at: str = "", plan: Plan | None = None) -> None:
    """Answers the items of a JSONL file and prints one JSON line a turn; without a plan, of 2019.

    Without a time, at the one the plan's own year has.
    """
    plan = plan or load_plan(PLANS / "2019")
    with path.open(encoding="utf-8") as lines:
        for answer in answers(lines, plan, moment(at or f"{plan.year}{AT[4:]}")):
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def moment(at: str = "") -> datetime:
    """The time the batch plays at, Asia/Shanghai."""
    return moment_of(at or AT)


def answers(
    lines: Iterable[str], plan: Plan, at: datetime, reader: Reader | None = None
) -> Iterator[dict[str, Any]]:
    """One answer a turn: id, turn, kind, clauses, decision, asks, text, did; at times leads_to."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/empty.db", Path(folder))
        store.create()
        try:
            yield from answers_on(store, lines, plan, at, reader or Reader(plan))
        finally:
            store.close()


def answers_on(
    store: Store, lines: Iterable[str], plan: Plan, at: datetime, reader: Reader
) -> Iterator[dict[str, Any]]:
    """The same on what a store holds, in which nothing is changed."""
    with counties(plan) as copies:
        for number, line in enumerate(lines, 1):
            if line.strip():
                item = item_of(line, number)
                when = item.at or at
                if item.county:
                    with copies.fresh() as county:
                        yield from _played(item, InCounty(plan, reader, county, item, when), plan)
                else:
                    with store.reading() as records:
                        stage = OnRoster(plan, reader, records, item, when)
                        yield from _played(item, stage, plan)


def _played(item: Item, stage: Stage, plan: Plan) -> Iterator[dict[str, Any]]:
    for turn, said in enumerate(item.says, 1):
        reply, did = stage.say(said, turn)
        told = {"id": item.id, "turn": turn, **shown(reply, plan), "did": did}
        if reply.kind in _WITH_READINGS:
            told["leads_to"] = [
                {"label": one.label, **shown(stage.tap(one.key), plan)}
                for one in reply.options
                if only_asks(one)
            ]
        yield told


def only_asks(option: Option) -> bool:
    """Whether an option only asks something, so that it can be tried without doing anything."""
    return isinstance(option.button, TopicButton) and option.button.topic != _A_DEED


def shown(reply: Reply, plan: Plan) -> dict[str, Any]:
    """A reply as plain JSON; the text as a user reads it, options numbered."""
    asked = plan.facts.get(reply.asks or "")
    options = [f"{number}. {one.label}" for number, one in enumerate(reply.options, 1)]
    return {
        "kind": reply.kind.value,
        "clauses": list(reply.clauses),
        "decision": dict(reply.decision),
        "asks": (asked.asked_as or asked.id) if asked else reply.asks,
        "text": "\n".join([reply.text, *options]),
    }


if __name__ == "__main__":
    run_batch(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
