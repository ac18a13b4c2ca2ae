"""Bringing a roster: everybody to the page, where a clerk gets verdicts and supervisors import."""

from handlers.turn.access import act, asks_elsewhere, is_supervisor, no_record, not_yours
from handlers.turn.context import Desk
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from rules.roster import Role


@topic("roster_upload")
def roster_upload(desk: Desk) -> Reply:
    if is_supervisor(desk):
        return act(
            "请点下面的链接选全县的人员表：先看会新增、修改哪些，再确认导入；有一处错就一条也不导入。",
            links=(Link("导入全县名册", "/roster"),),
        )
    if desk.asker.role != Role.CLERK:
        return act(
            f"名册由各单位政工人事上传判定，由{desk.plan.office}导入，您这边不能操作。"
            "需要的话，请联系他们。"
        )
    if asks_elsewhere(desk):
        return not_yours(desk)
    if desk.asker.unit_id is None:
        return no_record(desk)
    return act(
        "请点下面的链接选本单位的名册（人员表模板，或有“姓名”“职务”列的表都行）：逐人给出在哪考核、"
        f"基数、指标、填哪张表和依据，还缺什么也一并列出。这里只判定；名册要改的，报{desk.plan.office}。",
        links=(Link("上传本单位名册", "/roster"),),
    )
