"""Changing who is on a unit's list: done by the supervision section."""

from handlers.turn.access import act, is_supervisor
from handlers.turn.context import Desk
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic


@topic("roster_change")
def roster_change(desk: Desk) -> Reply:
    if is_supervisor(desk):
        return act(
            "在聊天里不能改名册。改一个人、一个单位或一个账号，点“更正名册”；单位合并了、撤销了，点“单位并入和"
            "撤销”；改得多，在人员表里改好再导入，没有改动的行不受影响。几处都先列出会改什么，确认了才改。",
            links=(
                Link("更正名册", "/roster/edit"),
                Link("单位并入和撤销", "/roster/merge"),
                Link("导入全县名册", "/roster"),
            ),
        )
    return act(
        f"考核名册由{desk.plan.office}统一维护，在聊天里还不能改。请把姓名、职务、变动情况和"
        "变动日期（如退休、调入、挂职）报给他们，名册改好后，您单位的清单会随之更新。"
    )
