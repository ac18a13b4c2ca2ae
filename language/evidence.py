"""What the word tables say of a message: the topics their lines matched, and how well."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from language.ruling_asked import GROUPS
from rules.plan.dialogue import QUESTIONS

_LEADING = 3  # topics of a table that are told
_TALK = frozenset(
    {"off", "hello", "thanks", "help", "end", "unclear", "unread", "nothing_open", "person"}
    | {"complain", "hold", "go_on", "deed_status"}
)


@dataclass(frozen=True)
class Matches:
    """Topics that the lines of each table ask for with their scores, best first."""

    questions: Mapping[str, float]
    actions: Mapping[str, float]
    topics: Mapping[str, float]
    silences: Mapping[str, float]

    def without(self, silences: Collection[str]) -> "Matches":
        """The same where these silences cannot be meant."""
        rest = {one: score for one, score in self.silences.items() if one not in silences}
        return replace(self, silences=rest) if silences else self

    def traits(self, found: str) -> frozenset[str]:
        """All this as traits for `language.topic_model`; `found`: what the tables settled on."""
        tables = {
            "question": self.questions,
            "action": self.actions,
            "text": self.topics,
            "silence": self.silences,
        }
        traits = {one for name, some in tables.items() for one in _of_table(name, some)}
        best = max(tables, key=lambda name: next(iter(tables[name].values()), 0.0))
        if tables[best]:
            traits.add(f"leading {best}")
        return frozenset(traits | {f"found {found}", f"found kind {kind_of(found)}"})


def _of_table(name: str, scores: Mapping[str, float]) -> Iterator[str]:
    yield f"{name} count {min(len(scores), _LEADING)}"
    for place, (topic, score) in enumerate(scores.items()):
        if place == _LEADING:
            return
        if not place:
            yield f"{name} {topic} at {round(score * 2) / 2}"
        yield f"{name} {'second' if place else 'first'} {topic}"


@cache
def kind_of(topic: str) -> str:
    """What a topic is: text, silence, ruling, group, command, talk, or none at all."""
    if topic.startswith(("plan:", "silence:")):
        return "text" if topic.startswith("plan:") else "silence"
    if topic in QUESTIONS:
        return "ruling"
    if topic in GROUPS:
        return "group"
    if not topic:
        return "none"
    return "talk" if topic in _TALK else "command"
