"""The labelled questions as what is learnt from: cleaned text, facts and the topic meant."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.score import faults_of
from bot.batch import answers, moment
from handlers.dialogue.resolving import topic_of_facts
from language.learnt import NOTHING, Learnt
from language.reader import Reader
from language.reading import Context, Reading
from rules.plan import Facts, Plan

_HERE = Path(__file__).parent.parent / "tests" / "questions"
QUESTIONS = tuple(sorted(_HERE.glob("*.jsonl")))


@dataclass(frozen=True)
class Labelled:
    """One message and the topic it asks for."""

    text: str
    facts: Facts
    topic: str


class _Noting(Reader):
    """A reader that keeps what it read, by the word tables alone."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan, Learnt(plan, NOTHING))
        self.read_so_far: list[Reading] = []

    def read(self, text: str, context: Context) -> Reading:
        reading = super().read(text, context)
        self.read_so_far.append(reading)
        return reading


def labelled(path: Path, plan: Plan) -> Iterator[Labelled]:
    """The turns of a file that pass and ask something of their own."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    reader = _Noting(plan)
    replies = list(answers(lines, plan, moment(), reader))
    turns = [turn for line in lines for turn in json.loads(line)["turns"]]
    for turn, reply, reading in zip(turns, replies, reader.read_so_far, strict=True):
        topic = topic_of_facts(reading.facts) if reading.topic == "person" else reading.topic
        if topic and not faults_of(turn["expect"], reply):
            yield Labelled(reading.text, reading.facts, topic)


def examples(plan: Plan) -> Iterator[Labelled]:
    """The plan's own titles and examples."""
    reader = Reader(plan, Learnt(plan, NOTHING))
    lines = [(f"plan:{id}", (one.title, *one.examples)) for id, one in plan.topics.items()]
    lines += [(f"silence:{id}", (one.title, *one.examples)) for id, one in plan.silences.items()]
    for topic, said in lines:
        for line in said:
            yield Labelled(reader.clean(line), reader.facts_in(line), topic)
