"""Putting a case to the supervision section: not open yet; how to do it meanwhile."""

from handlers.kit.acting import act, is_supervisor
from handlers.kit.desk import Desk
from handlers.kit.registry import topic
from handlers.kit.reply import Reply


@topic("petition")
def petition(desk: Desk) -> Reply:
    if is_supervisor(desk):
        return act("请示和批复的登记还没有开放。现在请按原来的办法书面批复。")
    return act(
        f"在这里提交请示还没有开放。请把人员情况、涉及的条款和您的疑问书面报{desk.plan.office}，"
        "由他们批复；方案没有写明或前后不一致的，以批复为准。"
    )
