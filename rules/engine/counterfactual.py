"""A settled ruling tried against its facts being otherwise: presumptions, and why not the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rules.dates import months_served, reached_on
from rules.engine.compile import Program
from rules.engine.domains import Choice, Domain
from rules.engine.next_question import walk_over, ways
from rules.engine.outcome import CLOSED, Outcome, Result, grounds_of, outcome, silent_notes
from rules.engine.ruling import Kind, Rival
from rules.engine.situation import Situation, projected, situate
from rules.plan.called import notice_word
from rules.plan.given import Facts, Given
from rules.plan.schema import Fact


@dataclass(frozen=True)
class Other:
    """What would come of one fact being otherwise; outcome None: that would depend on more."""

    domain: Domain
    choice: Choice
    applies: int
    outcome: Outcome | None


@dataclass(frozen=True)
class Weighing:
    """What a ruling was reached from, to be tried with facts that are otherwise."""

    program: Program
    facts: Facts
    needs: tuple[str, ...]
    axes: tuple[str, ...]
    situation: Situation
    whole: Outcome

    def presumed(self) -> Mapping[str, Given]:
        """Presumptions the ruling hangs on: were one of them otherwise, it could be another."""
        return {
            name: given for name, given in self.situation.presumed.items() if self._others(name)
        }

    def rival(self) -> Rival | None:
        """The nearest other ruling.

        Given facts come before presumed ones, amounts and lengths of time before the rest, a
        changed value before silence or an open question, facts declared later in the plan (the
        more special) before earlier ones.
        """
        found = [
            (self._rank(other, index), other)
            for index, name in enumerate((*self.situation.known, *self.situation.presumed))
            for other in self._others(name)
        ]
        best = min(found, key=lambda pair: pair[0])[1] if found else None
        return None if best is None or self._is_over(best.domain.fact) else self._rival(best)

    def _rank(self, other: Other, index: int) -> tuple[bool, bool, bool, int]:
        fact = other.domain.fact
        settled = other.outcome is not None and other.outcome.kind is Kind.ANSWER
        return (fact.id in self.situation.presumed, fact.kind != "number", not settled, -index)

    @cached_property
    def _case(self) -> tuple[object, ...]:
        """What of the case the notice tells apart."""
        return projected(self.program, self.facts), frozenset(self.needs), self.axes

    def _others(self, name: str) -> Sequence[Other]:
        """The ways this fact could be otherwise that would change the ruling.

        Tried once for all cases that the notice does not tell apart.
        """
        key = (self._case, name)
        found = self.program.tried.get(key)
        if not isinstance(found, tuple):
            found = self.program.tried[key] = tuple(self._tried(name))
        return found

    def _tried(self, name: str) -> Iterator[Other]:
        program = self.program
        domain = program.domains[name]
        if not domain.tested_by & (program.relevant(self.axes).terms | program.guards):
            return
        now = self.situation.bits[list(program.domains).index(name)]
        for choice in domain.choices:
            if choice.bit & now:
                continue
            facts = {**self.facts, name: Given(choice.example)}
            situation = situate(program, facts, self.needs)
            applies = program.rules_of(situation.certain)
            undecided = program.rules_of(situation.possible) & ~applies
            found = outcome(program, self.axes, applies, undecided)
            if found is None:
                some = ways(walk_over(program, situation, self.axes))
                found = some[0].outcome if some else None
            if found != self.whole:
                yield Other(domain, choice, applies, found)

    def _is_over(self, fact: Fact) -> bool:
        """A length of time that ended before the cut-off will not grow to be another.

        Whole months: of a day that was said, the days beyond them may be left out.
        """
        known = self.situation.known
        start, length = (
            known[name].value if name in known else None
            for name in (fact.counted_from or "", fact.id)
        )
        if not isinstance(start, date) or not isinstance(length, int | float):
            return False
        return int(length) < int(months_served(start, None, self.program.plan.cutoff))

    def _rival(self, best: Other) -> Rival:
        program, results = self.program, best.outcome.results if best.outcome else ()
        pairs = zip(self.axes, self.whole.results, results, strict=False)
        axis = next((name for name, was, now in pairs if was != now), self.axes[0])
        result: Result = dict(zip(self.axes, results, strict=False)).get(axis, ())
        becomes = result[0] if len(result) == 1 else None
        notes = silent_notes(program, axis, best.applies)
        grounds = grounds_of(program, axis, best.applies) or notes
        clause = grounds[0].clause if grounds else self._turning(best)
        on = self._full_on(best.domain.fact, best.choice)
        words = f"如果{_condition(best)}，{self._then(best, axis, result)}"
        fact, example = best.domain.fact.id, best.choice.example
        at = _bound(best.domain, best.choice)
        return Rival(clause, fact, becomes, on, words, axis, example, _side(best), at)

    def _turning(self, best: Other) -> str:
        """Without a ground of its own the rival's clause is the one that looks at the fact."""
        program = self.program
        rules = program.relevant(self.axes).rules
        name = best.domain.fact.id
        return next(
            (
                rule.clause
                for i, rule in enumerate(program.rules)
                if rules >> i & 1 and name in program.looks_at[i]
            ),
            "",
        )

    def _then(self, best: Other, axis: str, result: Result) -> str:
        label = self.program.axes[axis].axis
        if len(result) == 1:
            return f"{label.label}：{label.values[result[0]]}"
        if result == CLOSED:
            return f"就没有“{label.label}”这一项"
        if best.outcome is None:
            return "还要看别的情况才能定"
        if best.outcome.kind is Kind.CLASH:
            return "就有两条规定相互抵触"
        return f"{notice_word(self.program.plan)}没有写明"

    def _full_on(self, fact: Fact, choice: Choice) -> date | None:
        """The day a length of time is full, where its start was given."""
        known = self.situation.known
        if fact.counted_from is None or fact.counted_from not in known:
            return None
        start = known[fact.counted_from].value
        bound = _bound(self.program.domains[fact.id], choice)
        if not isinstance(start, date) or bound is None:
            return None
        return reached_on(start, int(bound), self.program.plan.cutoff)


