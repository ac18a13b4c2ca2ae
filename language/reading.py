"""What reading a message yields, and what the reader is told of the conversation so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from language.figures import Headcount
from language.rolls import Roll
from rules.plan.given import Facts


@dataclass(frozen=True)
class Name:
    """A person or unit of the roster the asker may see. `kind`: person or unit.

    Or `unseen`: a person the asker may not see, so that the name is known for a name.
    """

    text: str
    kind: str
    id: int


class Names(Protocol):
    """The roster's names as far as the asker may know them, asked for one text at a time."""

    def people(self, text: str) -> Sequence[Name]:
        """All whom `text` may name, in whatever spelling, and maybe others; `unseen` ones last."""

    def units(self, text: str) -> Sequence[Name]:
        """All units that stand in `text` by one of their names, and maybe others."""


@dataclass(frozen=True)
class ListedNames:
    """A few names, listed."""

    listed: tuple[Name, ...] = ()

    def people(self, _text: str) -> Sequence[Name]:
        """All that are no unit's, whatever the text."""
        return [name for name in self.listed if name.kind != "unit"]

    def units(self, _text: str) -> Sequence[Name]:
        """All that are a unit's, whatever the text."""
        return [name for name in self.listed if name.kind == "unit"]


@dataclass(frozen=True)
class Context:
    """The conversation as the reader needs it; empty for the first message."""

    today: date
    open_fact: str | None = None
    options: tuple[tuple[str, str], ...] = ()  # key and label, as numbered
    topic: str = ""
    known: Facts = field(default_factory=dict)
    said_before: str = ""
    headcount: int | None = None  # people a share was last taken of
    roll: Roll | None = None  # and the groups they were told to consist of
    names: Names = ListedNames()
    not_meant: tuple[str, ...] = ()  # silences on other papers than the one the talk is on


@dataclass(frozen=True)
class Reading:
    """`topic` is "" where the message asks nothing of its own and only adds facts."""

    text: str
    topic: str = ""
    topics: tuple[str, ...] = ()  # every topic asked for, the main one first
    axes: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)
    picked: str | None = None
    people: tuple[Name, ...] = ()
    units: tuple[Name, ...] = ()
    labels: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()  # full names of nobody the asker may see; labels too
    papers: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    persons: tuple[tuple[str, Facts], ...] = ()  # of several people, each with their facts
    about_self: bool = False
    of_own_unit: bool = False  # “我们所的所长”
    speaks_of_one: bool = False  # a pronoun, or “有个副镇长”
    speaks_of_all: bool = False  # “都能”, “就一定”: the rule is asked for
    headcount: Headcount | None = None
    teams: int | None = None
    retired: tuple[tuple[str, str, Facts], ...] = ()  # of several: label, words, facts
    roll: Roll | None = None  # a list of counted groups, or the one before as it stands now
    near: tuple[str, ...] = ()  # topics it resembles, for choices
    readings: tuple[str, ...] = ()  # what it may mean where that is in doubt, likeliest first
    besides: tuple[str, ...] = ()  # what else it may mean where `topic` is likely, but not sure
    untold: str = ""  # what is asked beside a text that the text says nothing about
    follows: bool = False
    another: bool = False
    ends: bool = False
    corrects: bool = False
    supposes: bool = False
    in_truth: bool = False  # back from what was supposed
    of_another: bool = False  # “那挂职的呢”: somebody else, told by what they are
    to_post: bool = False  # “书记还能评优吗”: whoever holds the post, and nobody talked of before
    names_who: bool = False  # “就是刘洋”: whoever was talked about gets a name
    no_such_day: str = ""  # a day as written that no calendar has
    pressed: bool = False  # pressure or an instruction to answer otherwise was in it
    sure: bool = True
    beyond: tuple[str, ...] = ()  # situations told of that the notice nowhere mentions
    spoken: tuple[str, ...] = ()  # clauses on a situation told of which no fact of the plan knows
    unwritten: str = ""  # the silence of the plan on a situation told of

    @property
    def values(self) -> Mapping[str, object]:
        """Fact → value, for a look."""
        return {fact: given.value for fact, given in self.facts.items()}
