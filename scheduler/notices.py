"""What is due to be said now, worked out from records, plan and time alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from handlers.kit.ladder import Due, due_rung
from handlers.kit.papers import Item, UnitPapers, county_papers
from handlers.kit.reply import Link
from handlers.kit.workdays import Workdays
from rules.plan import Deadline, Plan
from scheduler import wording
from storage import Records
from storage.deadlines import deadlines_in_force

# Supervisors are asked about doubtful deadlines while there is time to settle them.
_ASK_BEFORE_CUTOFF: Final = timedelta(days=14)
_ASK_AFTER_CUTOFF: Final = timedelta(days=31)


@dataclass(frozen=True)
class DueNotice:
    """One message to the same people. `unit_id` None: to supervision staff about the plan.

    `notes` are the keys that keep it from being said again; `recheck` is what must still hold when
    it is sent.
    """

    key: str
    unit_id: int | None
    to: tuple[str, ...]
    text: str
    link: Link | None
    notes: tuple[str, ...]
    recheck: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Survey:
    """What is due, and the rungs that are over for units which owed nothing."""

    notices: tuple[DueNotice, ...]
    quiet: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moment:
    """What every unit's reminders of one moment have in common."""

    plan: Plan
    now: datetime
    workdays: Workdays
    due: tuple[Due, ...]
    noted: frozenset[str]

    def note(self, unit_id: int, due: Due) -> str:
        """The key under which a rung is said to a unit once."""
        return f"rung:{self.plan.id}:{unit_id}:{due.rung.key}"


def due_notices(plan: Plan, records: Records, now: datetime) -> list[DueNotice]:
    """What would be said now and was not said yet. Reads only."""
    return list(survey(plan, records, now).notices)


def survey(plan: Plan, records: Records, now: datetime) -> Survey:
    """What is due now. Outside working hours nothing is."""
    workdays = Workdays(records.dates.workdays())
    if not workdays.is_open(now):
        return Survey(())
    in_force = deadlines_in_force(plan, records)
    notices = list(_doubts(plan, records, in_force, now))
    due = rungs_due(plan, records, in_force, workdays, now)
    if not due:
        return Survey(tuple(notices))
    noted = frozenset(records.notices.known(f"rung:{plan.id}:"))
    moment = Moment(plan, now, workdays, due, noted)
    units = list(_unreminded(moment, records))
    notices += _digests(moment, records, units)
    notices += _nobody(moment, records, units)
    quiet = [
        moment.note(papers.unit.id, each)
        for papers, fresh in units
        for each in fresh
        if not gaps_under(papers, fresh)
    ]
    return Survey(tuple(notices), tuple(quiet))


def rungs_due(
    plan: Plan,
    records: Records,
    in_force: Mapping[str, Deadline],
    workdays: Workdays,
    now: datetime,
) -> tuple[Due, ...]:
    """The newest rung of each deadline whose time has come."""
    rulings = records.dates.effective(plan.id)
    found = []
    for deadline in in_force.values():
        ruling = rulings.get(deadline.id)
        due = due_rung(deadline, ruling.at if ruling else None, workdays, now)
        if due:
            found.append(due)
    return tuple(found)


def gaps_under(papers: UnitPapers, due: Sequence[Due]) -> dict[str, list[Item]]:
    """The unit's gaps by deadline, of those deadlines only."""
    found: dict[str, list[Item]] = {}
    wanted = {each.rung.deadline_id for each in due}
    for gap in papers.gaps:
        if gap.deadline_id in wanted:
            found.setdefault(gap.deadline_id or "", []).append(gap)
    return found


def _unreminded(moment: Moment, records: Records) -> Iterator[tuple[UnitPapers, list[Due]]]:
    """Every unit to which a rung was not said yet, with those rungs.

    Only their papers are worked out: most ticks of a day find nobody left to remind.
    """
    fresh = {
        unit.id: [each for each in moment.due if moment.note(unit.id, each) not in moment.noted]
        for unit in records.roster.units()
    }
    left = [unit for unit in records.roster.units() if fresh[unit.id]]
    for papers in county_papers(moment.plan, records, left):
        yield papers, fresh[papers.unit.id]


