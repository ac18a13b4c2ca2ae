"""What the notice makes of each person, seen from one unit: assessed here, counted, whose quota."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rules.engine.decide import decide
from rules.engine.ruling import Ruling
from rules.names import name_key
from rules.plan.given import Facts
from rules.plan.schema import Plan

# What the whole of a unit is called by on its paper; the longer first.
_BODIES = ("党委、人民政府", "党委、政府", "人民政府", "委员会", "党委", "党组", "政府", "机关")


@dataclass(frozen=True)
class ThisUnit:
    """A unit of the roster, by whatever name it goes."""

    name: str
    short_names: tuple[str, ...] = ()

    def is_called(self, text: str) -> bool:
        """Whether the unit is meant by this name, however it is written."""
        wanted = name_key(text)
        return wanted in {name_key(name) for name in (self.name, *self.short_names)}

    def is_meant(self, text: str) -> bool:
        """Whether a form's head means this unit: 城关镇人民政府 is 城关镇."""
        plain = next((text.removesuffix(end) for end in _BODIES if text.endswith(end)), text)
        return self.is_called(text) or self.is_called(plain)


@dataclass(frozen=True)
class Candidate:
    """Somebody who has to do with the unit: belongs to it, serves there or is overseen by it.

    `unit`: where they belong; `host`: where they are on secondment; `superior`: the department
    above their unit; `home`: the sending unit, where that is not `unit`. Names of units, empty
    where there is none.
    """

    id: int
    name: str
    unit: str
    post: str
    facts: Facts
    host: str = ""
    superior: str = ""
    home: str = ""


class Place(StrEnum):
    """Where somebody is assessed, seen from this unit."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    UNSETTLED = "unsettled"  # the notice is silent or contradicts itself, or a fact is missing


class Share(StrEnum):
    """Whose base counts somebody, or whose quota their 优秀 would use, seen from this unit."""

    OWN = "own"
    DELEGATED = "delegated"
    NONE = "none"
    UNSETTLED = "unsettled"


@dataclass(frozen=True)
class Standing:
    """One candidate with their rulings. `base` and `quota` are meant for this unit.

    `listed_apart`: a head, whose grade the county settles in a list of its own (正职单列).
    """

    person: Candidate
    place: Place
    base: Share
    quota: Share
    on_place: Ruling
    on_base: Ruling
    on_quota: Ruling
    listed_apart: bool = False


def standings(plan: Plan, unit: ThisUnit, people: Iterable[Candidate]) -> tuple[Standing, ...]:
    """How each person stands, seen from the unit."""
    return tuple(standing(plan, unit, person) for person in people)


def standing(plan: Plan, unit: ThisUnit, person: Candidate) -> Standing:
    """Each question is put by itself: one that is open must not blur those that are settled."""
    counting = plan.quotas.counting
    on_place = ruling_on_place(plan, person)
    on_base, on_quota = (
        decide(plan, person.facts, (axis,)) if axis else on_place
        for axis in (counting.base_axis, counting.quota_axis)
    )
    place = _place(plan, unit, person, on_place)
    return Standing(
        person=person,
        place=place,
        base=_share(plan, unit, person, place, counting.base_axis, on_base),
        quota=_share(plan, unit, person, place, counting.quota_axis, on_quota),
        on_place=on_place,
        on_base=on_base,
        on_quota=on_quota,
        listed_apart=on_quota.values.get(counting.quota_axis) in counting.apart,
    )


def here(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Those assessed here."""
    return tuple(each for each in standings if each.place is Place.HERE)


def ruling_on_place(plan: Plan, person: Candidate) -> Ruling:
    """Where somebody is assessed, asked together with whether they take part at all."""
    return decide(plan, person.facts, place_axes(plan))


def place_axes(plan: Plan) -> tuple[str, ...]:
    """The axis of the place, after those that close it."""
    place = plan.owing.axis
    gates = [
        axis.id
        for axis in plan.axes.values()
        if any(place in gate.sets or place in gate.closes for gate in axis.gates.values())
    ]
    return (*gates, place)


def unit_meant(plan: Plan, person: Candidate, value: str) -> str | None:
    """The name of the unit a result stands for; "" where it is not known, None where none is."""
    relation = plan.owing.places.get(value)
    if relation is None:
        return None
    if relation == "main":
        return _main_unit(plan, person)
    return {
        "own": person.unit,
        "home": person.home or person.unit,
        "host": person.host,
        "superior": person.superior,
    }[relation]


def _main_unit(plan: Plan, person: Candidate) -> str:
    given = person.facts.get(plan.owing.main_fact)
    told = str(given.value) if given and given.value else ""
    # The fact may name a unit, or say which of the person's units it is.
    known = plan.owing.places.get(told)
    return (unit_meant(plan, person, told) or "") if known and known != "main" else told


def _place(plan: Plan, unit: ThisUnit, person: Candidate, ruling: Ruling) -> Place:
    if ruling.closed_axes:
        return Place.ELSEWHERE
    settled = ruling.values.get(plan.owing.axis)
    if settled is None:
        return Place.UNSETTLED
    meant = unit_meant(plan, person, settled)
    if meant is None:
        return Place.ELSEWHERE
    if not meant:
        return Place.UNSETTLED
    return Place.HERE if unit.is_called(meant) else Place.ELSEWHERE


def _share(
    plan: Plan, unit: ThisUnit, person: Candidate, place: Place, axis: str, ruling: Ruling
) -> Share:
    """A base may be another unit's than the one that assesses; only a result can say so."""
    if ruling.closed_axes:
        return Share.NONE
    if not axis:  # the notice has no other base than those it has assessed here
        return {Place.HERE: Share.OWN, Place.ELSEWHERE: Share.NONE}.get(place, Share.UNSETTLED)
    value = ruling.values.get(axis)
    if value is None:
        return Share.NONE if place is Place.ELSEWHERE else Share.UNSETTLED
    if value in plan.quotas.counting.delegated:
        return Share.NONE if place is Place.ELSEWHERE else Share.DELEGATED
    meant = unit_meant(plan, person, value)
    return Share.OWN if meant and unit.is_called(meant) else Share.NONE
