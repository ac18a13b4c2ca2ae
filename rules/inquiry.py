"""What the open facts could still change, and which one to ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.compiled import FALSE, TRUE, Choice, Domain, Program, Terms, status
from rules.outcome import Outcome, applying, outcome
from rules.situation import Situation


@dataclass(frozen=True)
class Leaf:
    """One way the open facts could turn out: the group each took, and what comes of it."""

    took: dict[str, int]  # absent: it made no difference here
    applies: int
    outcome: Outcome


@dataclass(frozen=True)
class Open:
    """An undecided fact with its values grouped as the undecided rules tell them apart."""

    domain: Domain
    groups: tuple[tuple[int, float], ...]  # bits, and the share of all values they stand for
    askable: bool


def leaves(
    program: Program, situation: Situation, axes: tuple[str, ...], applies: int, undecided: int
) -> tuple[tuple[Open, ...], tuple[Leaf, ...]]:
    opened = _opened(program, situation, undecided)
    rules = tuple(i for i in range(undecided.bit_length()) if undecided >> i & 1)
    walk = _Walk(program, opened, rules, axes, applies)
    return opened, tuple(walk.down(0, situation.state, rules, applies, {}))


@dataclass(frozen=True)
class _Walk:
    program: Program
    opened: tuple[Open, ...]
    rules: tuple[int, ...]
    axes: tuple[str, ...]
    applies: int

    def down(
        self, depth: int, state: int, rules: tuple[int, ...], applies: int, took: dict[str, int]
    ) -> Iterator[Leaf]:
        now, undecided = applying(self.program, rules, state)
        applies |= now
        if not undecided:
            yield Leaf(took, applies, outcome(self.program, self.axes, applies))
            return
        rules = tuple(i for i in rules if undecided >> i & 1)
        fact = self.opened[depth]
        rest = state & ~fact.domain.every
        for bits, named in self._branches(fact, state):
            further = {**took, fact.domain.fact.id: bits} if named else took
            yield from self.down(depth + 1, rest | bits, rules, applies, further)

    def _branches(self, fact: Open, state: int) -> list[tuple[int, bool]]:
        """The groups still possible; facts above are settled, so whether it applies is too."""
        here = state & fact.domain.every
        absent = fact.domain.absent
        if here & absent:
            applies = status(fact.domain.applies or (), state)
            if applies == FALSE:
                return [(absent, False)]
            if applies == TRUE:
                here &= ~absent
        parts = [(bits & here, fact.askable) for bits, _ in fact.groups if bits & here]
        return parts + ([(absent, False)] if here & absent else [])


def _opened(program: Program, situation: Situation, undecided: int) -> tuple[Open, ...]:
    """The facts the undecided rules turn on, with those that decide whether these apply."""
    state = situation.state
    tests: list[Terms] = []
    mask = 0
    for index in range(undecided.bit_length()):
        if undecided >> index & 1:
            tests.append(program.terms[index])
            mask |= program.masks[index]
    found: list[Open] = []
    for domain in reversed(program.domains.values()):
        here = state & domain.every
        if not mask & domain.every or here & (here - 1) == 0:
            continue
        if here & domain.absent and domain.applies is not None:
            tests.append(domain.applies)
            mask |= domain.applies_mask
        groups = _groups(domain, here, tests)
        found.append(Open(domain, groups, domain.fact.id in situation.open))
    return tuple(reversed(found))


def _groups(domain: Domain, here: int, tests: list[Terms]) -> tuple[tuple[int, float], ...]:
    masks = {
        allow & domain.known
        for terms in tests
        for term in terms
        for allow in term.allows
        if allow & domain.every
    }
    signatures: dict[tuple[bool, ...], list[Choice]] = {}
    for choice in domain.choices:
        if choice.bit & here:
            signature = tuple(bool(choice.bit & mask) for mask in masks)
            signatures.setdefault(signature, []).append(choice)
    return tuple(
        (sum(c.bit for c in group), sum(c.share for c in group)) for group in signatures.values()
    )


def question(opened: tuple[Open, ...], found: tuple[Leaf, ...]) -> str | None:
    """The fact that settles most; None where no answer changes the ruling.

    Settled is the share of a fact's values after which only one outcome is left. Then fewer
    outcomes left, then the plan's own order.
    """
    best: tuple[float, float] | None = None
    asks: str | None = None
    for fact in opened:
        if not fact.askable:
            continue
        name = fact.domain.fact.id
        settled = left = total = 0.0
        seen: set[frozenset[Outcome]] = set()
        for bits, share in fact.groups:
            outcomes = frozenset(x.outcome for x in found if x.took.get(name, bits) == bits)
            seen.add(outcomes)
            settled += share if len(outcomes) == 1 else 0
            left += share * len(outcomes)
            total += share
        if not _matters(name, found):
            continue
        score = (settled / total, -left / total)
        if best is None or score > best:
            best, asks = score, name
    return asks


def _matters(name: str, found: tuple[Leaf, ...]) -> bool:
    """Whether, all else equal, some answer changes the ruling."""
    by_rest: dict[frozenset[tuple[str, int]], Outcome] = {}
    for leaf in found:
        if name in leaf.took:
            rest = frozenset(item for item in leaf.took.items() if item[0] != name)
            if by_rest.setdefault(rest, leaf.outcome) != leaf.outcome:
                return True
    outcomes = {leaf.outcome for leaf in found}
    return len(outcomes) > 1 and any(
        _compatible(a, b, name)
        for a in found
        if name in a.took
        for b in found
        if a.outcome != b.outcome and name in b.took and a.took[name] != b.took[name]
    )


def _compatible(a: Leaf, b: Leaf, name: str) -> bool:
    return all(b.took.get(k, bits) == bits for k, bits in a.took.items() if k != name)
