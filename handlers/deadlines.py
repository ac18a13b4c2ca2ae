"""Which deadline is meant, where only “截止” or only its day was said."""

from handlers.kit.texts import answer_texts
from handlers.turn.context import Desk
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.topic import topic


@topic("deadlines")
def deadlines(desk: Desk) -> Reply:
    meant = _on_the_day(desk)
    if meant:
        return answer_texts(desk, meant)
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


def _on_the_day(desk: Desk) -> tuple[str, ...]:
    """Topics whose deadline falls on a day the message names, one for each deadline."""
    said = {(day.month, day.day) for day in desk.reading.dates}
    found: dict[str, str] = {}
    for topic_id, text in desk.plan.topics.items():
        for one in text.deadlines:
            on = desk.plan.deadlines[one].effective
            if on and (on.month, on.day) in said:
                found.setdefault(one, topic_id)
    return tuple(found.values())
