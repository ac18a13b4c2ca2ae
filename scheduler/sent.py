"""What is noted in the transaction that notes a message as sent: ledger, trail, open card."""

from datetime import datetime
from typing import Any

from handlers.notifications.service import why_said
from rules.plan import Plan
from scheduler.delivery_decision import Payload
from scheduler.own_reminders import reminder_of
from storage import Records
from storage.views import Delivery, OpenCard


def note_sent(
    delivery: Delivery,
    payload: Payload,
    msgid: str,
    response_code: str,
    records: Records,
    plan: Plan,
    now: datetime,
) -> None:
    """The message reached its receiver."""
    reminder = reminder_of(payload)
    if reminder is not None:
        records.own_wishes.sent(reminder)
    why = why_said(delivery.key)
    if not why:
        return
    opens: dict[str, Any] = payload.get("opens") or {}
    member = records.members.by_userid(delivery.to)
    unit_id = opens.get("unit", member.unit_id if member else None)
    author = payload.get("author") or {}
    records.speaking.note_said(
        delivery.key,
        plan.id,
        delivery.to,
        unit_id,
        why,
        now,
        by=author.get("to", ""),
        about=payload.get("about"),
    )
    if opens and msgid:
        card = OpenCard(
            delivery.key,
            delivery.to,
            int(opens["unit"]),
            tuple(opens["deadlines"]),
            response_code,
            msgid,
            now,
        )
        records.speaking.opened(card, plan.id)
