"""What the open facts could still change, and which one to ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rules.engine.compile import Program
from rules.engine.domains import Domain
from rules.engine.outcome import Outcome, outcome
from rules.engine.situation import Situation

# With more than this to look through nearly everything is open, and any fact that matters will do.
_ENOUGH = 4000
# So many different outcomes are told apart.
_FIELD = 256
_ALL = (1 << _FIELD) - 1


class _TooMuch(Exception):
    """Looking further would take too long."""


@dataclass(frozen=True)
class Leaf:
    """One way the open facts could turn out: the rules that then apply, and what they come to."""

    applies: int
    outcome: Outcome


@dataclass(frozen=True)
class Open:
    """An undecided fact, its values grouped as the undecided rules tell them apart."""

    domain: Domain
    groups: tuple[int, ...]
    bits: int
    askable: bool


@dataclass
class Walk:
    """Runs through the ways the open facts could turn out, no deeper than they matter.

    A state is the terms still certain and possible under the facts decided so far.
    """

    program: Program
    axes: tuple[str, ...]
    opened: tuple[Open, ...]
    certain: int
    possible: int
    wanted: int  # the terms that can make a difference
    rest: list[tuple[int, int]] = field(default_factory=list)
    reached: dict[tuple[int, int, int], int] = field(default_factory=dict)
    numbers: dict[Outcome, int] = field(default_factory=dict)
    fields: dict[tuple[int, int], int] = field(default_factory=dict)  # of an answer: its first bit
    below: list[int] = field(default_factory=list)  # by depth: the first bits of all fields there

    def __post_init__(self) -> None:
        """What the facts from each depth on leave certain and possible, whatever they are."""
        certain, possible = -1, -1
        self.rest = [(certain, possible)]
        for fact in reversed(self.opened):
            sure, may = fact.domain.effect(fact.bits)
            certain, possible = certain & sure, possible & may
            self.rest.append((certain, possible))
        self.rest.reverse()

    def leaves(self, depth: int, certain: int, possible: int) -> Iterator[Leaf]:
        """Every end the open facts can still lead to."""
        found = self.decided(depth, certain, possible)
        if found is not None:
            yield found
            return
        for _, sure, may in self.branches(depth, certain, possible):
            yield from self.leaves(depth + 1, certain & sure, possible & may)

    def outcomes(self) -> Mapping[tuple[int, int], int]:
        """What can still come out, as bits, by index and group of each fact that may be asked.

        All are found in one run: a state's number holds a field of bits for every such answer.
        Raises _TooMuch.
        """
        fields = [
            (index, bits)
            for index, fact in enumerate(self.opened)
            for bits in (fact.groups if fact.askable else ())
        ]
        self.fields = {field: number * _FIELD for number, field in enumerate(fields, 1)}
        self.below = [
            1 + sum(1 << at for (index, _), at in self.fields.items() if index >= depth)
            for depth in range(len(self.opened) + 1)
        ]
        whole = self._reach(0, self.certain & self.wanted, self.possible & self.wanted)
        return {field: whole >> at & _ALL for field, at in self.fields.items()}

    def turning(self, depth: int, certain: int, possible: int) -> tuple[str, Outcome | None]:
        """A fact to ask that is proven to matter, looking no further than needed to find one.

        Otherwise the one outcome, or nothing where the difference lies in facts not to be asked.
        """
        found = self.decided(depth, certain, possible)
        if found is not None:
            return "", found.outcome
        seen: set[Outcome | None] = set()
        for _, sure, may in self.branches(depth, certain, possible):
            name, one = self.turning(depth + 1, certain & sure, possible & may)
            if name:
                return name, None
            seen.add(one)
        if len(seen) > 1:
            fact = self.opened[depth]
            return (fact.domain.fact.id if fact.askable else ""), None
        return "", seen.pop()

    def usually(self, index: int, bits: int) -> Outcome | None:
        """The outcome with one fact taking these bits and all others as they usually are."""
        certain, possible = self.certain, self.possible
        for depth, fact in enumerate(self.opened):
            usual = fact.domain.presumed
            ways = {way: (sure, may) for way, sure, may in self.branches(depth, certain, possible)}
            way = bits if depth == index else next((w for w in ways if w & usual), next(iter(ways)))
            sure, may = ways.get(way) or next(iter(ways.values()))
            certain, possible = certain & sure, possible & may
        leaf = self.decided(len(self.opened), certain, possible)
        return leaf.outcome if leaf else None

    def _reach(self, depth: int, certain: int, possible: int) -> int:
        """The lowest field is what can come out at all; then one for each answer from here on."""
        key = (depth, certain, possible)
        found = self.reached.get(key)
        if found is not None:
            return found
        if len(self.reached) > _ENOUGH:
            raise _TooMuch
        settled = outcome(self.program, self.axes, *self.rules(depth, certain, possible))
        if settled is not None:
            # Whatever is answered to the facts below, it comes to this.
            found = self.below[depth] << self._number(settled)
        else:
            found = 0
            for bits, sure, may in self.branches(depth, certain, possible):
                under = self._reach(depth + 1, certain & sure, possible & may)
                at = self.fields.get((depth, bits))
                found |= under if at is None else under | (under & _ALL) << at
        self.reached[key] = found
        return found

    def _number(self, outcome: Outcome) -> int:
        number = self.numbers.setdefault(outcome, len(self.numbers))
        if number >= _FIELD:
            raise _TooMuch
        return number

    def decided(self, depth: int, certain: int, possible: int) -> Leaf | None:
        """What it comes to, where no open fact can change it any more."""
        applies, undecided = self.rules(depth, certain, possible)
        found = outcome(self.program, self.axes, applies, undecided)
        return None if found is None else Leaf(applies, found)

    def rules(self, depth: int, certain: int, possible: int) -> tuple[int, int]:
        """The rules that apply whatever the facts from here on are, and those that still may."""
        sure, may = self.rest[depth]
        applies = self.program.rules_of(certain & sure)
        return applies, self.program.rules_of(possible & may) & ~applies

    def branches(self, depth: int, certain: int, possible: int) -> Iterator[tuple[int, int, int]]:
        """The groups still possible. The facts above are settled, so whether it applies is too."""
        fact = self.opened[depth]
        domain, here = fact.domain, fact.bits
        if here & domain.absent and domain.guard is not None:
            if not possible & domain.guard:
                yield (domain.absent, *domain.effect(domain.absent))
                return
            if certain & domain.guard:
                here &= ~domain.absent
        for bits in fact.groups:
            if bits & here:
                yield (bits, *domain.effect(bits))
        if here & domain.absent:
            yield (domain.absent, *domain.effect(domain.absent))


def walk_over(program: Program, situation: Situation, axes: tuple[str, ...]) -> Walk:
    """A walk over the facts the undecided rules turn on, and those that decide whether these apply.

    A fact is only asked once it is settled that it applies; until then the one above it is.
    """
    terms = situation.possible & ~situation.certain
    relevant = program.relevant(axes).terms
    wanted = terms & relevant
    opened: list[Open] = []
    certain = possible = program.possible
    rows = list(zip(program.domains.values(), situation.bits, strict=True))
    for domain, bits in reversed(rows):
        if bits & (bits - 1) and domain.tested_by & wanted:
            if bits & domain.absent and domain.guard is not None:
                wanted |= domain.guard & terms
            askable = domain.fact.id in situation.open and not bits & domain.absent
            opened.append(Open(domain, _groups(domain, bits, wanted), bits, askable))
        else:
            sure, may = domain.effect(bits)
            certain, possible = certain & sure, possible & may
    return Walk(program, axes, tuple(reversed(opened)), certain, possible, wanted | relevant)


def _groups(domain: Domain, bits: int, terms: int) -> tuple[int, ...]:
    found: dict[int, int] = {}
    for choice in domain.choices:
        if choice.bit & bits:
            signature = domain.holds[choice.bit] & terms
            found[signature] = found.get(signature, 0) | choice.bit
    return tuple(found.values())


def ways(walk: Walk) -> tuple[Leaf, ...]:
    """The leaves if they all come to one outcome; none where answers change the ruling."""
    found: dict[int, Leaf] = {}
    for leaf in walk.leaves(0, walk.certain, walk.possible):
        found[leaf.applies] = leaf
        if leaf.outcome != next(iter(found.values())).outcome:
            return ()
    return tuple(found.values())


def question(walk: Walk) -> str:
    """The open fact that settles most; there must be more than one outcome.

    Settled is the share of a fact's values after which one outcome is left. Then counts how few
    outcomes are left on average, then the plan's own order.
    """
    try:
        asks = _most_settling(walk)
    except _TooMuch:
        asks = _most_telling(walk)
    return asks or walk.turning(0, walk.certain, walk.possible)[0]


def _most_telling(walk: Walk) -> str:
    """The fact whose answers differ most when all other open facts are as they usually are."""
    most, asks = 1, ""
    for index, fact in enumerate(walk.opened):
        if fact.askable:
            outcomes = {walk.usually(index, bits) for bits in fact.groups}
            if len(outcomes) > most:
                most, asks = len(outcomes), fact.domain.fact.id
    return asks


def _most_settling(walk: Walk) -> str:
    outcomes = walk.outcomes()
    best: tuple[float, float] = (-1.0, 0.0)
    asks = ""
    for index, fact in enumerate(walk.opened):
        if not fact.askable:
            continue
        sets = {bits: outcomes[index, bits] for bits in fact.groups}
        if len(set(sets.values())) < 2:  # no answer alone changes what can still come out
            continue
        shares = {bits: fact.domain.share(bits) for bits in sets}
        whole = sum(shares.values())
        settled = sum(shares[bits] for bits, some in sets.items() if not some & (some - 1)) / whole
        left = sum(shares[bits] * some.bit_count() for bits, some in sets.items()) / whole
        if (settled, -left) > best:
            best, asks = (settled, -left), fact.domain.fact.id
    return asks
