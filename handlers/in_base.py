"""Whose base counts a person."""

from handlers.kit.desk import Desk
from handlers.kit.needs import needed
from handlers.kit.registry import topic
from handlers.kit.reply import Reply
from handlers.kit.ruling import rule_on
from handlers.kit.shares import with_share


@topic("in_base")
def in_base(desk: Desk) -> Reply:
    needs = needed(desk.facts, desk.axes, named=bool(desk.who))
    return with_share(desk, rule_on(desk, desk.axes, needs=needs))