def _digests(
    moment: Moment, records: Records, units: Iterable[tuple[UnitPapers, list[Due]]]
) -> Iterator[DueNotice]:
    clerks = records.members.clerks()
    for papers, fresh in units:
        gaps = gaps_under(papers, fresh)
        to = tuple(each.userid for each in clerks.get(papers.unit.id, ()) if each.reachable)
        if gaps and to:
            yield _digest(moment, papers, fresh, gaps, to)


def _digest(
    moment: Moment,
    papers: UnitPapers,
    fresh: Sequence[Due],
    gaps: Mapping[str, Sequence[Item]],
    to: tuple[str, ...],
) -> DueNotice:
    due = [each for each in fresh if each.rung.deadline_id in gaps]
    text = wording.digest(papers, due, gaps, moment.now)
    remark = wording.provisional(moment.workdays, moment.now)
    return DueNotice(
        key=f"digest:{moment.plan.id}:{papers.unit.id}:{'+'.join(each.rung.key for each in due)}",
        unit_id=papers.unit.id,
        to=to,
        text="\n".join(filter(None, [text, remark])),
        link=wording.digest_link([item for items in gaps.values() for item in items]),
        # Also the rungs under which this unit owes nothing: a paper returned later the same day is
        # told by the return itself.
        notes=tuple(moment.note(papers.unit.id, each) for each in fresh),
        recheck={
            "notice": "digest",
            "unit": papers.unit.id,
            "rungs": [{"key": each.rung.key, "late": each.late} for each in due],
        },
    )


def _nobody(
    moment: Moment, records: Records, units: Iterable[tuple[UnitPapers, list[Due]]]
) -> Iterator[DueNotice]:
    """One message for all units without a clerk who can be reached.

    Their rungs are not noted: should a clerk become reachable, they are still reminded.
    """
    prefix, to = f"nobody:{moment.plan.id}:", _supervisors(records)
    known, clerks = records.notices.known(prefix), records.members.clerks()
    found = [
        papers.unit
        for papers, fresh in units
        if gaps_under(papers, fresh)
        and not any(each.reachable for each in clerks.get(papers.unit.id, ()))
        and f"{prefix}{papers.unit.id}" not in known
    ]
    if found and to:
        notes = tuple(f"{prefix}{unit.id}" for unit in found)
        text = wording.nobody_reachable([(unit.name, clerks.get(unit.id, ())) for unit in found])
        yield DueNotice(prefix + "+".join(str(u.id) for u in found), None, to, text, None, notes)


def _doubts(
    plan: Plan, records: Records, in_force: Mapping[str, Deadline], now: datetime
) -> Iterator[DueNotice]:
    season = plan.cutoff - _ASK_BEFORE_CUTOFF, plan.cutoff + _ASK_AFTER_CUTOFF
    to = _supervisors(records)
    if not to or not season[0] <= now.date() <= season[1]:
        return
    known = records.notices.known(f"doubtful:{plan.id}:")
    new = [
        each
        for each in wording.plan_doubts(plan, in_force)
        if f"doubtful:{plan.id}:{each.id}" not in known
    ]
    if new:
        notes = tuple(f"doubtful:{plan.id}:{each.id}" for each in new)
        yield DueNotice(
            key=f"doubtful:{plan.id}:{'+'.join(each.id for each in new)}",
            unit_id=None,
            to=to,
            text=wording.doubtful(new),
            link=None,
            notes=notes,
            recheck={"notice": "doubtful", "deadlines": [each.id for each in new]},
        )


def _supervisors(records: Records) -> tuple[str, ...]:
    return tuple(each.userid for each in records.members.supervisors() if each.reachable)
