"""A reminder whose gaps were closed is taken back: its card turns, or the message is recalled."""

from datetime import datetime, timedelta
from typing import Final

from handlers.submissions.service import county_overview
from rules.plan import Plan
from storage import Store
from storage.views import Json, OpenCard

CARD_FOR: Final = timedelta(hours=72)  # page 94888
RECALL_FOR: Final = timedelta(hours=24)  # page 94867
DONE: Final = "已收到"
NOT_OWED: Final = "不用再交"  # the unit was removed


def take_back(store: Store, plan: Plan, now: datetime) -> int:
    """Queue the change of every open card whose gaps are closed; how many that were."""
    with store.reading() as records:
        cards = records.speaking.open_cards(plan.id)
        if not cards:
            return 0
        units = county_overview(plan, records).by_unit
        became = records.merging.became()
        now_of = {card.unit_id: became.get(card.unit_id, card.unit_id) for card in cards}
    old = [card for card in cards if not _changeable(card, now)]
    # What a unit that was merged owed the other one owes; a unit that was removed owes nothing.
    done = [
        card
        for card in cards
        if _changeable(card, now)
        and not (
            (unit := units.get(now_of[card.unit_id]))
            and any(unit.missing_under(each) for each in card.deadlines)
        )
    ]
    if old or done:
        with store.transaction() as records:
            for card in old:
                records.speaking.close(card.key)
            for card in done:
                if records.speaking.close(card.key):
                    label = DONE if now_of[card.unit_id] in units else NOT_OWED
                    change = _change(card, label)
                    records.outbox.enqueue(f"done:{card.key}", card.userid, change, now)
    return len(done)


def _changeable(card: OpenCard, now: datetime) -> bool:
    return now - card.sent_at < (CARD_FOR if card.response_code else RECALL_FOR)


def _change(card: OpenCard, label: str) -> dict[str, Json]:
    if card.response_code:
        return {"kind": "update", "response_code": card.response_code, "label": label}
    return {"kind": "recall", "msgid": card.msgid}
