"""A digest as a card that can be taken back, or as text where it does not fit on one."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from handlers.notifications.service import SNOOZE_3, SNOOZE_3_LABEL, Due
from handlers.submissions.service import Item, UnitPapers, item_lines
from scheduler import wording
from scheduler.delivery_decision import Payload
from scheduler.reminder_context import ReminderContext

# Page 90236, in characters.
_TITLE: Final = 36
_BELOW_TITLE: Final = 44
_BODY: Final = 160


def digest_payload(
    payload: Payload,
    papers: UnitPapers,
    due: Sequence[Due],
    gaps: Mapping[str, Sequence[Item]],
    context: ReminderContext,
) -> Payload:
    """`plain`: the words of the text; `opens`: for taking it back later; `about`: for the trail."""
    wanted = payload["recheck"]
    link = wording.digest_link([item for items in gaps.values() for item in items])
    remarks = wording.remarks(due, context.workdays, context.now)
    blocks = wording.digest(papers, due, gaps, context.now)
    text = wording.anchored("\n".join([*blocks, *remarks]), link, wanted["public_url"])
    said: dict[str, Any] = {
        **payload,
        "kind": "text",
        "text": text,
        "opens": {"unit": papers.unit.id, "deadlines": sorted(gaps)},
        "about": {
            "papers": sorted({item.paper.id for items in gaps.values() for item in items}),
            "deadlines": sorted(gaps),
        },
    }
    card = _card(papers, due, gaps, remarks, context)
    if card is None:
        return said
    url = f"{wanted['public_url']}{link.path}"
    card["button_list"] = [
        {"text": "查看并上报", "style": 1, "type": 1, "url": url},
        {"text": SNOOZE_3_LABEL, "style": 2, "key": f"{SNOOZE_3}#{SNOOZE_3_LABEL}"},
    ]
    # A pressed button takes all buttons away; this line and the card's own target stay.
    card["horizontal_content_list"] = [
        {"keyname": "上报", "value": "打开上报页面", "type": 1, "url": url}
    ]
    card["card_action"] = {"type": 1, "url": url}
    card["task_id"] = _task_id(wanted)
    del said["text"]
    return {**said, "kind": "card", "template_card": card, "plain": text}


def _card(
    papers: UnitPapers,
    due: Sequence[Due],
    gaps: Mapping[str, Sequence[Item]],
    remarks: Sequence[str],
    context: ReminderContext,
) -> dict[str, Any] | None:
    """Only for one deadline: a card has one title."""
    if len(due) != 1:
        return None
    items = gaps[due[0].step.deadline_id]
    title = wording.title(papers.unit.name, len(items))
    below = wording.until(due[0].step.effective, context.now)
    body = "\n".join([*item_lines(items), *remarks])
    if len(title) > _TITLE or len(below) > _BELOW_TITLE or len(body) > _BODY:
        return None
    return {
        "card_type": "button_interaction",
        "main_title": {"title": title, "desc": below},
        "sub_title_text": body,
    }


def _task_id(wanted: Mapping[str, Any]) -> str:
    """The same for the same digest to the same person, whoever makes it."""
    name = f"{wanted['unit']}:{wanted['queued']}:{wanted['to']}:{wanted.get('plan', '')}"
    return "digest-" + hashlib.sha256(name.encode()).hexdigest()[:32]
