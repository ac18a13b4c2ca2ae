"""A reminder of one's own: not open yet; what reminds anyway."""

from handlers.kit.acting import act, is_staff
from handlers.kit.desk import Desk
from handlers.kit.registry import topic
from handlers.kit.reply import Reply


@topic("remind_me")
def remind_me(desk: Desk) -> Reply:
    if is_staff(desk):
        return act(
            "自定时间的提醒还没有开放。截止时间确认后，系统会在截止前7天、3天、1天和当天"
            "（工作日9点）自动提醒还有缺件的单位；要马上提醒，请说“催一下没交的”。"
        )
    return act(
        "自定时间的提醒还没有开放，请先记在自己的日程里。"
        "截止时间由干部监督股确认后，如果材料还没交齐，系统会在截止前7天、3天、1天和当天"
        "（工作日9点）自动提醒本单位政工人事。"
    )
