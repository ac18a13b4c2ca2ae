"""Conversations from a file, each on an empty roster, one JSON line a turn; nothing is changed."""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from handlers.dialogue.service import Talk
from handlers.turn.buttons import TopicButton
from handlers.turn.context import Asker
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.state import DialogueState
from language.reader import Reader
from plans import FOLDER as PLANS
from rules.loading import load_plan
from rules.plan import Plan
from storage import Records, Store

AT = "2019-12-25T09:00"
# Replies whose options are readings of the message, each of which leads to a reply of its own.
_WITH_READINGS = frozenset({Kind.CHOICES, Kind.SILENT})
_A_DEED = "petition"  # the one option beside these that does something
_EXAMPLE = '每行要像 {"id": "1", "as": "clerk", "turns": [{"say": "附件8什么时候交"}]}'


def run_batch(path: Path, at: str = "") -> None:
    """Answers the items of a JSONL file and prints one JSON line a turn."""
    plan = load_plan(PLANS / "2019")
    with path.open(encoding="utf-8") as lines:
        for answer in answers(lines, plan, moment(at)):
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def moment(at: str = "") -> datetime:
    """The time the batch plays at, Asia/Shanghai."""
    said = datetime.fromisoformat(at or AT)
    return said if said.tzinfo else said.replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def answers(
    lines: Iterable[str], plan: Plan, at: datetime, reader: Reader | None = None
) -> Iterator[dict[str, Any]]:
    """One answer a turn: id, turn, kind, clauses, decision, asks, text."""
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
    for number, line in enumerate(lines, 1):
        if line.strip():
            with store.reading() as records:
                yield from _item(_parsed(line, number), plan, reader, records, at)


def _parsed(line: str, number: int) -> dict[str, Any]:
    try:
        item: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"第{number}行第{error.colno}个字符起不是 JSON。{_EXAMPLE}") from error
    if not _right(item):
        raise ValueError(f"第{number}行缺少 id 或 turns，或写得不对。{_EXAMPLE}")
    return item


def _right(item: object) -> bool:
    """Has what an item needs; other keys are nobody's business."""
    if not isinstance(item, dict) or "id" not in item or not isinstance(item.get("turns"), list):
        return False
    return all(isinstance(one, dict) and isinstance(one.get("say"), str) for one in item["turns"])


def _item(
    item: dict[str, Any], plan: Plan, reader: Reader, records: Records, at: datetime
) -> Iterator[dict[str, Any]]:
    asker = Asker("batch", "", str(item.get("as", "clerk")))
    talk, memory = Talk(plan, reader, records, asker, ""), DialogueState()
    for turn, said in enumerate(item["turns"], 1):
        message = IncomingMessage(f"{item['id']}:{turn}", "batch", "console", at, text=said["say"])
        reply, memory = talk.turn(message, memory)
        told = {"id": item["id"], "turn": turn, **shown(reply, plan)}
        if reply.kind in _WITH_READINGS:
            told["leads_to"] = [
                _tapped(talk, message, memory, plan, one)
                for one in reply.options
                if _only_asks(one)
            ]
        yield told


def _only_asks(option: Option) -> bool:
    return isinstance(option.button, TopicButton) and option.button.topic != _A_DEED


def _tapped(
    talk: Talk, message: IncomingMessage, memory: DialogueState, plan: Plan, option: Option
) -> dict[str, Any]:
    """What the reply's option would bring; the talk goes on as if it had not been tapped."""
    number = f"{message.message_id}:{option.key}"
    tap = replace(message, message_id=number, text=None, choice=Choice(option.key, ""))
    reply, _ = talk.turn(tap, memory)
    return {"label": option.label, **shown(reply, plan)}


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
