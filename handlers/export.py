"""Exporting tables: not open yet; what can be had instead."""

from handlers.kit.acting import act, asks_elsewhere, is_staff, not_yours
from handlers.kit.desk import Desk
from handlers.kit.registry import topic
from handlers.kit.reply import Reply


@topic("export")
def export(desk: Desk) -> Reply:
    if is_staff(desk):
        return act(
            "导出汇总表还没有开放。现在可以直接问我“各单位进度”“哪些单位还没交附件8”，"
            "结果按单位列出，可以复制到表格里。"
        )
    if asks_elsewhere(desk):
        return not_yours(desk)
    return act(
        f"导出由{desk.plan.office}办理，您这边还不能导出。"
        "本单位的情况可以问我“我们单位还差什么”“我们单位已经报了几个优秀”。"
    )
