"""What reading a message yields, and what the reader is told of the conversation so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from language.figures import Headcount
from rules.plan.given import Facts


@dataclass(frozen=True)
class Name:
    """A person or unit of the roster the asker may see. `kind`: person or unit.

    Or `unseen`: a person the asker may not see, so that the name is known for a name.
    """

    text: str
    kind: str
    id: int


@dataclass(frozen=True)
class Context:
    """The conversation as the reader needs it; empty for the first message."""

    today: date
    open_fact: str | None = None
    options: tuple[tuple[str, str], ...] = ()  # key and label, as numbered
    topic: str = ""
    known: Facts = field(default_factory=dict)
    said_before: str = ""
    names: tuple[Name, ...] = ()


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
    speaks_of_one: bool = False  # a pronoun, or “有个副镇长”
    headcount: Headcount | None = None
    teams: int | None = None
    near: tuple[str, ...] = ()  # topics it resembles, for choices
    readings: tuple[str, ...] = ()  # what it may mean where that is in doubt, likeliest first
    follows: bool = False
    another: bool = False
    ends: bool = False
    corrects: bool = False
    no_such_day: str = ""  # a day as written that no calendar has
    pressed: bool = False  # pressure or an instruction to answer otherwise was in it
    sure: bool = True
    beyond: tuple[str, ...] = ()  # situations told of that the notice nowhere mentions

    @property
    def values(self) -> Mapping[str, object]:
        """Fact → value, for a look."""
        return {fact: given.value for fact, given in self.facts.items()}
