"""A reminder of one's own: set at a moment, or every week."""

import re
from typing import Final

from handlers.notifications.own_moments import when_meant
from handlers.notifications.own_words import reminder_said
from handlers.turn.access import act, sees_several
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in
from handlers.turn.own_commands import RemindMe
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.own_reminders import Wanted
from rules.plan.reminders import UNIT

# How often, and nothing that one could be reminded of.
_ONCE: Final = re.compile(r"^(?:也|再|还)*(?:一次|一遍|一下|一声|两次)$")


@topic("remind_me", Deed.REMIND_ONESELF)
def remind_me(turn: TurnContext) -> Reply:
    """Set a reminder of one's own, or tell of those that are set."""
    wish = reminder_said(turn)
    if wish is None or wish.wanted is not Wanted.SET:
        return _about_reminders(turn, wish.matter if wish and wish.moment.named else "")
    when = when_meant(wish.moment, turn.now)
    if isinstance(when, str):
        return act(f"没有设提醒。{when}")
    matter = _ONCE.sub("", wish.matter).strip(" ，,。") or _matter_before(turn)
    return order(RemindMe(when.due, matter, when.weekdays))


def _matter_before(turn: TurnContext) -> str:
    """Of what “也提醒我一次” reminds: as the last reminder, else of the paper just asked about."""
    own = turn.records.own_wishes.reminders_of(turn.asker.userid)
    if own and turn.state.topic in {"remind_me", "my_reminders"}:
        return max(own, key=lambda one: (one.changed_at, one.id)).matter
    last = turn.state.lately[-1] if turn.state.lately else None
    paper = paper_in(last.said, turn.plan) if last else None
    return f"交{paper.form or paper.name}" if paper else ""


def _about_reminders(turn: TurnContext, matter: str) -> Reply:
    """Asked about, told or supposed: nothing is done; how one is set, and what reminds anyway."""
    example = f"明天早上9点提醒我{matter or '交材料'}"
    return act(
        f"我什么也没有动。要我到点提醒您，请直接说，例如“{example}”"
        f"“每周一早上提醒我看看还差什么”。{_by_itself(turn)}"
    )


def _by_itself(turn: TurnContext) -> str:
    days = sorted({step.workdays for step in turn.plan.reminders.steps if step.to == UNIT})
    before = "、".join(f"{-each}个工作日" for each in days if each < 0)
    when = f"截止前{before}和当天" if before else "截止当天"
    whom = "还有缺件的单位" if sees_several(turn) else "还有缺件的单位的政工人事"
    return f"另外，截止时间由{turn.plan.office}确认后，系统会在{when}的上午自动提醒{whom}。"
