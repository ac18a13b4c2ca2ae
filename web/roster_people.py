"""Who is on the roster, to be looked through and searched: units, their people, what is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.roster.service import group_names
from rules.names import name_key
from rules.plan import Plan
from rules.roster import SENT_BY_LABELS, UNIT_KIND_LABELS
from storage import Records
from storage.views import Person, Unit

_MOST: Final = 100  # people found by a search; more is a reason to search for more
_MOST_OPEN: Final = 60  # people of all units together that are shown without opening a unit


@dataclass(frozen=True)
class Line:
    """One person: post, where they are on secondment, and the other facts in words."""

    id: int
    name: str
    post: str
    unit: str
    known: tuple[str, ...]


@dataclass(frozen=True)
class OfUnit:
    """One unit with its people, as far as they are shown here."""

    id: int
    name: str
    kind: str
    number: int
    people: tuple[Line, ...]


@dataclass(frozen=True)
class People:
    """What the roster's page lists: `groups` by name, or what a search found.

    `cut`: more were found than are shown.
    """

    q: str
    total: int
    groups: tuple[tuple[str, tuple[OfUnit, ...]], ...] = ()
    found: tuple[Line, ...] = ()
    cut: bool = False
    opened: bool = False


def people(plan: Plan, records: Records, own: Unit | None, q: str, unit_id: int) -> People:
    """Of the clerk's own unit, or where `own` is None of the county."""
    words = "".join(q.split())[:40]
    everybody = records.roster.everybody()
    if own is not None:
        here = records.roster.concerning(own.id, plan.owing.main_fact)
        everybody, units = {own.id: here}, [own]
    else:
        units = list(records.roster.units())
    total = sum(len(everybody.get(unit.id, ())) for unit in units)
    if words:
        wanted = list(_matching(units, everybody, name_key(words)))
        found = tuple(_line(plan, records, each) for each in wanted[:_MOST])
        return People(words, total, found=found, cut=len(wanted) > _MOST)
    small = own is not None or total <= _MOST_OPEN
    names, groups = group_names(records), dict[str, list[OfUnit]]()
    for unit in units:
        theirs = everybody.get(unit.id, ())
        shown = theirs if small or unit.id == unit_id else ()
        lines = tuple(_line(plan, records, each) for each in shown)
        kind = UNIT_KIND_LABELS[unit.kind]
        of_unit = OfUnit(unit.id, unit.name, kind, len(theirs), lines)
        groups.setdefault(names.get(unit.group_id or 0, "未分考核组"), []).append(of_unit)
    listed = tuple((name, tuple(those)) for name, those in groups.items())
    return People("", total, listed, opened=small)


def _matching(
    units: Sequence[Unit], everybody: dict[int, list[Person]], key: str
) -> Iterator[Person]:
    """By name first, then by post, then by the name of the unit."""
    told: set[int] = set()
    for fits in (
        lambda person, _: key in name_key(person.name),
        lambda person, _: key in name_key(person.post),
        lambda _, unit: any(key in name_key(each) for each in (unit.name, *unit.short_names)),
    ):
        for unit in units:
            for person in everybody.get(unit.id, ()):
                if person.id not in told and fits(person, unit):
                    told.add(person.id)
                    yield person


def _line(plan: Plan, records: Records, person: Person) -> Line:
    unit = records.roster.unit(person.unit_id).name
    return Line(person.id, person.name, person.post, unit, tuple(_known(plan, records, person)))


def _known(plan: Plan, records: Records, person: Person) -> Iterator[str]:
    posted = person.secondment
    if posted:
        host = records.roster.unit(posted.host_unit_id).name
        until = f"至{_month(posted.end)}" if posted.end else "起"
        level = SENT_BY_LABELS.get(posted.sent_by, posted.sent_by)
        yield f"在{host}挂职（{level}派，{_month(posted.start)}{until}）"
    for id, value in person.facts.items():
        fact = plan.facts.get(id)
        if fact is None or value is None or value is False or value == "":
            continue
        said = "" if value is True else fact.values.get(str(value), str(value))
        yield f"{fact.label}：{said}" if said else fact.label


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
