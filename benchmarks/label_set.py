"""Labels a question set for the corpus: `python -m benchmarks.label_set FILE > SET.jsonl`.

A label is every topic whose reply would meet the gold. The talk goes on with the first of them, so
that later turns are labelled where they would stand.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.learn import ANY_COMMAND
from benchmarks.score import faults_of
from bot.batch import moment, shown
from bot.batch_items import Item, item_of
from bot.batch_stages import InCounty, counties
from handlers.dialogue.service import Talk
from handlers.dialogue.topic_table import TOPICS
from handlers.turn.context import Asker
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Reply
from handlers.turn.state import DialogueState
from language.evidence import kind_of
from language.reader import Reader
from language.reading import Context, Reading
from rules.loading import load_plan
from rules.plan import Plan
from storage import Records, Store

RULED_BY = {
    "where_assessed": "assessed_at",
    "whose_quota": "excellent_quota",
    "in_base": "quota_base",
    "takes_part": "participation",
    "which_form": "form",
    "grade": "grade",
    "eligible": "grade",
}
PLAN = Path(__file__).parent.parent / "plans" / "2019"


@dataclass
class Told:
    """A reader that is told the topic of the message and reads the rest."""

    reader: Reader
    topic: str = ""

    def facts_in(self, text: str) -> Any:
        return self.reader.facts_in(text)

    def read(self, text: str, context: Context) -> Reading:
        self.context = context
        read = self.reader.read(text, context)
        if read.picked or read.ends:
            return read
        axes = self.reader._plan.dialogue.axes_of((self.topic,))
        topics = (self.topic,) if self.topic else ()
        return replace(read, topic=self.topic, topics=topics, axes=axes, readings=())


def candidates(plan: Plan) -> list[str]:
    """Every topic there is, rulings first and silences last; the first that fits goes on."""
    found = [one for one in TOPICS if one not in {"choosing", "nothing_open", "end"}]
    found += [f"plan:{one}" for one in plan.topics]
    found += [f"silence:{one}" for one in plan.silences]
    return ["", *found]


def labels(item: dict[str, Any], plan: Plan, reader: Reader, store: Store) -> Iterator[Any]:
    """The item's turns as lines of the corpus; turns no single topic answers are left out."""
    parsed = item_of(json.dumps(item), 1)
    told = Told(reader)
    asker = Asker("batch", "", parsed.role)
    state = DialogueState()
    for number, turn in enumerate(item["turns"], 1):
        message = IncomingMessage(
            f"{parsed.id}:{number}", "batch", "console", parsed.at or moment(), text=turn["say"]
        )
        fits: list[tuple[str, DialogueState]] = []
        with store.reading() as records:
            talk = Talk(plan, told, records, asker, "")  # type: ignore[arg-type]  # reads the same
            for topic in candidates(plan):
                told.topic = topic
                reply, after = talk.turn(message, state)
                if not faults_of(turn["expect"], shown(reply, plan)):
                    fits.append((topic, after))
        yield from _line(turn, [topic for topic, _ in fits], state)
        if fits:
            state = fits[0][1]
        else:
            return


def labels_in_county(
    item: dict[str, Any], plan: Plan, reader: Reader, store: Store
) -> Iterator[Any]:
    """The same in the made-up county, where what is ordered is done."""
    parsed, told = item_of(json.dumps(item), 1), Told(reader)
    stage = InCounty(plan, told, store, parsed, parsed.at or moment())  # type: ignore[arg-type]
    for number, turn in enumerate(item["turns"], 1):
        state, fits = _state(store, stage, parsed), list[str]()
        for topic in candidates(plan):
            told.topic = topic
            with store.reading() as records:
                reply = _tried(stage, records, turn["say"], number)
            if not faults_of(turn["expect"], shown(reply, plan)):
                fits.append(topic)
        yield from _line(turn, fits, state)
        if not fits:
            return
        told.topic = fits[0]
        stage.say(turn["say"], number)


def _state(store: Store, stage: InCounty, item: Item) -> DialogueState:
    with store.reading() as records:
        return DialogueState.from_json(records.talks.open(stage._user, stage.at))


def _tried(stage: InCounty, records: Records, say: str, number: int) -> Reply:
    message = IncomingMessage(f"{number}", stage._user, "console", stage.at, text=say)
    return stage._respond(records, message)


def _asked(turn: dict[str, Any], fits: list[str], state: DialogueState) -> list[str]:
    """Of rulings, which decide everything at once, those on an axis the gold is about."""
    axes = set(turn["expect"].get("decision", ()))
    own = [one for one in fits if not axes or one not in RULED_BY or RULED_BY[one] in axes]
    return own if state.topic else [one for one in own if one] or own


def _line(turn: dict[str, Any], fits: list[str], state: DialogueState) -> Iterator[Any]:
    fits = _asked(turn, fits, state)
    commands = [one for one in fits if kind_of(one) == "command"]
    if len(commands) > 3:  # any order or look would do: which one, the gold does not say
        fits = [*(one for one in fits if one not in commands), ANY_COMMAND]
    if 0 < len(fits) <= 8:
        line = {"say": turn["say"], "topics": fits}
        if state.topic:
            line["after"] = state.topic
        if state.open_fact:
            line["open"] = state.open_fact
        yield line


def main(path: Path) -> None:
    plan = load_plan(PLAN)
    reader = Reader(plan)
    with counties(plan) as copies:
        for text in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(text)
            with copies.fresh() as county:
                own = labels_in_county if item.get("county") else labels
                for line in own(item, plan, reader, county):
                    print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
