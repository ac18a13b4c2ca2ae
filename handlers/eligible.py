"""Whether a person may be graded 优秀."""

from handlers.kit.needs import needed
from handlers.kit.ruling import rule_on
from handlers.turn.context import Desk
from handlers.turn.reply import Reply
from handlers.turn.topic import topic


@topic("eligible")
def eligible(desk: Desk) -> Reply:
    return rule_on(desk, desk.axes, needs=needed(desk.facts, desk.axes, for_excellent=True))
