"""What people do in the replayed season: who settles dates, who delivers when, what is returned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from handlers.submissions.owed import unit_papers
from rules.plan import Plan
from storage import Store
from storage.views import Correction, Edit, Entity, HandInStatus

SETTLED_ON = date(2019, 12, 20)
DEADLINES = {
    "summary_written": date(2020, 1, 5),
    "delegated_done": date(2020, 1, 5),
    "delegated_reported": date(2020, 1, 8),
    "unit_to_group": date(2020, 1, 8),
    "group_to_section": date(2020, 1, 14),
}
# The days on which a unit may bring part of what it owes, then all the rest; some never do.
_DAYS = tuple(date(2019, 12, day) for day in (26, 27, 30, 31)) + tuple(
    date(2020, 1, day) for day in (2, 3, 6, 7, 8, 9, 10, 13)
)
_PASSED_ON = date(2020, 1, 13)
_AT_THE_GROUP = (HandInStatus.RECEIVED, HandInStatus.CHECKED, HandInStatus.WITH_GROUP)
_RETURNED = date(2020, 1, 7)
_REORGANISED = date(2020, 1, 3)  # units are reminded that morning and on the next working day


@dataclass(frozen=True)
class Season:
    """`part` and `rest`: on which day a unit brings some papers, and all others (None: never)."""

    plan: Plan
    part: Mapping[int, date]
    rest: Mapping[int, date | None]

    @classmethod
    def of(cls, plan: Plan, store: Store, chance: Random) -> "Season":
        with store.reading() as records:
            ids = [unit.id for unit in records.roster.units()]
        part = {id: chance.choice(_DAYS) for id in ids}
        rest = {id: chance.choice([*(day for day in _DAYS if day >= part[id]), None]) for id in ids}
        return cls(plan, part, rest)


def settle(season: Season, store: Store, now: datetime) -> None:
    """On the first day supervision staff settle every date."""
    if now.date() == SETTLED_ON:
        with store.transaction() as records:
            for id, day in DEADLINES.items():
                records.dates.set(season.plan.id, id, day, by="boss", at=now)


def reorganise(store: Store, now: datetime) -> None:
    """Amid the reminders units are merged, one is renamed and a clerk leaves."""
    if now.date() == _REORGANISED:
        edit = Edit("boss", now)
        with store.transaction() as records:
            first, second, third, renamed, other = records.roster.units()[:5]
            for each in (second, third):
                assert records.merging.merge(each.id, first.id, edit)
            name = f"新{renamed.name}"
            clerk = records.members.clerks_of(other.id)[0].userid
            rename = Correction(Entity.UNIT, str(renamed.id), "name", {"value": name})
            for wanted in (rename, Correction(Entity.MEMBER, clerk, "left", {})):
                assert records.roster.correct(wanted, edit, {})


def deliver(season: Season, store: Store, now: datetime) -> None:
    """What is handed in, passed on and returned that afternoon."""
    today, plan = now.date(), season.plan
    with store.transaction() as records:
        for unit in records.roster.units():
            if today not in (season.part[unit.id], season.rest[unit.id]):
                continue
            gaps = unit_papers(plan, records, unit.id).gaps
            wanted = gaps if today == season.rest[unit.id] else gaps[: len(gaps) // 2]
            for gap in wanted:
                blob = store.blobs.put([b"paper"])
                person = gap.person.id if gap.person else None
                records.handins.add(
                    unit.id, gap.paper.id, person, blob, "f", "x", "clerk", now, plan_id=plan.id
                )
        handins = [each for each in records.handins.county(plan_id=plan.id) if each.counts]
        if today == _RETURNED:
            for handin in handins[::7]:
                records.handins.return_(handin.id, "boss", now, "缺公章")
        if today == _PASSED_ON:
            for handin in handins[::2]:
                if handin.status in _AT_THE_GROUP:
                    records.handins.pass_on(handin.id, "group", now)
