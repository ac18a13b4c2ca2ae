"""The second look, right before sending: what no longer holds is not sent, the rest as of now."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from handlers.notifications.service import Due, ceiling_of, off_the_hour, quiet_until
from handlers.submissions.service import county_overview, unit_papers
from rules.plan import Plan
from scheduler import wording
from scheduler.card import digest_payload
from scheduler.delivery_decision import Cancel, Later, Payload, Redirect, Verdict
from scheduler.escalation import concerned, lines_of_groups
from scheduler.own_reminders import NOTICE, own_words
from scheduler.provisional import corrected
from scheduler.questions import questions_words
from scheduler.reminder_context import ReminderContext, group_name, unit_name
from storage import Records

# Page 90236: 2048 bytes, less what is said of a late message.
_ONE_MESSAGE: Final = 1900
_MOST_PARTS: Final = 60  # stretches of rest and quiet in a row that are looked through


def recheck(payload: Payload, records: Records, plan: Plan, now: datetime) -> Verdict:
    """What becomes of a queued message. What carries no recheck is sent as it is."""
    wanted: Mapping[str, Any] = payload.get("recheck") or {}
    context = ReminderContext(plan, records, now)
    if wanted.get("notice") == NOTICE:  # at the hour its owner chose
        return own_words(payload, wanted, context)
    words = _WORDS.get(str(wanted.get("notice")))
    if words is None:
        return payload
    open_at = _open_to(context, str(wanted["to"]))
    # A notice that was queued in time but could not go out waits for the next working hours.
    a_minute = off_the_hour(now)
    if open_at > now or a_minute > now:
        morning = _morning(open_at, context, str(wanted["to"]))
        return Later(max(morning, open_at) if open_at > now else a_minute)
    return words(payload, wanted, context)


def _open_to(context: ReminderContext, userid: str) -> datetime:
    """The next moment in working hours that is not one of the receiver's quiet hours."""
    quiet, workdays = context.records.own_wishes.quiet_of(userid), context.workdays
    moment = workdays.next_open(context.now)
    for _ in range(_MOST_PARTS):
        after = workdays.next_open(quiet_until(quiet, workdays, moment))
        if after == moment:
            break
        moment = after
    return moment


def _morning(day: datetime, context: ReminderContext, name: str) -> datetime:
    """Not all at once when working hours begin."""
    return datetime.combine(day.date(), context.slot(name), day.tzinfo)


def words_now(payload: Payload, records: Records, plan: Plan, now: datetime) -> str:
    """What would be sent now, in words; empty where nothing would."""
    verdict = recheck(payload, records, plan, now)
    if not isinstance(verdict, Mapping):
        return ""
    return str(verdict.get("plain", verdict.get("text", "")))


def _digest(payload: Payload, wanted: Mapping[str, Any], context: ReminderContext) -> Verdict:
    unit_id = int(wanted["unit"])
    if unit_id not in {unit.id for unit in context.records.roster.units()}:
        return _of_gone(unit_id, wanted, context)
    notes = tuple(wanted["notes"])
    due = _still(wanted["rungs"], context.due_to_unit(unit_id))
    if not due and unit_id in context.snoozed:
        return Cancel(notes)
    papers = unit_papers(context.plan, context.records, unit_id)
    gaps = wording.gaps_under(papers, due)
    due = [each for each in due if each.step.deadline_id in gaps]
    if not due:
        return None
    contacts = [each.userid for each in context.contacts.of(unit_id)]
    if not contacts:
        return Cancel(notes)
    if wanted["to"] not in contacts:
        return _to(contacts[0], payload, wanted)
    return digest_payload(payload, papers, due, gaps, context)


def _of_gone(unit_id: int, wanted: Mapping[str, Any], context: ReminderContext) -> Verdict:
    """What a unit that was merged owed is now owed by the other, which may have been passed over.

    Then its steps are due again; told today already, it hears of them at the next step.
    """
    name = unit_name(context.records.merging.now(unit_id))
    if name == unit_name(unit_id) or context.day(name) in context.noted:
        return None
    due = _still(wanted["rungs"], context.due_to_unit(context.records.merging.now(unit_id)))
    return Cancel(tuple(context.note(name, each.step) for each in due))


