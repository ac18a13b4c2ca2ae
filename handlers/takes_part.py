"""Whether a person takes part."""

from handlers.kit.needs import needed
from handlers.kit.ruling import rule_on
from handlers.turn.context import Desk
from handlers.turn.reply import Reply
from handlers.turn.topic import topic


@topic("takes_part")
def takes_part(desk: Desk) -> Reply:
    return rule_on(desk, desk.axes, needs=needed(desk.facts, desk.axes, named=bool(desk.who)))
