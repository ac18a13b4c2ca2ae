"""A person the asker may not see: no ruling by name, and no word on whether they exist."""

import re
from dataclasses import replace

from handlers.turn.access import sees_county
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import names_a_unit, units_in
from handlers.turn.people import units_seen
from handlers.turn.reply import Kind, Reply

# “河口镇的党委副书记陈思远”: the name follows its unit, post and all.
_POST = re.compile(r"(?:的|党委|副?书记|副?[镇乡局部所校院]长|副?主任|委员|干部|同志|挂职)+$")


def refused(turn: TurnContext) -> Reply | None:
    """The same words for everybody of another unit, on the roster or not."""
    seen = {unit.id for unit in units_seen(turn.records, turn.asker)}
    if not (seen and turn.reading.strangers) or sees_county(turn):
        return None
    text = turn.reading.text
    named = units_in(text, turn.records.roster.units())
    elsewhere = any(unit.id not in seen for unit in named)
    if not (elsewhere or (not named and _of_some_unit(text, turn.reading.strangers))):
        return None
    own = f"（{turn.asker.unit_name}）" if turn.asker.unit_name else "、本考核组"
    return Reply(
        Kind.OFF,
        f"您只能问本单位{own}的人。其他单位的人，请向{turn.plan.office}了解；"
        "只想知道规定，可以不写姓名，把情况说给我听。",
    )


def _of_some_unit(text: str, names: tuple[str, ...]) -> bool:
    before = (_POST.sub("", text[: text.index(name)]) for name in names if name in text)
    return any(names_a_unit(one) for one in before)


def noted(reply: Reply, turn: TurnContext) -> Reply:
    """Says that a ruling rests on words alone where the name is none the asker may see."""
    unknown = turn.reading.strangers
    if not unknown or not units_seen(turn.records, turn.asker):
        return reply
    words = f"您能查看的名册里没有{'、'.join(unknown)}，只能按您说的情况答。"
    return replace(reply, text=f"{words}\n{reply.text}")
