"""The corpus as what is learnt from: cleaned text, facts, where the talk was, the topics meant."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from language.fact_model import FactModel
from language.reader import Reader
from language.reading import Context
from language.topic_model import TopicModel
from language.weights import Weights
from rules.plan import Facts, Plan

CORPUS = Path(__file__).parent.parent / "language" / "corpus"
# Deeds: a message that only asks about one, or takes it back, must not do it.
DEEDS = frozenset(
    {"withdraw", "return_paper", "undo_return", "chase", "announce", "confirm_deadline"}
    | {"roster_change", "leave", "remind_less", "unit_contact", "custody", "answer_case"}
    | {"withdraw_precedent", "teach", "forget_lesson", "message_ceiling", "change_proposal"}
)
_TODAY = date(2019, 12, 25)
# What the corpus calls otherwise: an answer alone, what the notice is silent on without a name, and
# looks that another look answers.
_AS_READ = {"fact": "", "silence": "unread", "due_when": "deadlines", "my_papers": "progress"}
_LEAVES_NO_TRACE = frozenset(
    {"", "off", "hello", "thanks", "nothing_open", "unclear", "unread", "clause"}
    | {"hold", "go_on", "deed_status", "complain"}
)
# What orders a deed; in a talk also what answers or corrects while one is ordered.
_ORDERS = frozenset({"command"})
_ORDERS_ON = frozenset({"correct", "reply"})
# The word tables were mended on these sets, so that what they find there proves nothing.
_MENDED_ON = frozenset(
    {"plan", "dev", "held-out", "second", "third", "fourth"}
    | {"fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
)


@dataclass(frozen=True)
class Labelled:
    """One message in its place in a talk. `topics`: any of them is right. `hand`: who wrote it."""

    hand: str
    text: str
    facts: Facts
    context: Context
    topics: tuple[str, ...]
    evidence: frozenset[str]  # what the word tables say; nothing where they were mended on it


class Labels:
    """Reads the corpus with the word tables alone."""

    def __init__(self, plan: Plan, nothing: Weights, facts: Weights) -> None:
        """`nothing`: weights that know no topic; `facts`: those that read facts."""
        self._plan = plan
        self._reader = Reader(plan, TopicModel(plan, nothing), FactModel(plan, facts))

    def all(self) -> list[Labelled]:
        """Every labelled message, in the order of the files."""
        found = [one for file in sorted(CORPUS.glob("messages/*.jsonl")) for one in self._own(file)]
        found += [
            one for file in sorted(CORPUS.glob("questions/*.jsonl")) for one in self._sets(file)
        ]
        return [*found, *self._examples()]

    def _own(self, file: Path) -> Iterator[Labelled]:
        for line in file.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            before = ""
            for one in item.get("talk", [item]):
                ordered = one["act"] in _ORDERS or (
                    one["act"] in _ORDERS_ON and one.get("bot") == "action"
                )
                topic = _topic(one["topic"], ordered=ordered)
                fits = (
                    topic,
                    *(_topic(also, ordered=ordered) for also in one.get("also_fits", ())),
                )
                told = one["facts"][0][0] if one["act"] == "reply" and one.get("facts") else None
                asked = one.get("open", told)
                if one.get("people"):  # a case that asks for two rulings: either comes first
                    fits = (*fits, *one.get("also", ()))
                yield self._labelled(file.stem, one["say"], fits, before, asked)
                before = before if topic in _LEAVES_NO_TRACE else topic

    def _sets(self, file: Path) -> Iterator[Labelled]:
        for line in file.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            topics = tuple(one["topics"])
            yield self._labelled(
                file.stem, one["say"], topics, one.get("after", ""), one.get("open")
            )

    def _examples(self) -> Iterator[Labelled]:
        """The plan's own titles and examples."""
        plan = self._plan
        lines = [(f"plan:{id}", (one.title, *one.examples)) for id, one in plan.topics.items()]
        lines += [(f"silence:{id}", (s.title, *s.examples)) for id, s in plan.silences.items()]
        for topic, said in lines:
            for line in said:
                yield self._labelled("plan", line, (topic,), "", None)

    def _labelled(
        self, hand: str, say: str, topics: tuple[str, ...], before: str, asked: str | None
    ) -> Labelled:
        context = Context(_TODAY, open_fact=asked, topic=before)
        reading = self._reader.read(say, context)
        told = hand not in _MENDED_ON
        evidence = self._reader.evidence(reading, context) if told else frozenset[str]()
        return Labelled(hand, reading.text, reading.facts, context, topics, evidence)


def _topic(topic: str, *, ordered: bool) -> str:
    """The topic as the reader is to find it: a question about a deed is not the deed."""
    if topic in _AS_READ:
        return _AS_READ[topic]
    return f"about:{topic}" if topic in DEEDS and not ordered else topic
