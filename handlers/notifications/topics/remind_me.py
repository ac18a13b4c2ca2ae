"""A reminder of one's own: not open yet; what reminds anyway."""

from handlers.turn.access import act, sees_several
from handlers.turn.context import TurnContext
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from rules.plan.reminders import UNIT


@topic("remind_me")
def remind_me(turn: TurnContext) -> Reply:
    days = sorted({step.workdays for step in turn.plan.reminders.steps if step.to == UNIT})
    before = "、".join(f"{-each}个工作日" for each in days if each < 0)
    when = f"截止前{before}和当天" if before else "截止当天"
    if sees_several(turn):
        return act(
            f"自定时间的提醒还没有开放。截止时间确认后，系统会在{when}的上午自动提醒还有缺件的单位，"
            "过了截止时间再提醒几次，之后告诉考核组；要马上提醒，请说“催一下没交的”。"
        )
    return act(
        "自定时间的提醒还没有开放，请先记在自己的日程里。"
        f"截止时间由{turn.plan.office}确认后，如果材料还没交齐，系统会在{when}的上午"
        "自动提醒本单位政工人事。不想收，可以说“三天后再提醒”。"
    )
