"""What is due to be said now, worked out from records, plan and time alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from handlers.notifications.service import Budget, Due, budget_of
from handlers.submissions.service import CountyOverview, UnitCount, county_overview
from rules.plan import Plan
from scheduler import wording
from scheduler.delivery_decision import DueNotice
from scheduler.escalation import groups_due, section_due
from scheduler.provisional import calendar_changes
from scheduler.questions import questions_due
from scheduler.reminder_context import ReminderContext, unit_name
from storage import Records

# Supervisors are asked about doubtful deadlines while there is time to settle them.
_ASK_BEFORE_CUTOFF: Final = timedelta(days=14)
_ASK_AFTER_CUTOFF: Final = timedelta(days=31)


@dataclass(frozen=True)
class Survey:
    """What is due, and the steps that are over for those who had nothing to be told."""

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
    """What is due now."""
    return surveyed(ReminderContext(plan, records, now))


def surveyed(context: ReminderContext) -> Survey:
    """What is due at that moment. Outside working hours nothing is."""
    plan, records, now = context.plan, context.records, context.now
    if not context.workdays.is_open(now):
        return Survey(())
    overview = county_overview(plan, records)
    units = _look_through(context, overview, budget_of(plan, records))
    groups, quiet = groups_due(context, overview)
    section, also_quiet = section_due(context, overview)
    to_section = [
        *_doubts(context),
        *calendar_changes(context),
        *questions_due(context),
        *_of_units(context, "nobody", units.nobody),
        *_of_units(context, "ceiling", units.full),
    ]
    notices = [*to_section, *units.notices, *groups, *section]
    return Survey(tuple(notices), (*units.quiet, *quiet, *also_quiet))


def _look_through(context: ReminderContext, overview: CountyOverview, budget: Budget) -> _Units:
    found = _Units()
    for each in overview.units:
        name = unit_name(each.unit.id)
        fresh = context.fresh(name, context.due_to_unit(each.unit.id))
        if not fresh:
            continue
        due = [one for one in fresh if each.missing_under(one.step.deadline_id)]
        allowed = [one for one in due if budget.allows(each.unit.id, one.step.workdays)]
        if due and not allowed:
            found.full.append(each.unit.id)
        if not allowed:
            found.quiet += [context.note(name, one.step) for one in fresh]
        elif context.contacts.of(each.unit.id):
            found.notices.append(_digest(context, each, fresh, allowed))
        else:
            found.nobody.append(each.unit.id)
    return found


def _digest(
    context: ReminderContext, unit: UnitCount, fresh: list[Due], due: list[Due]
) -> DueNotice:
    name = unit_name(unit.unit.id)
    return DueNotice(
        key=f"digest:{context.plan.id}:{unit.unit.id}:{context.stamp}",
        to=(context.contacts.of(unit.unit.id)[0].userid,),
        once=context.day(name),
        # Also the steps under which this unit owes nothing: a paper returned later the same day is
        # told by the return itself.
        notes=tuple(context.note(name, one.step) for one in fresh),
        recheck={
            "notice": "digest",
            "unit": unit.unit.id,
            "rungs": [one.step.key for one in due],
        },
    )


def _of_units(context: ReminderContext, kind: str, unit_ids: list[int]) -> Iterator[DueNotice]:
    """One message to the section for all these units, once a season for each.

    Their steps are not noted: should a clerk become reachable, they are still reminded.
    """
    if not unit_ids:
        return
    prefix, to = f"{kind}:{context.plan.id}:", tuple(each.userid for each in context.supervisors())
    known = context.records.notices.known(prefix)
    new = [id for id in unit_ids if f"{prefix}{id}" not in known]
    if new and to:
        yield DueNotice(
            key=f"{prefix}{new[0]}-{len(new)}:{context.stamp}",
            to=to,
            notes=tuple(f"{prefix}{id}" for id in new),
            recheck={"notice": kind, "units": new},
        )


def _doubts(context: ReminderContext) -> Iterator[DueNotice]:
    plan, today = context.plan, context.now.date()
    season = plan.cutoff - _ASK_BEFORE_CUTOFF, plan.cutoff + _ASK_AFTER_CUTOFF
    to = tuple(each.userid for each in context.supervisors())
    if not to or not season[0] <= today <= season[1]:
        return
    prefix = f"doubtful:{plan.id}:"
    known = context.records.notices.known(prefix)
    doubts = wording.plan_doubts(plan, context.in_force)
    new = [each.id for each in doubts if f"{prefix}{each.id}" not in known]
    if new:
        yield DueNotice(
            key=f"{prefix}{'+'.join(new)}",
            to=to,
            notes=tuple(f"{prefix}{id}" for id in new),
            recheck={"notice": "doubtful", "deadlines": new},
        )


def queued(
    notice: DueNotice, userid: str, now: datetime, public_url: str, plan: Plan
) -> Mapping[str, object]:
    """What waits in the outbox: not the words, which are found when it is sent."""
    return {
        "kind": "notice",
        "recheck": {
            **notice.recheck,
            "to": userid,
            "notes": [*notice.notes, *filter(None, [notice.once])],
            "queued": now.isoformat(),
            "public_url": public_url,
            "plan": plan.id,
        },
    }
