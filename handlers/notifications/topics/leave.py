"""Days of leave: whoever is away is not written to, the unit's next clerk is."""

import re
from typing import Final

from handlers.notifications.wishes import span_said
from handlers.roster.service import contacts_on, leave_words
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from rules.roster import Role

_LONGEST: Final = 92  # days
_BACK: Final = re.compile(r"销假|取消请假|不请假|提前回|回来(了|上班)|撤销请假")


@topic("leave")
def leave(turn: TurnContext) -> Reply:
    if turn.asker.role == Role.CADRE:
        return act(
            "请假登记只用来安排提醒发给谁，由政工人事、考核组和干部监督股的同志登记自己的。"
            "您的请假手续请按单位的规定办。"
        )
    if _BACK.search(turn.reading.text):
        return _back(turn)
    today = turn.now.date()
    span = span_said(turn.reading.text, today, turn.plan.cutoff)
    if span is None:
        return act("请把起止日期说清楚，例如“我1月3日到6日请假”。没有登记。")
    first, last = span
    if last < today:
        return act("这几天已经过去了，不用登记。请核对日期，例如“我1月3日到6日请假”。")
    if (last - first).days > _LONGEST:
        return act("请假时间太长，请核对日期。长期不在的，请联系干部监督股换人。没有登记。")
    turn.records.speaking.leave(turn.asker.userid, first, last, turn.now)
    absence = turn.records.speaking.absences_of(turn.asker.userid)[-1]
    words = f"已登记：{turn.asker.name}{leave_words(absence)}。这几天的提醒不发给您，"
    return act(f"{words}{_instead(turn)}要取消，请说“取消请假”。")


def _instead(turn: TurnContext) -> str:
    """Who gets the reminders meanwhile."""
    if turn.asker.role != Role.CLERK or turn.asker.unit_id is None:
        return "由其他同志接收。"
    span = turn.records.speaking.absences_of(turn.asker.userid)[-1]
    others = contacts_on(turn.records, span.first).of(turn.asker.unit_id)
    if others:
        return f"改发给{others[0].name}。"
    return "本单位没有别的政工人事可以接收，届时会告诉干部监督股。"


def _back(turn: TurnContext) -> Reply:
    cancelled = turn.records.speaking.end_leave(turn.asker.userid, turn.now.date(), turn.now)
    if cancelled:
        return act("好的，请假已经取消，提醒照常发给您。")
    return act("没有查到您今天或以后的请假登记，提醒本来就照常发给您。")
