"""The county in numbers: per unit and group what is owed, in, returned, missing, and where it lies.

The numbers are kept (storage/owed.py). A unit whose roster, rulings or hand-ins changed since is
counted anew on reading, so that what is shown is always right; `refresh` keeps such counts.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import handlers
import rules
import storage
from handlers.submissions.holding import holder_of
from handlers.submissions.owed import UnitPapers, county_papers, unit_papers
from rules.plan import Deadline, Plan
from rules.plan.version import plan_version
from storage import Records, Store
from storage.deadlines import all_deadlines
from storage.precedents import plan_in_force
from storage.views import MISSING, Group, HandInStatus, Holder, Owed, Unit

# Above so many it is quicker to read the whole county.
_AT_A_TIME: Final = 100  # units
_ONE_BY_ONE: Final = 20


@dataclass(frozen=True)
class Count:
    """Sums over papers. `next_deadline`: the first binding one with something missing, past or not.

    `owed` is all there should be: `received` and `missing` make it up. What was returned is missing
    too. `held` says where the papers lie.
    """

    owed: int = 0
    received: int = 0
    missing: int = 0
    returned: int = 0
    held: Mapping[Holder, int] = field(default_factory=dict)
    next_deadline: Deadline | None = None

    @property
    def complete(self) -> bool:
        """Something was owed and all of it is in."""
        return self.owed > 0 and not self.missing


@dataclass(frozen=True)
class UnitCount:
    """A unit's papers in numbers; `lines` by paper, deadline and status."""

    unit: Unit
    count: Count
    lines: tuple[Owed, ...]

    def missing_under(self, deadline_id: str) -> int:
        """How many papers of this deadline the unit has still to bring."""
        return sum(
            line.number
            for line in self.lines
            if line.deadline_id == deadline_id and holder_of(line.status) is Holder.UNIT
        )

    def held_by(self, holder: Holder) -> int:
        """How many papers lie there."""
        return self.count.held.get(holder, 0)


@dataclass(frozen=True)
class GroupCount:
    """An assessment group and its units; `group` None: units of no group."""

    group: Group | None
    units: tuple[UnitCount, ...]
    count: Count


@dataclass(frozen=True)
class CountyOverview:
    """The whole county, groups and units in the order of the roster."""

    units: tuple[UnitCount, ...]
    groups: tuple[GroupCount, ...]
    count: Count

    @cached_property
    def by_unit(self) -> Mapping[int, UnitCount]:
        """The units by their id."""
        return {each.unit.id: each for each in self.units}


def county_overview(
    plan: Plan, records: Records, among: Iterable[int] | None = None
) -> CountyOverview:
    """Of all units, or of those whose ids are `among`. Reads only."""
    lines = owed_lines(plan, records)
    in_force = all_deadlines(plan, records)
    wanted = None if among is None else set(among)
    units = tuple(
        _counted_unit(unit, tuple(lines.get(unit.id, ())), in_force)
        for unit in records.roster.units()
        if wanted is None or unit.id in wanted
    )
    return CountyOverview(units, tuple(_groups(records, units)), _sum(units))


def owed_lines(plan: Plan, records: Records) -> dict[int, list[Owed]]:
    """By unit, counted from what stands now: kept counts where they are of now, else made anew."""
    plan = plan_in_force(plan, records)
    stale = records.owed.stale(plan.id, _version(plan))
    found = records.owed.counts(plan.id)
    found.update(_counted(plan, records, stale))
    return found


def refresh(store: Store, plan: Plan) -> int:
    """Count anew what is out of date, and keep it; how many units that were.

    Some at a time: a whole city at once would take a hundred megabytes, and not give them back.
    """
    with store.reading() as records:
        in_force = plan_in_force(plan, records)
        units = sorted(records.owed.stale(plan.id, _version(in_force)))
    for start in range(0, len(units), _AT_A_TIME):
        _refresh_these(store, plan, units[start : start + _AT_A_TIME])
    return len(units)


def _refresh_these(store: Store, plan: Plan, units: Collection[int]) -> None:
    with store.reading() as records:
        in_force = plan_in_force(plan, records)
        version = _version(in_force)
        # The revisions are read before what is counted: a change in between leaves the count stale.
        revisions = records.owed.stale(plan.id, version)
        stale = {id: revisions[id] for id in units if id in revisions}
        counted = {id: _lines(unit_papers(in_force, records, id)) for id in stale}
    if stale:
        with store.transaction() as records:
            records.owed.keep(plan.id, version, stale, counted)


def _counted(plan: Plan, records: Records, wanted: Iterable[int]) -> dict[int, list[Owed]]:
    ids = set(wanted)
    if len(ids) <= _ONE_BY_ONE:
        return {id: _lines(unit_papers(plan, records, id)) for id in sorted(ids)}
    units = [unit for unit in records.roster.units() if unit.id in ids]
    return {papers.unit.id: _lines(papers) for papers in county_papers(plan, records, units)}


def _lines(papers: UnitPapers) -> list[Owed]:
    numbers = Counter(
        (
            item.paper.id,
            item.deadline_id or "",
            item.handin.status.value if item.handin else MISSING,
        )
        for item in papers.items
    )
    return [Owed(*key, number) for key, number in numbers.items()]


def _counted_unit(
    unit: Unit, lines: tuple[Owed, ...], in_force: Mapping[str, Deadline]
) -> UnitCount:
    held: Counter[Holder] = Counter()
    for line in lines:
        held[holder_of(line.status, has_group=unit.group_id is not None)] += line.number
    returned = sum(line.number for line in lines if line.status == HandInStatus.RETURNED.value)
    open_under = {line.deadline_id for line in lines if holder_of(line.status) is Holder.UNIT}
    missing, owed = held[Holder.UNIT], held.total()
    first = _first(open_under, in_force)
    return UnitCount(unit, Count(owed, owed - missing, missing, returned, dict(held), first), lines)


def _first(ids: Iterable[str], in_force: Mapping[str, Deadline]) -> Deadline | None:
    binding = [in_force[id] for id in ids if id in in_force and in_force[id].binds]
    return min(binding, key=lambda each: each.effective or date.max, default=None)


def _groups(records: Records, units: Iterable[UnitCount]) -> Iterable[GroupCount]:
    members: dict[int | None, list[UnitCount]] = {}
    for each in units:
        members.setdefault(each.unit.group_id, []).append(each)
    for group in [*records.roster.groups(), None]:
        some = members.get(group.id if group else None)
        if some:
            yield GroupCount(group, tuple(some), _sum(some))


def _sum(units: Iterable[UnitCount]) -> Count:
    counts = [each.count for each in units]
    held: Counter[Holder] = Counter()
    for each in counts:
        held.update(each.held)
    deadlines = [each.next_deadline for each in counts if each.next_deadline]
    return Count(
        sum(each.owed for each in counts),
        sum(each.received for each in counts),
        sum(each.missing for each in counts),
        sum(each.returned for each in counts),
        dict(held),
        min(deadlines, key=lambda each: each.effective or date.max, default=None),
    )


def _version(plan: Plan) -> str:
    """Of the rulings that decide what is owed: the notice, the precedents in force, our code."""
    precedents = sorted(rule.id for rule in plan.rules if rule.id.startswith("precedent:"))
    told = "\n".join([plan_version(plan.root), _code(), *precedents])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _code() -> str:
    """Read once a process: a new release may rule otherwise on the same facts."""
    digest = hashlib.sha256()
    for package in (rules.__file__, storage.__file__, handlers.__file__):
        for file in sorted(Path(package or "").parent.rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()
