"""People claimed by two units of the roster, and people claimed by none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rules.engine.ruling import Kind, Ruling
from rules.ledger import Open, open_of
from rules.names import name_key
from rules.plan.schema import Plan
from rules.standing import Candidate, ThisUnit, ruling_on_place, unit_meant


@dataclass(frozen=True)
class Claim:
    """Somebody with the unit that assesses them, None where no unit of the roster does.

    `meant`: the name of the unit as far as it is known. `settled`: the notice says who assesses
    them, be it nobody. `open`: what is missing or not said where it does not.
    """

    person: Candidate
    unit: str | None
    meant: str
    settled: bool
    place: str
    clause: str
    open: Open | None = None


@dataclass(frozen=True)
class Claims:
    """`twice`: entries of one name, linked by a secondment or by main duties, that two units claim.

    `clashing`: two clauses name different places. `nowhere`: the unit is not on the roster or not
    known. `unsaid`: the notice does not say. `asked`: a fact is missing.
    """

    twice: tuple[tuple[Claim, ...], ...]
    clashing: tuple[Claim, ...]
    nowhere: tuple[Claim, ...]
    unsaid: tuple[Claim, ...]
    asked: tuple[Claim, ...]

    @property
    def total(self) -> int:
        """How many people have to be looked into."""
        return len(self.twice) + sum(
            len(some) for some in (self.clashing, self.nowhere, self.unsaid, self.asked)
        )


def claims(plan: Plan, people: Iterable[Candidate], units: Mapping[str, ThisUnit]) -> Claims:
    """`units`: every unit by each of its names, as `name_key` writes them."""
    rulings = [(person, ruling_on_place(plan, person)) for person in people]
    found = [(_claim(plan, person, ruling, units), ruling) for person, ruling in rulings]
    loose = [(claim, ruling) for claim, ruling in found if not claim.settled]
    return Claims(
        twice=_twice([claim for claim, _ in found], plan, units),
        clashing=tuple(claim for claim, ruling in loose if ruling.kind is Kind.CLASH),
        nowhere=tuple(c for c, r in found if c.settled and c.place in plan.owing.places
                      and c.unit is None),
        unsaid=tuple(claim for claim, ruling in loose if ruling.kind not in {Kind.CLASH, Kind.ASK}),
        asked=tuple(claim for claim, ruling in loose if ruling.kind is Kind.ASK),
    )  # fmt: skip


def _claim(plan: Plan, person: Candidate, ruling: Ruling, units: Mapping[str, ThisUnit]) -> Claim:
    axis = plan.owing.axis
    place = ruling.values.get(axis, "")
    settled = ruling.kind is Kind.ANSWER and bool(place or ruling.closed_axes)
    meant = (unit_meant(plan, person, place) or "") if place else ""
    unit = units.get(name_key(meant)) if meant else None
    clause = max((g.clause for g in ruling.grounds.get(axis, ())), key=len, default="")
    why = None if settled else open_of(plan, person, ruling)
    return Claim(person, unit.name if unit else None, meant, settled, place, clause, why)


def _twice(
    found: Sequence[Claim], plan: Plan, units: Mapping[str, ThisUnit]
) -> tuple[tuple[Claim, ...], ...]:
    """Two entries of one name both count, and one of them points to the other's unit.

    Two people who merely have the same name are not linked and are left alone.
    """
    by_name: dict[str, list[Claim]] = {}
    for claim in found:
        if claim.unit is not None or not claim.settled:
            by_name.setdefault(name_key(claim.person.name), []).append(claim)
    pairs = []
    for some in by_name.values():
        for number, one in enumerate(some):
            linked = [other for other in some[number + 1 :] if _linked(plan, units, one, other)]
            if linked:
                pairs.append((one, *linked))
    return tuple(pairs)


def _linked(plan: Plan, units: Mapping[str, ThisUnit], one: Claim, other: Claim) -> bool:
    return bool(
        _points_to(plan, units, one.person) & _lists(units, other.person)
        or _points_to(plan, units, other.person) & _lists(units, one.person)
    )


def _lists(units: Mapping[str, ThisUnit], person: Candidate) -> set[str]:
    return _known(units, (person.unit,))


def _points_to(plan: Plan, units: Mapping[str, ThisUnit], person: Candidate) -> set[str]:
    """Units that have to do with somebody besides the one whose list they are on."""
    main = person.facts.get(plan.owing.main_fact)
    named = str(main.value) if main and main.value else ""
    return _known(units, (person.host, person.home, named)) - _lists(units, person)


def _known(units: Mapping[str, ThisUnit], names: Iterable[str]) -> set[str]:
    found = (units.get(name_key(name)) for name in names if name)
    return {unit.name for unit in found if unit is not None}