def _bound(domain: Domain, choice: Choice) -> float | None:
    """The threshold next to a region of a number or date."""
    value = choice.example
    if isinstance(value, str | bool) or not domain.cuts:
        return None
    number = float(value.toordinal()) if isinstance(value, date) else float(value)
    return min((at for at, _ in domain.cuts), key=lambda at: abs(at - number))


def side_words(at: float, unit: str, *, above: bool) -> tuple[str, str]:
    """How the two sides of a threshold are called: 满6个月 and 不满, or 超过180天 and 及以下."""
    if above:
        return f"超过{at:g}{unit}", f"{at:g}{unit}及以下"
    return f"满{at:g}{unit}", f"不满{at:g}{unit}"


def _is_above(domain: Domain, bound: float) -> bool:
    """Whether the number itself lies on the lower side, as in “more than 180 days”."""
    return any(at == bound and side for at, side in domain.cuts)


def _condition(best: Other) -> str:
    fact, value = best.domain.fact, best.choice.example
    side = _side(best)
    if side:
        return f"{fact.label}{side}"
    if fact.kind == "bool":
        return fact.words(value)
    return f"{fact.label}是“{fact.words(value)}”"


def _side(best: Other) -> str:
    """The side of a threshold that a date or an amount would lie on."""
    fact, value = best.domain.fact, best.choice.example
    bound = _bound(best.domain, best.choice)
    if bound is None:
        return ""
    if isinstance(value, date):
        day = date.fromordinal(int(bound))
        side = "在" if value == day else ("早于" if value < day else "晚于")
        return f"{side}{fact.words(day)}"
    if isinstance(value, int | float):
        high, low = side_words(bound, fact.unit, above=_is_above(best.domain, bound))
        is_low = value <= bound if _is_above(best.domain, bound) else value < bound
        return low if is_low else high
    return ""
