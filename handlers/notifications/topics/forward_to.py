"""“把这个推给某单位”: what was said here is nobody else's; what comes nearest is told."""

from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.examples import a_unit
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Reply
from handlers.turn.topic import topic


@topic("forward_to")
def forward_to(turn: TurnContext) -> Reply:
    """Says that nothing was sent on, and how to send words or have a ruling on paper."""
    told = "我们说的话我不会转给别人，没有发出任何东西。"
    if may(turn.asker.role, Deed.ANNOUNCE):
        near = f"要通知单位，请说“通知{a_unit(turn)}：……”，核对后我发给那里的政工人事。"
    else:
        near = "可以在企业微信里长按这条答复，自己转发给对方；他们也可以直接问我。"
    return act(f"{told}{near}")
