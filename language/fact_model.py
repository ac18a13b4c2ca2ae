"""What a message says of whom it asks about, by weights learnt from `language/corpus/`.

A second reader of facts beside the rows of the plan: the rows know words and what denies them, the
weights know whole messages, also such as say a fact in words that no row has.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from language.weights import Floats, Weights, pairs, runs
from rules.plan import Fact, Given, Plan, Value

FILE = Path(__file__).with_name("facts.npz")
UNSAID, ANOTHER = "", "*"  # nothing is said of a fact; a value that has no name of its own
_TAKEN = 0.7  # to take what the rows did not find
_OTHERWISE = 0.97  # … what they found otherwise
_DROPPED = 0.98  # to hold that nothing is said where the rows found something
_DENIES = re.compile("[不没非未]")
_FEWEST = 6  # different characters that can tell anything by themselves

Drafts = dict[str, Given]
Denied = Callable[[str, Value], bool]


def name_of(fact: str, value: str) -> str:
    """What the weights call a value of a fact."""
    return f"{fact}={value}"


def values_of(fact: Fact) -> tuple[str, ...]:
    """The values the weights tell apart: those with a name; of a date all others are one."""
    if fact.kind == "bool":
        return (UNSAID, "true", "false")
    more = () if fact.kind == "choice" else (ANOTHER,)
    return (UNSAID, *fact.values, *more)


@dataclass(frozen=True)
class _Learnt:
    """A fact of the plan that the weights know with all its values."""

    fact: Fact
    columns: slice
    values: tuple[str, ...]


class FactModel:
    """Tells what a message says. Built once; safe to share between threads."""

    def __init__(self, plan: Plan, weights: Weights | None = None) -> None:
        """`weights`: others than those kept beside this file, for measuring."""
        self._plan, self._given = plan, weights

    @cached_property
    def weights(self) -> Weights:
        """The weights, read when first needed."""
        return self._given or Weights.unpacked(FILE.read_bytes())

    @cached_property
    def _facts(self) -> tuple[_Learnt, ...]:
        """The plan's facts whose values are those that were learnt; others are left to the rows."""
        place = {name: at for at, name in enumerate(self.weights.names)}
        found = []
        for fact in self._plan.facts.values():
            values = values_of(fact)
            first = place.get(name_of(fact.id, UNSAID))
            if first is not None and self.weights.names[first : first + len(values)] == tuple(
                name_of(fact.id, one) for one in values
            ):
                found.append(_Learnt(fact, slice(first, first + len(values)), values))
        return tuple(found)

    @cached_property
    def _columns(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The columns of all facts in one row, and where in it each fact begins."""
        all_of = [np.arange(one.columns.start, one.columns.stop) for one in self._facts]
        lengths = [0, *(len(one) for one in all_of)]
        return np.concatenate(all_of), np.cumsum(lengths)[:-1]

    def likely(self, text: str) -> dict[str, Mapping[str, float]]:
        """By fact the probability of each value, and of nothing being said of it."""
        if not self._facts:
            return {}
        shares = np.split(self._shares(text), self._columns[1][1:])
        return {
            one.fact.id: dict(zip(one.values, each.tolist(), strict=True))
            for one, each in zip(self._facts, shares, strict=True)
        }

    def _shares(self, text: str) -> Floats:
        """The probability of each value of each fact, those of one fact beside each other.

        All facts at once: one by one they would take four times as long.
        """
        columns, begins = self._columns
        known = self.weights.rows_of(np.concatenate([runs(text), pairs(text)]))
        scores = self.weights.scores(sorted(known))[columns]
        lengths = np.diff(np.append(begins, len(columns)))
        raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, begins), lengths))
        shares: Floats = raised / np.repeat(np.add.reduceat(raised, begins), lengths)
        return shares

    def put_right(self, given: Drafts, text: str, denied: Denied) -> None:
        """Change what the rows found in `text` where it surely says something else.

        `denied`: whether the rows know a value's words in `text`, and that they are denied there.
        """
        if len(set(text)) < _FEWEST or not self._facts:
            return
        likely, begins = self._shares(text).tolist(), self._columns[1].tolist()
        for one, begin in zip(self._facts, begins, strict=True):
            shares = likely[begin : begin + len(one.values)]
            share = max(shares)
            value = one.values[shares.index(share)]
            if _put_right(given, one.fact, value, share, denied):
                self._drop_contrary(given, one.fact.id)

    def _drop_contrary(self, given: Drafts, changed: str) -> None:
        """Forgets what would imply another value of the fact that was changed."""
        value = given[changed].value
        for name, one in list(given.items()):
            implied = self._plan.facts[name].implies.get(str(one.value).lower(), {})
            if changed in implied and value not in implied[changed]:
                del given[name]


def _put_right(given: Drafts, fact: Fact, value: str, share: float, denied: Denied) -> bool:
    """Whether another value stands now.

    What is denied (“不是挂职的”), or told to be as usual, the rows read better than weights that
    know no order of words.
    """
    told = given.get(fact.id)
    if told is not None and (told.value == fact.presume or _DENIES.search(told.words)):
        return False
    if value == UNSAID:
        if told is not None and told.value is not None and share >= _DROPPED:
            del given[fact.id]
        return False
    meant = None if value == ANOTHER else _typed(fact, value)
    if meant is None or (told is not None and told.value == meant):
        return False
    if share < (_TAKEN if told is None else _OTHERWISE) or denied(fact.id, meant):
        return False
    given[fact.id] = Given(meant, "said", told.words if told else "")
    return True


def _typed(fact: Fact, value: str) -> Value:
    return value == "true" if fact.kind == "bool" else value
