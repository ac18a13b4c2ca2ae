"""Returning a paper to its unit, with the reason; the unit's clerks are told."""

import re
from typing import Final
from urllib.parse import urlencode

from handlers.kit.acting import act, is_supervisor, no_record, supervisors_only
from handlers.kit.asked import paper_in, people_in, people_of, units_in, without_blanks
from handlers.kit.desk import Desk
from handlers.kit.papers import Item, paper_name, unit_papers
from handlers.kit.registry import topic
from handlers.kit.reply import Link, Push, Reply
from storage.views import HandIn

_EXAMPLE: Final = "请这样说：“退回城关镇附件8：缺公章”。"
_AFTER_BREAK: Final = re.compile(r"[:：,，;；。\s](?P<reason>[^:：]+?)[。\s]*$")
_BECAUSE: Final = re.compile(r"(?:因为|原因是?|理由是?)[:：]?(?P<reason>.+?)[。\s]*$")


@topic("return_paper")
def return_paper(desk: Desk) -> Reply:
    if not is_supervisor(desk):
        return supervisors_only(desk, "退回材料")
    roster = desk.records.roster
    if not roster.units():
        return no_record(desk)
    named = units_in(desk.reading.text, roster.units())
    paper = paper_in(desk.reading.text, desk.plan, desk.reading.papers)
    if len(named) != 1 or paper is None:
        return act(f"要退回哪个单位的哪份材料？{_EXAMPLE}")
    papers = unit_papers(desk.plan, desk.records, named[0].id)
    items = [item for item in papers.items if item.paper.id == paper.id and not item.missing]
    people = {person.id for person in people_in(desk.reading.text, people_of(papers.items))}
    if people:
        items = [item for item in items if item.person and item.person.id in people]
    if not items:
        return act(f"{named[0].name}没有已收到的{paper_name(paper)}可以退回。")
    if len(items) > 1:
        names = "、".join(item.person.name for item in items if item.person)
        return act(f"{named[0].name}的{paper_name(paper)}收到了{names}的，请说明退回谁的。")
    reason = reason_in(desk.reading.text)
    if not reason:
        return act(f"请写明退回的原因，单位才知道改什么。{_EXAMPLE}")
    return _return(desk, items[0], reason)


def reason_in(text: str) -> str:
    """What follows “因为”, or the last colon or comma of the command."""
    because = _BECAUSE.search(text)
    if because:
        return because.group("reason").strip()
    broken = _AFTER_BREAK.search(text)
    return without_blanks(broken.group("reason")) if broken else ""


def _return(desk: Desk, item: Item, reason: str) -> Reply:
    handin = item.handin
    if handin is None:
        return act("这份材料还没有交。")
    desk.records.handins.return_(handin.id, desk.asker.userid, desk.now, reason)
    unit = desk.records.roster.unit(handin.unit_id)
    called = paper_name(item.paper) + (f"（{item.person.name}）" if item.person else "")
    pushes = _pushes(desk, handin, f"{called}已退回，原因：{reason}。请改好后重新上报。")
    told = "已通知该单位政工人事。" if pushes else "该单位没有能收到消息的政工人事，请电话告知。"
    return act(
        f"已退回{unit.name}的{called}第{handin.version}版（回执号{handin.receipt}），"
        f"原因：{reason}。{told}",
        pushes=pushes,
    )


def _pushes(desk: Desk, handin: HandIn, text: str) -> tuple[Push, ...]:
    query = {"paper": handin.paper}
    if handin.person_id is not None:
        query["person"] = str(handin.person_id)
    link = Link("重新上报这份材料", f"/upload?{urlencode(query)}")
    return tuple(
        Push(clerk.userid, text, f"returned:{handin.receipt}:{clerk.userid}", link)
        for clerk in desk.records.members.clerks_of(handin.unit_id)
        if clerk.reachable
    )