def _group(payload: Payload, wanted: Mapping[str, Any], context: ReminderContext) -> Verdict:
    groups = [
        each for each in context.records.roster.groups() if group_name(each.id) == wanted["name"]
    ]
    if not groups:
        return None
    id, name = groups[0].id, groups[0].name
    ids = [unit.id for unit in context.records.roster.units_of_group(id)]
    units = county_overview(context.plan, context.records, ids).units
    due = [
        each
        for each in _still(wanted["rungs"], context.due_to_group(id))
        if concerned(context, units, each)
    ]
    if not due:
        return None
    members = [each.userid for each in context.of_group(id)]
    if not members:
        return Cancel(tuple(wanted["notes"]))
    if wanted["to"] not in members:
        return _to(members[0], payload, wanted)
    said = [(each, concerned(context, units, each)) for each in due]
    words = "\n".join(wording.to_group(name, *each, context) for each in said)
    if len(words.encode()) > _ONE_MESSAGE:
        words = "\n".join(wording.to_group(name, *each, context, brief=True) for each in said)
    return _text(payload, words, due)


def _section(payload: Payload, wanted: Mapping[str, Any], context: ReminderContext) -> Verdict:
    overview = county_overview(context.plan, context.records)
    due = [
        each
        for each in _still(wanted["rungs"], context.due_to_section())
        if concerned(context, overview.units, each)
    ]
    blocks = [wording.to_section(each, lines_of_groups(context, overview, each)) for each in due]
    return _text(payload, "\n".join(blocks), due) if due else None


def _doubtful(payload: Payload, wanted: Mapping[str, Any], context: ReminderContext) -> Verdict:
    in_force = context.in_force
    left = [in_force[id] for id in wanted["deadlines"] if id in in_force and not in_force[id].binds]
    if not left:
        return None
    about = {"deadlines": [each.id for each in left]}
    return {**_text(payload, wording.doubtful(left, context.plan)), "about": about}


def _nobody(payload: Payload, wanted: Mapping[str, Any], context: ReminderContext) -> Verdict:
    units = _units(wanted, context)
    left = [
        (each.unit.name, context.contacts.why_nobody(each.unit.id))
        for each in units
        if each.count.missing and not context.contacts.of(each.unit.id)
    ]
    return _text(payload, wording.nobody_reachable(left)) if left else None


def _ceiling(payload: Payload, wanted: Mapping[str, Any], context: ReminderContext) -> Verdict:
    names = [each.unit.name for each in _units(wanted, context)]
    words = wording.at_the_ceiling(names, ceiling_of(context.plan, context.records))
    return _text(payload, words) if names else None


def _calendar(payload: Payload, wanted: Mapping[str, Any], context: ReminderContext) -> Verdict:
    moved = corrected(context)
    left = [(key, *moved[key]) for key in wanted["rungs"] if key in moved]
    return _text(payload, wording.calendar_published(left, context)) if left else None


def _questions(payload: Payload, wanted: Mapping[str, Any], context: ReminderContext) -> Verdict:
    words = questions_words(context, str(wanted["public_url"]))
    return _text(payload, words) if words else None


def _units(wanted: Mapping[str, Any], context: ReminderContext) -> Any:
    return county_overview(context.plan, context.records, wanted["units"]).units


def _still(keys: list[str], due: list[Due]) -> list[Due]:
    """Of the steps queued those that are the newest of their deadline still, as late as now.

    A deadline that was moved since has steps of its own.
    """
    return [each for each in due if each.step.key in keys]


def _to(userid: str, payload: Payload, wanted: Mapping[str, Any]) -> Redirect:
    return Redirect(userid, {**payload, "recheck": {**wanted, "to": userid}})


def _text(payload: Payload, words: str, due: list[Due] | None = None) -> Payload:
    said = {**payload, "kind": "text", "text": words}
    if due is None:
        return said
    text = f"{words}\n{wording.LATE}" if any(each.late for each in due) else words
    return {**said, "text": text, "about": {"deadlines": [one.step.deadline_id for one in due]}}


_WORDS: Final[Mapping[str, Callable[[Payload, Mapping[str, Any], ReminderContext], Verdict]]] = {
    "digest": _digest,
    "group": _group,
    "section": _section,
    "doubtful": _doubtful,
    "nobody": _nobody,
    "ceiling": _ceiling,
    "calendar": _calendar,
    "questions": _questions,
}
