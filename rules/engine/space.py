"""The whole finite fact space of a plan: every case the facts can make, and what it comes to.

Cases that no rule tells apart are one; a case leaves out facts that do not apply in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rules.engine.compile import Program
from rules.engine.next_question import Open, Walk
from rules.engine.outcome import Result, clash_on, outcome
from rules.engine.ruling import Kind

# Facts of an example that differ from what is presumed, as (fact, value's bits).
Path = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Ending:
    """What a case comes to. `sides` of a clash: clause and value of each rule on the axis."""

    kind: Kind
    results: tuple[Result, ...] = ()
    axis: str = ""
    sides: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Tally:
    """How many cases, and the one that differs least from what is presumed of anybody."""

    cases: int
    example: Path


Tallies = dict[Ending, Tally]


@dataclass
class Census:
    """Counts the cases of one subject by what the asked axis comes to."""

    walk: Walk
    found: dict[tuple[int, int, int], Tallies] = field(default_factory=dict)
    counts: dict[tuple[int, int, int], int] = field(default_factory=dict)
    mattering: set[str] = field(default_factory=set)  # facts that change what some case comes to

    def taken(self) -> Tallies:
        """The cases counted, by what they come to."""
        walk = self.walk
        return self._from(0, walk.certain & walk.wanted, walk.possible & walk.wanted)

    def _from(self, depth: int, certain: int, possible: int) -> Tallies:
        key = (depth, certain, possible)
        known = self.found.get(key)
        if known is None:
            known = self.found[key] = self._work_out(depth, certain, possible)
        return known

    def _work_out(self, depth: int, certain: int, possible: int) -> Tallies:
        ending = self._ending(depth, certain, possible)
        if ending is not None:
            return {ending: Tally(self._cases(depth, certain, possible), ())}
        tallies: Tallies = {}
        fact = self.walk.opened[depth]
        first: set[tuple[Kind, tuple[Result, ...]]] | None = None
        for bits, sure, may in self.walk.branches(depth, certain, possible):
            times = _choices(fact, bits)
            step = () if _is_usual(fact, bits) else ((fact.domain.fact.id, bits),)
            below = self._from(depth + 1, certain & sure, possible & may)
            endings = {(end.kind, end.results) for end in below}
            if first is None:
                first = endings
            elif endings != first:
                self.mattering.add(fact.domain.fact.id)
            for end, tally in below.items():
                so_far = tallies.get(end)
                cases = tally.cases * times + (so_far.cases if so_far else 0)
                example = step + tally.example
                if so_far and len(so_far.example) <= len(example):
                    example = so_far.example
                tallies[end] = Tally(cases, example)
        return tallies

    def _ending(self, depth: int, certain: int, possible: int) -> Ending | None:
        walk = self.walk
        sure, may = walk.rest[depth]
        applies = walk.program.rules_of(certain & sure)
        undecided = walk.program.rules_of(possible & may) & ~applies
        found = outcome(walk.program, walk.axes, applies, undecided)
        if found is None:
            return None
        if found.kind is not Kind.CLASH:
            return Ending(found.kind, found.results)
        if undecided & walk.program.relevant(walk.axes).rules:
            return None  # more clauses may yet join the clash
        return _clash(walk.program, walk.axes, applies)

    def _cases(self, depth: int, certain: int, possible: int) -> int:
        """The number of ways the facts from this depth on can turn out."""
        if depth == len(self.walk.opened):
            return 1
        key = (depth, certain & self.walk.program.guards, possible & self.walk.program.guards)
        known = self.counts.get(key)
        if known is None:
            fact = self.walk.opened[depth]
            known = self.counts[key] = sum(
                _choices(fact, bits) * self._cases(depth + 1, certain & sure, possible & may)
                for bits, sure, may in self.walk.branches(depth, certain, possible)
            )
        return known


def _clash(program: Program, axes: tuple[str, ...], applies: int) -> Ending:
    for name in (*axes, *program.gate_axes):
        clash = clash_on(program, name, applies)
        if clash is not None:
            sides = frozenset((side.clause, side.value or "") for side in clash.sides)
            return Ending(Kind.CLASH, (), name, sides)
    raise AssertionError("a clash without sides")


def _choices(fact: Open, bits: int) -> int:
    return max(1, sum(1 for choice in fact.domain.choices if choice.bit & bits))


def _is_usual(fact: Open, bits: int) -> bool:
    always = fact.domain.presumed if fact.domain.presume_guard is None else 0
    return bool(bits & (always | fact.domain.absent))


def census(program: Program, axis: str) -> tuple[Tallies, set[str]]:
    """Every case by what it comes to on one axis, and the facts that make a difference to it."""
    counting = Census(whole_walk(program, (axis,)))
    return counting.taken(), counting.mattering


def whole_walk(program: Program, axes: tuple[str, ...]) -> Walk:
    """A walk over every value of every fact the rules on these axes turn on."""
    wanted = program.relevant(axes).terms
    opened: list[Open] = []
    for domain in reversed(list(program.domains.values())):
        if domain.tested_by & wanted:
            wanted |= domain.guard or 0
            bits = domain.known | (domain.absent if domain.guard is not None else 0)
            groups = _ordered(domain.presumed, [c.bit for c in domain.choices])
            opened.append(Open(domain, groups, bits, True))
    opened.reverse()
    merged = tuple(_merge(fact, wanted) for fact in opened)
    return Walk(program, axes, merged, program.possible, program.possible, wanted)


def _ordered(first: int, bits: list[int]) -> tuple[int, ...]:
    return tuple(sorted(bits, key=lambda bit: bit != first))


def _merge(fact: Open, wanted: int) -> Open:
    """One group of the values that the rules on these axes do not tell apart; the usual first."""
    found: dict[int, int] = {}
    for bit in fact.groups:
        signature = fact.domain.holds[bit] & wanted
        found[signature] = found.get(signature, 0) | bit
    return Open(fact.domain, tuple(found.values()), fact.bits, fact.askable)


def firing(program: Program, rule: int) -> bool:
    """Whether some case exists in which the rule is in force on an axis it speaks on."""
    axes = tuple(name for name, axis in program.axes.items() if axis.speakers >> rule & 1)
    return any(_fires(program, rule, name) for name in axes)


def _fires(program: Program, rule: int, name: str) -> bool:
    axis = program.axes[name]
    speech = next(s for s in (*axis.setters, *axis.silencers, *axis.worded) if s.rule == rule)
    walk = whole_walk(program, (name,))
    seen: set[tuple[int, int, int]] = set()

    def down(depth: int, certain: int, possible: int) -> bool:
        sure, may = walk.rest[depth]
        applies = program.rules_of(certain & sure)
        may_apply = program.rules_of(possible & may)
        if not may_apply & speech.bit or applies & speech.overriders:
            return False
        if applies & speech.bit and not may_apply & speech.overriders:
            return True
        key = (depth, certain & walk.wanted, possible & walk.wanted)
        if key in seen:
            return False
        seen.add(key)
        return any(
            down(depth + 1, certain & s, possible & m)
            for _, s, m in walk.branches(depth, certain, possible)
        )

    return down(0, walk.certain, walk.possible)
