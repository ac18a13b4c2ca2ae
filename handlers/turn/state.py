"""What one conversation rests on between two messages; plain JSON when it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from handlers.turn.commands import Command, NoCommand, packed, unpacked
from language.rolls import Group, Roll
from rules.plan import Facts, Given


@dataclass(frozen=True)
class PendingDeed:
    """A deed that was shown and waits for a yes, or was done and can be taken back (`undoes`).

    `yes` stands on its button, `dropped` answers a no. `came_of_it`: the answer once it was done,
    so that a second yes does nothing. `offered_in`: the message whose card shows it.
    """

    id: str
    command: Command
    at: datetime
    yes: str
    dropped: str
    undoes: bool = False
    came_of_it: str = ""
    offered_in: str = ""

    def to_json(self) -> dict[str, object]:
        """As kept with the conversation."""
        return {**vars(self), "command": packed(self.command), "at": self.at.isoformat()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> "PendingDeed | None":
        """None for what was not kept, or by a release whose commands were others."""
        if not kept:
            return None
        try:
            command = unpacked(kept["command"])
        except NoCommand:
            return None
        return cls(**{**kept, "command": command, "at": datetime.fromisoformat(kept["at"])})


@dataclass(frozen=True)
class Exchange:
    """A message and its reply, both cut short, and what the message was taken to be about."""

    said: str
    told: str
    topic: str


_LISTS: Final = ("groups", "among")  # of a roll
LATELY: Final = 4  # exchanges that are kept
_SAID, _TOLD = 300, 500  # characters of each that are kept


@dataclass(frozen=True)
class DialogueState:
    """`topic` and `axes` are the last thing asked, `ruling_topic` the last ruling asked for.

    `open_fact` is the fact asked for and not yet told; `options` what was offered, key and label.
    `told`: what is said once a talk and was (`Reply.told`). `lately`: the last few exchanges.
    """

    topic: str = ""
    axes: tuple[str, ...] = ()
    ruling_topic: str = ""
    facts: Facts = field(default_factory=dict)
    open_fact: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    label: str = ""
    person_id: int | None = None
    said: str = ""
    clauses: tuple[str, ...] = ()
    headcount: int | None = None
    roll: Roll | None = None  # the groups a number of people was told to consist of
    again: str = ""  # the question to offer again, once, after a side question
    again_options: tuple[tuple[str, str], ...] = ()  # and its own options
    offered_in: str = ""  # the message in answer to which `options` were offered
    pending: PendingDeed | None = None
    kind: str = ""  # of the last ruling's reply
    before_supposing: Facts | None = (
        None  # what held before “要是…”; None where nothing is supposed
    )
    supposed: Facts | None = None  # the what-if that is over, for “那样的话”
    others: tuple["SpokenOf", ...] = ()  # whom the talk was about before, the newest last
    told: tuple[str, ...] = ()
    asked: str = ""  # the last message that asked something, whatever was answered
    unread: bool = False  # the last question is one that neither we nor the notice could answer
    beyond: tuple[str, ...] = ()  # what was told of somebody and the notice nowhere mentions
    lately: tuple[Exchange, ...] = ()

    def with_exchange(self, before: "DialogueState", said: str, told: str) -> "DialogueState":
        """The state that also knows what was just said; `before` is the one it came from."""
        new = Exchange(said[:_SAID], told[:_TOLD], self.topic)
        return replace(self, lately=(*before.lately, new)[-LATELY:])

    season: str = ""  # the plan that is talked about; empty: the season that runs

    def to_json(self) -> dict[str, object]:
        """As kept with the conversation."""
        return {
            "topic": self.topic,
            "axes": list(self.axes),
            "ruling_topic": self.ruling_topic,
            "facts": {fact: _packed(given) for fact, given in self.facts.items()},
            "open_fact": self.open_fact,
            "options": [list(option) for option in self.options],
            "label": self.label,
            "person_id": self.person_id,
            "said": self.said,
            "clauses": list(self.clauses),
            "headcount": self.headcount,
            "roll": _packed_roll(self.roll),
            "again": self.again,
            "again_options": [list(option) for option in self.again_options],
            "offered_in": self.offered_in,
            "pending": self.pending.to_json() if self.pending else None,
            "kind": self.kind,
            "before_supposing": _packed_all(self.before_supposing),
            "supposed": _packed_all(self.supposed),
            "others": [one.to_json() for one in self.others],
            "told": list(self.told),
            "asked": self.asked,
            "unread": self.unread,
            "beyond": list(self.beyond),
            "lately": [vars(one) for one in self.lately],
            "season": self.season,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> "DialogueState":
        """An empty state where nothing was kept."""
        if not kept:
            return cls()
        return cls(
            topic=kept["topic"],
            axes=tuple(kept["axes"]),
            ruling_topic=kept["ruling_topic"],
            facts={fact: _unpacked(one) for fact, one in kept["facts"].items()},
            open_fact=kept["open_fact"],
            options=tuple((key, label) for key, label in kept["options"]),
            label=kept["label"],
            person_id=kept["person_id"],
            said=kept["said"],
            clauses=tuple(kept["clauses"]),
            headcount=kept["headcount"],
            roll=_unpacked_roll(kept.get("roll")),
            again=kept["again"],
            again_options=tuple((key, label) for key, label in kept.get("again_options", ())),
            offered_in=kept.get("offered_in", ""),
            pending=PendingDeed.from_json(kept.get("pending")),
            kind=kept.get("kind", ""),
            before_supposing=_unpacked_all(kept.get("before_supposing")),
            supposed=_unpacked_all(kept.get("supposed")),
            others=tuple(SpokenOf.from_json(one) for one in kept.get("others", ())),
            told=tuple(kept.get("told", ())),
            asked=kept.get("asked", ""),
            unread=kept.get("unread", False),
            beyond=tuple(kept.get("beyond", ())),
            lately=tuple(Exchange(**one) for one in kept.get("lately", ())),
            season=kept.get("season", ""),
        )


@dataclass(frozen=True)
class SpokenOf:
    """Somebody the talk was about, by name or label, and what was said of them."""

    label: str
    person_id: int | None
    facts: Facts

    def to_json(self) -> dict[str, object]:
        """As kept with the conversation."""
        return {"label": self.label, "person_id": self.person_id, "facts": _packed_all(self.facts)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "SpokenOf":
        """From what was kept."""
        return cls(kept["label"], kept["person_id"], _unpacked_all(kept["facts"]) or {})


def _packed_all(facts: Facts | None) -> dict[str, object] | None:
    return None if facts is None else {fact: _packed(given) for fact, given in facts.items()}


def _unpacked_all(kept: Mapping[str, Any] | None) -> Facts | None:
    return None if kept is None else {fact: _unpacked(one) for fact, one in kept.items()}


def _packed_roll(roll: Roll | None) -> dict[str, object] | None:
    if roll is None:
        return None
    own = {"own": _packed_all(roll.own)}
    lists = {name: [_packed_group(one) for one in getattr(roll, name)] for name in _LISTS}
    return {**vars(roll), **own, **lists}


def _unpacked_roll(kept: Mapping[str, Any] | None) -> Roll | None:
    if kept is None:
        return None
    own = {"own": _unpacked_all(kept["own"])}
    lists = {name: tuple(_unpacked_group(one) for one in kept[name]) for name in _LISTS}
    return Roll(**{**kept, **own, **lists})


def _packed_group(group: Group) -> dict[str, object]:
    return {**vars(group), "facts": _packed_all(group.facts)}


def _unpacked_group(kept: Mapping[str, Any]) -> Group:
    return Group(**{**kept, "facts": _unpacked_all(kept["facts"])})


def _packed(given: Given) -> dict[str, object]:
    value: object = given.value
    if isinstance(value, date):
        value = {"date": value.isoformat()}
    kept = {"value": value, "source": given.source, "words": given.words}
    return {**kept, "among": list(given.among)} if given.among else kept


def _unpacked(kept: Mapping[str, Any]) -> Given:
    value = kept["value"]
    if isinstance(value, dict):
        value = date.fromisoformat(value["date"])
    return Given(value, kept["source"], kept["words"], tuple(kept.get("among", ())))
