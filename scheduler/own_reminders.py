"""Reminders that members asked for: put in line when their moment comes, told once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from handlers.notifications.service import last_of, next_of, own_moment, weekly_words, when_words
from scheduler.delivery_decision import Later, Payload, Verdict
from scheduler.reminder_context import ReminderContext
from storage import Store
from storage.views import OwnReminder, ReminderState

NOTICE: Final = "own"
_LATE_AFTER: Final = timedelta(minutes=15)
_BY_ID: Final = "reminder"


def queue_own(store: Store, now: datetime) -> int:
    """Put what is due into the outbox and note that it is on its way; how many those were.

    Both in one transaction, and once for one moment by its key: a killed process has done both or
    neither. Of a weekly one that was missed for weeks only the last is told.
    """
    with store.reading() as records:
        if not records.own_wishes.any_due(now):
            return 0
    with store.transaction() as records:
        due = records.own_wishes.due(now)
        for one in due:
            at = last_of(one, now) if one.weekdays else one.due
            payload = {"kind": "notice", "recheck": _wanted(one, at, now)}
            key = f"{NOTICE}:{one.id}:{at.astimezone(now.tzinfo).isoformat(timespec='minutes')}"
            records.outbox.enqueue(key, one.userid, payload, now)
            local = at.astimezone(now.tzinfo).time()
            next_due = next_of(one.weekdays, local, now) if one.weekdays else None
            records.own_wishes.queued(one.id, next_due)
    return len(due)


def _wanted(one: OwnReminder, at: datetime, now: datetime) -> dict[str, object]:
    """No words: those are read when it is sent."""
    return {
        "notice": NOTICE,
        _BY_ID: one.id,
        "to": one.userid,
        "due": at.isoformat(),
        "queued": now.isoformat(),
    }


def own_words(payload: Payload, wanted: Mapping[str, Any], context: ReminderContext) -> Verdict:
    """What is said now, when it may be said, or None where it is not wanted any more."""
    records, now = context.records, context.now
    found = records.own_wishes.by_id(int(wanted[_BY_ID]))
    due = datetime.fromisoformat(wanted["due"]).astimezone(now.tzinfo)
    if found is None or records.members.by_userid(found.userid) is None:
        return None
    if found.state is ReminderState.DROPPED or found.changed_at > _queued(wanted):
        return None
    allowed = own_moment(records, found.userid, context.workdays, now)
    if allowed > now:
        return Later(allowed)
    about = f"：{found.matter}" if found.matter else "，您让我这时候叫您。"
    # What people wrote must not become a link of ours.
    text = f"您要的提醒{about}".replace("<", "＜") + _meant_when(found, due, context)
    return {**payload, "kind": "text", "text": text}


def _queued(wanted: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(wanted["queued"])


def _meant_when(found: OwnReminder, due: datetime, context: ReminderContext) -> str:
    """When it should have come where it comes late; how a weekly one is ended."""
    lines = []
    meant = own_moment(context.records, found.userid, context.workdays, due)
    if context.now - max(meant, due) > _LATE_AFTER:
        words = when_words(due, context.now)
        lines.append(f"（本应{words}提醒您，系统那时没能发出，现在补发。）")
    elif context.now - due > _LATE_AFTER:
        words = when_words(due, context.now)
        lines.append(f"（原定{words}，那时是您的免打扰时间或者请假期间。）")
    if found.weekdays:
        lines.append(
            f"（{weekly_words(found.weekdays)}都提醒；不要了，请说“取消第{found.number}个提醒”。）"
        )
    return "".join(f"\n{line}" for line in lines)


def reminder_of(payload: Payload) -> int | None:
    """Which reminder a message was; None for any other."""
    wanted = payload.get("recheck") or {}
    return int(wanted[_BY_ID]) if wanted.get("notice") == NOTICE else None
