"""A clerk's wish not to be reminded for some days, and taking it back."""

import re
from datetime import timedelta
from typing import Final

from handlers.notifications.wishes import SNOOZE, days_said
from handlers.turn.access import act, asks_elsewhere, no_record, not_yours
from handlers.turn.context import TurnContext
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from language.numerals import arabic
from rules.roster import Role

_LONGEST: Final = 7
_AGAIN: Final = re.compile(r"恢复|照常|重新|继续提醒|可以提醒")


@topic("remind_less")
def remind_less(turn: TurnContext) -> Reply:
    if turn.asker.role != Role.CLERK:
        return act("暂停提醒由各单位的政工人事自己决定，您这边不能操作。")
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    key = turn.choice.key if turn.choice else ""
    if key.startswith(SNOOZE):
        return _snoozed(turn, turn.asker.unit_id, int(key.rpartition(":")[2]))
    text = arabic(turn.reading.text)
    if _AGAIN.search(text):
        return _resumed(turn, turn.asker.unit_id)
    return _snoozed(turn, turn.asker.unit_id, days_said(text))


def _snoozed(turn: TurnContext, unit_id: int, days: int) -> Reply:
    if not 1 <= days <= _LONGEST:
        return act(f"最多可以停{_LONGEST}天，请说“今天别再提醒了”或者“三天后再提醒”。没有改动。")
    until = (turn.now + timedelta(days=days)).date()
    turn.records.speaking.snooze(unit_id, until, turn.asker.userid, turn.now)
    return act(
        f"好的，{until.month}月{until.day}日前不再提醒{turn.asker.unit_name}交材料。"
        "截止当天的提醒和干部监督股的人工催报不受影响。要恢复，请说“恢复提醒”。"
    )


def _resumed(turn: TurnContext, unit_id: int) -> Reply:
    if turn.records.speaking.wake(unit_id, turn.asker.userid, turn.now):
        return act(f"好的，{turn.asker.unit_name}的提醒已经恢复，按原来的日子发。")
    return act(f"{turn.asker.unit_name}没有停过提醒，仍按原来的日子发。")
