"""Whose base counts a person."""

from handlers.kit.needs import needed
from handlers.kit.ruling import rule_on
from handlers.kit.shares import with_share
from handlers.turn.context import Desk
from handlers.turn.reply import Reply
from handlers.turn.topic import topic


@topic("in_base")
def in_base(desk: Desk) -> Reply:
    needs = needed(desk.facts, desk.axes, named=bool(desk.who))
    return with_share(desk, rule_on(desk, desk.axes, needs=needs))
