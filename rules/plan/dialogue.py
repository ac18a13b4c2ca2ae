"""What the chat needs to know of a notice: which result answers which question, and what it asks.

All of it is data of the plan (`dialogue.yaml`); what the file leaves out follows from the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from rules.plan.conditions import Condition, holds
from rules.plan.given import Facts

QUESTIONS: Final = (
    "where_assessed",
    "whose_quota",
    "in_base",
    "takes_part",
    "which_form",
    "grade",
    "eligible",
)
"""The questions on one person that a ruling answers, by the names the chat has for them."""


@dataclass(frozen=True)
class Told:
    """Holds where any of its facts was told as wanted; None: told at all, whatever its value.

    Without facts: anything was told. Of what was only hinted at no value is certain.
    """

    wanted: Mapping[str, Condition | None] = field(default_factory=dict)

    def holds(self, facts: Facts) -> bool:
        """Whether one of `facts` is told so."""
        if not self.wanted:
            return bool(facts)
        return any(
            name in facts and (condition is None or holds(condition, facts))
            for name, condition in self.wanted.items()
        )


@dataclass(frozen=True)
class Need:
    """Which facts must be known before a question is answered, whatever the notice presumes.

    Everything given must fit. `asked`: one of these questions, `only` these; `named`: about
    somebody with a name; `unlisted`: nobody of the roster; `only_told`: nothing else was told.
    """

    ask: tuple[str, ...]
    asked: tuple[str, ...] = ()
    only: bool = False
    named: bool = False
    unlisted: bool = False
    told: Told | None = None
    unless: Told | None = None
    only_told: tuple[str, ...] = ()

    def fits(self, asked: Collection[str], facts: Facts, *, named: bool, listed: bool) -> bool:
        """Whether this row speaks of such a question on somebody of whom `facts` are told."""
        if self.asked and not set(self.asked) & set(asked):
            return False
        if (self.only and not set(asked) <= set(self.asked)) or (self.named and not named):
            return False
        if (self.unlisted and listed) or (self.told and not self.told.holds(facts)):
            return False
        if self.unless and self.unless.holds(facts):
            return False
        return not self.only_told or set(facts) <= set(self.only_told)


@dataclass(frozen=True)
class Likely:
    """What is likely asked about somebody of whom only facts are told; None: whatever they are."""

    asks: str
    told: Told | None = None


@dataclass(frozen=True)
class Instead:
    """A topic that means another one for some people: their dates, shares or papers are others.

    `unless_said`: words that mean the topic itself; `own`: of a cadre who asks about themselves.
    """

    topic: str
    to: str
    told: Told | None = None
    unless_said: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True)
class PostCounted:
    """Which post counts for who changed posts around the cut-off, and the sentences that say so.

    `units`: by the kind of place a pattern over the new post, so that it is known where they work.
    Placeholders: {cutoff} in all, {new} and {since} in `before`, {old} in `after`.
    """

    fact: str
    clause: str
    before: str
    after: str
    unknown: str
    on_the_day: str
    always: str = ""
    units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TeamsListed:
    """The topic that lists the teams, and what is said after it."""

    topic: str
    after: str = ""


@dataclass(frozen=True)
class Dialogue:
    """`questions`: by question the axis that answers it; what the notice does not rule is left out.

    Facts by what the talk needs them for, empty where the notice has none: `place` where somebody
    works, with the `usual_places`; `host` where they are on secondment; `post`, and of its values
    those that are `heads` of a unit; `second_post`.
    `places`: facts that only say where; `of_the_unit`: true of everybody of a unit. `rule_texts`:
    by question the topics that tell the rule, where it is put on nobody in particular.
    `interrupted`: the silence on a length of time in which somebody was away for a while;
    `ended`: the one on somebody on secondment who went back.
    `meaning`: by what a form has to know (takes_part, waits, barred) the values that mean it.
    """

    questions: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    host: str = ""
    post: str = ""
    second_post: str = ""
    heads: tuple[str, ...] = ()
    usual_places: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    of_the_unit: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    rule_texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    likely: tuple[Likely, ...] = ()
    instead: tuple[Instead, ...] = ()
    interrupted: str = ""
    ended: str = ""
    teams: TeamsListed | None = None
    post_counted: PostCounted | None = None
    welcome: tuple[str, ...] = ()
    meaning: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def means(self, what: str, question: str, values: Mapping[str, str]) -> bool:
        """Whether the result that answers `question` means `what`, such as taking part."""
        return values.get(self.questions.get(question, "")) in self.meaning.get(what, ())

    def axes_of(self, topics: Collection[str]) -> tuple[str, ...]:
        """The axes that answer these questions, each once."""
        return tuple(dict.fromkeys(self.questions[one] for one in topics if one in self.questions))

    def likely_asked(self, facts: Facts) -> str:
        """The question that is likely meant where only facts are told; "" where there is none."""
        fits = (one for one in self.likely if one.told is None or one.told.holds(facts))
        return next((one.asks for one in fits), next(iter(self.questions), ""))

    def needed(
        self, asked: Collection[str], facts: Facts, *, named: bool, listed: bool
    ) -> tuple[str, ...]:
        """Facts to be known before these questions are answered: of the first row that fits."""
        fits = (one for one in self.needs if one.fits(asked, facts, named=named, listed=listed))
        return next((one.ask for one in fits), ())
