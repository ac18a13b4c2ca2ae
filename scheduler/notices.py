"""What is due to be said now, worked out from records, plan and time alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from handlers.notifications.service import Budget, Due, budget_of
from handlers.submissions.service import CountyOverview, UnitCount, county_overview
from rules.plan import Plan
from scheduler import wording
from scheduler.escalation import groups_due, section_due
from scheduler.moment import Moment, unit_name
from scheduler.provisional import calendar_changes
from scheduler.questions import questions_due
from scheduler.saying import DueNotice
from storage import Records

# Supervisors are asked about doubtful deadlines while there is time to settle them.
_ASK_BEFORE_CUTOFF: Final = timedelta(days=14)
_ASK_AFTER_CUTOFF: Final = timedelta(days=31)


@dataclass(frozen=True)
class Survey:
    """What is due, and the rungs that are over for those who had nothing to be told."""

    notices: tuple[DueNotice, ...]
    quiet: tuple[str, ...] = ()


@dataclass
class _Units:
    """What looking through the units found."""

    notices: list[DueNotice] = field(default_factory=list)
    quiet: list[str] = field(default_factory=list)
    nobody: list[int] = field(default_factory=list)
    full: list[int] = field(default_factory=list)


def due_notices(plan: Plan, records: Records, now: datetime) -> list[DueNotice]:
    """What would be said now and was not said yet. Reads only."""
    return list(survey(plan, records, now).notices)


def survey(plan: Plan, records: Records, now: datetime) -> Survey:
    """What is due now. Outside working hours nothing is."""
    moment = Moment(plan, records, now)
    if not moment.workdays.is_open(now):
        return Survey(())
    overview = county_overview(plan, records)
    units = _look_through(moment, overview, budget_of(plan, records))
    groups, quiet = groups_due(moment, overview)
    section, also_quiet = section_due(moment, overview)
    to_section = [
        *_doubts(moment),
        *calendar_changes(moment),
        *questions_due(moment),
        *_of_units(moment, "nobody", units.nobody),
        *_of_units(moment, "ceiling", units.full),
    ]
    notices = [*to_section, *units.notices, *groups, *section]
    return Survey(tuple(notices), (*units.quiet, *quiet, *also_quiet))


def _look_through(moment: Moment, overview: CountyOverview, budget: Budget) -> _Units:
    found = _Units()
    for each in overview.units:
        name = unit_name(each.unit.id)
        fresh = moment.fresh(name, moment.due_to_unit(each.unit.id))
        if not fresh:
            continue
        due = [one for one in fresh if each.missing_under(one.rung.deadline_id)]
        allowed = [one for one in due if budget.allows(each.unit.id, one.rung.workdays)]
        if due and not allowed:
            found.full.append(each.unit.id)
        if not allowed:
            found.quiet += [moment.note(name, one.rung) for one in fresh]
        elif moment.contacts.of(each.unit.id):
            found.notices.append(_digest(moment, each, fresh, allowed))
        else:
            found.nobody.append(each.unit.id)
    return found


def _digest(moment: Moment, unit: UnitCount, fresh: list[Due], due: list[Due]) -> DueNotice:
    name = unit_name(unit.unit.id)
    return DueNotice(
        key=f"digest:{moment.plan.id}:{unit.unit.id}:{moment.stamp}",
        to=(moment.contacts.of(unit.unit.id)[0].userid,),
        once=moment.day(name),
        # Also the rungs under which this unit owes nothing: a paper returned later the same day is
        # told by the return itself.
        notes=tuple(moment.note(name, one.rung) for one in fresh),
        recheck={
            "notice": "digest",
            "unit": unit.unit.id,
            "rungs": [one.rung.key for one in due],
        },
    )


def _of_units(moment: Moment, kind: str, unit_ids: list[int]) -> Iterator[DueNotice]:
    """One message to the section for all these units, once a season for each.

    Their rungs are not noted: should a clerk become reachable, they are still reminded.
    """
    prefix, to = f"{kind}:{moment.plan.id}:", tuple(each.userid for each in moment.supervisors())
    known = moment.records.notices.known(prefix)
    new = [id for id in unit_ids if f"{prefix}{id}" not in known]
    if new and to:
        yield DueNotice(
            key=f"{prefix}{new[0]}-{len(new)}:{moment.stamp}",
            to=to,
            notes=tuple(f"{prefix}{id}" for id in new),
            recheck={"notice": kind, "units": new},
        )


def _doubts(moment: Moment) -> Iterator[DueNotice]:
    plan, today = moment.plan, moment.now.date()
    season = plan.cutoff - _ASK_BEFORE_CUTOFF, plan.cutoff + _ASK_AFTER_CUTOFF
    to = tuple(each.userid for each in moment.supervisors())
    if not to or not season[0] <= today <= season[1]:
        return
    prefix = f"doubtful:{plan.id}:"
    known = moment.records.notices.known(prefix)
    doubts = wording.plan_doubts(plan, moment.in_force)
    new = [each.id for each in doubts if f"{prefix}{each.id}" not in known]
    if new:
        yield DueNotice(
            key=f"{prefix}{'+'.join(new)}",
            to=to,
            notes=tuple(f"{prefix}{id}" for id in new),
            recheck={"notice": "doubtful", "deadlines": new},
        )


def queued(notice: DueNotice, userid: str, now: datetime, public_url: str) -> Mapping[str, object]:
    """What waits in the outbox: not the words, which are found when it is sent."""
    return {
        "kind": "notice",
        "recheck": {
            **notice.recheck,
            "to": userid,
            "notes": [*notice.notes, *filter(None, [notice.once])],
            "queued": now.isoformat(),
            "public_url": public_url,
        },
    }
