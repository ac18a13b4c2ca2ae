"""What grade a person may be given."""

from handlers.kit.desk import Desk
from handlers.kit.needs import needed
from handlers.kit.registry import topic
from handlers.kit.reply import Reply
from handlers.kit.ruling import rule_on


@topic("grade")
def grade(desk: Desk) -> Reply:
    return rule_on(desk, desk.axes, needs=needed(desk.facts, desk.axes, named=bool(desk.who)))
