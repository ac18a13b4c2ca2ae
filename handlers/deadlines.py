"""Which deadline is meant, where only “截止” was said."""

from handlers.kit.desk import Desk
from handlers.kit.registry import topic
from handlers.kit.reply import Kind, Option, Reply


@topic("deadlines")
def deadlines(desk: Desk) -> Reply:
    found: dict[str, Option] = {}
    for said in desk.plan.topics.values():
        for deadline in said.deadlines:
            found.setdefault(deadline, Option(said.title, f"topic:plan:{said.id}"))
    clauses = dict.fromkeys(desk.plan.deadlines[one].clause for one in found)
    return Reply(
        Kind.CHOICES,
        "您问的是哪一项的时间？",
        clauses=tuple(clauses),
        options=tuple(found.values()),
    )
