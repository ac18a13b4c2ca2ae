"""A reminder whose gaps were closed is taken back: its card turns, or the message is recalled."""

from datetime import datetime, timedelta
from typing import Final

from handlers.kit.county import county_overview
from rules.plan import Plan
from storage import Store
from storage.views import Json, OpenCard

CARD_FOR: Final = timedelta(hours=72)  # page 94888
RECALL_FOR: Final = timedelta(hours=24)  # page 94867
DONE: Final = "已收到"


def take_back(store: Store, plan: Plan, now: datetime) -> int:
    """Queue the change of every open card whose gaps are closed; how many that were."""
    with store.reading() as records:
        cards = records.speaking.open_cards(plan.id)
        if not cards:
            return 0
        units = county_overview(plan, records).by_unit
    old = [card for card in cards if not _changeable(card, now)]
    # A unit that is gone owes nothing any more either.
    done = [
        card
        for card in cards
        if _changeable(card, now)
        and not (
            card.unit_id in units
            and any(units[card.unit_id].missing_under(each) for each in card.deadlines)
        )
    ]
    if old or done:
        with store.transaction() as records:
            for card in old:
                records.speaking.close(card.key)
            for card in done:
                if records.speaking.close(card.key):
                    records.outbox.enqueue(f"done:{card.key}", card.userid, _change(card), now)
    return len(done)


def _changeable(card: OpenCard, now: datetime) -> bool:
    return now - card.sent_at < (CARD_FOR if card.response_code else RECALL_FOR)


def _change(card: OpenCard) -> dict[str, Json]:
    if card.response_code:
        return {"kind": "update", "response_code": card.response_code, "label": DONE}
    return {"kind": "recall", "msgid": card.msgid}
