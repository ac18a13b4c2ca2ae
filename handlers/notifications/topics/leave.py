"""Days of leave: whoever is away is not written to, the unit's next clerk is."""

from handlers.notifications.wishes import span_said, takes_leave_back
from handlers.turn.access import act
from handlers.turn.commands import EndLeave, TakeLeave
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic


@topic("leave", Deed.LEAVE)
def leave(turn: TurnContext) -> Reply:
    """Take days of leave, or take them back."""
    if takes_leave_back(turn.reading.text):
        return order(EndLeave())
    span = span_said(turn.reading.text, turn.now.date(), turn.plan.cutoff)
    if span is None:
        return act("请把起止日期说清楚，例如“我1月3日到6日请假”。没有登记。")
    return order(TakeLeave(*span))
