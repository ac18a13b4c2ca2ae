"""What the notice makes of each person, seen from the unit whose form is being filled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from forms.kit.workbook import tidy
from rules.engine import Ruling, decide
from rules.plan import Facts, Plan

PLACE: Final = ("participation", "assessed_at")


@dataclass(frozen=True)
class ThisUnit:
    """The unit that hands the form in."""

    name: str
    short_names: tuple[str, ...] = ()

    def is_called(self, text: str) -> bool:
        wanted = tidy(text)
        return wanted in {tidy(name) for name in (self.name, *self.short_names)}


@dataclass(frozen=True)
class Candidate:
    """Somebody who has to do with the unit: belongs to it, serves there or is overseen by it.

    `unit`: where they belong; `host`: where they are on secondment; `superior`: the department
    above their unit. Names of units, empty where there is none.
    """

    id: int
    name: str
    unit: str
    post: str
    facts: Facts
    host: str = ""
    superior: str = ""


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


_SHARES: Final[Mapping[str, Share]] = {
    "own_unit": Share.OWN,
    "host_unit": Share.OWN,
    "home_unit": Share.OWN,
    "delegated_list": Share.DELEGATED,
}


@dataclass(frozen=True)
class Standing:
    """One candidate with their rulings. `base` and `quota` are meant for this unit."""

    person: Candidate
    place: Place
    base: Share
    quota: Share
    on_place: Ruling
    on_quota: Ruling

    @property
    def listed_apart(self) -> bool:
        """A head, whose grade the county settles in a list of its own (正职单列)."""
        return self.on_quota.values.get("excellent_quota") == "county_list"


def standings(plan: Plan, unit: ThisUnit, people: Iterable[Candidate]) -> tuple[Standing, ...]:
    return tuple(standing(plan, unit, person) for person in people)


def standing(plan: Plan, unit: ThisUnit, person: Candidate) -> Standing:
    """Each question is put by itself: one that is open must not blur those that are settled."""
    on_place = decide(plan, person.facts, PLACE)
    on_base = decide(plan, person.facts, ("quota_base",))
    on_quota = decide(plan, person.facts, ("excellent_quota",))
    place = _place(unit, person, on_place)
    return Standing(
        person=person,
        place=place,
        base=_share(place, on_base.values.get("quota_base"), on_base),
        quota=_share(place, on_quota.values.get("excellent_quota"), on_quota),
        on_place=on_place,
        on_quota=on_quota,
    )


def here(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    return tuple(each for each in standings if each.place is Place.HERE)


def headcounts(standings: Sequence[Standing], share: Share) -> tuple[int, int]:
    """The base at least and at most: the second counts those the notice does not settle."""
    sure = sum(each.base is share for each in standings)
    open_ones = sum(each.base is Share.UNSETTLED for each in standings)
    return sure, sure + (open_ones if share is Share.OWN else 0)


def _place(unit: ThisUnit, person: Candidate, ruling: Ruling) -> Place:
    if ruling.closed_axes:
        return Place.ELSEWHERE
    settled = ruling.values.get("assessed_at")
    if settled is None:
        return Place.UNSETTLED
    main_post = person.facts.get("main_duties_at")
    named = {
        "own_unit": person.unit,
        "home_unit": person.unit,
        "host_unit": person.host,
        "superior_department": person.superior,
        "delegated_department": person.superior,
        "main_post_unit": str(main_post.value) if main_post and main_post.value else "",
    }
    if settled not in named:
        return Place.ELSEWHERE
    if not named[settled]:
        return Place.UNSETTLED
    return Place.HERE if unit.is_called(named[settled]) else Place.ELSEWHERE


def _share(place: Place, value: str | None, ruling: Ruling) -> Share:
    if place is Place.ELSEWHERE or ruling.closed_axes:
        return Share.NONE
    return Share.UNSETTLED if value is None else _SHARES.get(value, Share.NONE)
