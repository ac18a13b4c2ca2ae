"""Changing who is on a unit's list: done by the supervision section."""

from handlers.kit.acting import act, is_supervisor
from handlers.kit.desk import Desk
from handlers.kit.registry import topic
from handlers.kit.reply import Reply


@topic("roster_change")
def roster_change(desk: Desk) -> Reply:
    if is_supervisor(desk):
        return act(
            "在聊天里改名册还没有开放。请在名册表格里改好后重新导入：没有改动的行不受影响，"
            "导入前可以先试运行，看清会改哪些。"
        )
    return act(
        f"考核名册由{desk.plan.office}统一维护，在聊天里还不能改。请把姓名、职务、变动情况和"
        "变动日期（如退休、调入、挂职）报给他们，名册改好后，您单位的清单会随之更新。"
    )
