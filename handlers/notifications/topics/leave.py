"""Days of leave: whoever is away is not written to, the unit's next clerk is."""

import re
from datetime import date
from typing import Final

from handlers.notifications.mending_leave import entered_just_now, mended_span
from handlers.notifications.wishes import span_said, takes_leave_back
from handlers.roster.service import contacts_on
from handlers.turn.access import act
from handlers.turn.commands import EndLeave, TakeLeave
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from rules.names import named_in

# “材料找韩志强”, “有事问老韩”, “这几天的催报发给何晓燕”: who stands in.
_STANDS_IN: Final = re.compile(
    r"(?:找|联系|问|发给|交给|转给|交由|由|让|请|给)(?P<name>[一-鿿]{2,4}?)"
    r"(?:同志|代|来|负责|接|处理|办|盯|管|吧|就行|[,，。;；!！ ]|$)"
)
_NOBODY: Final = frozenset({"他们", "大家", "领导", "别人", "同事", "其他人", "假了", "个假"})


@topic("leave", Deed.LEAVE)
def leave(turn: TurnContext) -> Reply:
    """Take days of leave, or take them back."""
    if takes_leave_back(turn.reading.text):
        return order(EndLeave())
    instead = mended_span(turn)
    before = entered_just_now(turn) if instead else None
    if before is not None and before.first and before.last:
        turn.records.speaking.cancel_leave(turn.asker.userid, before.first, before.last, turn.now)
    span = instead or span_said(turn.reading.text, turn.now.date(), turn.plan.cutoff)
    if span is None:
        return act("请把起止日期说清楚，例如“我1月3日到6日请假”。没有登记。")
    return order(TakeLeave(*span), _not_standing_in(turn, span[0]))


def _not_standing_in(turn: TurnContext, first_day: date) -> str:
    """That whoever was named to stand in does not get the reminders, and how they would."""
    unit_id = turn.asker.unit_id
    if unit_id is None:
        return ""
    clerks = [
        one for one in turn.records.members.clerks_of(unit_id) if one.userid != turn.asker.userid
    ]
    named = named_in(turn.said, clerks, lambda one: one.name)
    if named:
        others = contacts_on(turn.records, first_day).of(unit_id)
        first = next((one for one in others if one.userid != turn.asker.userid), None)
        if first is not None and first.userid == named[0].userid:
            return ""
        return f"要先发给{named[0].name}，请说“以后由{named[0].name}联系”。"
    found = _STANDS_IN.search(turn.said)
    people = [one.text for one in turn.reading.people]
    name = people[0] if people else found["name"] if found else ""
    if not name or name in _NOBODY:
        return ""
    return (
        f"您说的“{name}”没有记：提醒只能发给本单位登记的政工人事，{name}不在里面。材料上的事请直接跟"
        f"{name}交代；要登记，请找{turn.plan.office}。"
    )
