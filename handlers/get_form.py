"""Asking for a form: 附件8 is made for the unit; of the others the notice supplies no copy."""

import re
from dataclasses import replace
from urllib.parse import urlencode

from handlers.kit.acting import act, asks_elsewhere, is_staff, no_record, not_yours, units_in_charge
from handlers.kit.asked import paper_among, paper_in, papers_with_form, units_in
from handlers.kit.desk import Desk
from handlers.kit.papers import paper_name
from handlers.kit.registry import topic
from handlers.kit.reply import Kind, Link, Option, Reply
from rules.plan import Paper
from rules.roster import Role

_MADE = "grade_proposals"
_LACKS = re.compile(r"[缺差欠少]的")
_TEMPLATE = "/template/grade_proposals.xlsx"


@topic("get_form")
def get_form(desk: Desk) -> Reply:
    forms = desk.reading.forms
    paper = _picked(desk) or paper_in(desk.reading.text, desk.plan, desk.reading.papers)
    if paper is None and not forms and desk.memory.options:
        paper = paper_among(desk.reading.text, papers_with_form(desk.plan))
    if paper is None and not forms:
        # “那给王某生成一份” leans on the form asked about just before.
        paper = paper_in(desk.memory.said, desk.plan)
    if paper is None and forms:
        return act(f"方案没有说{forms[0]}是什么，也没有附这张表。请向{desk.plan.office}要。")
    if paper is None:
        return _lacking(desk) if _LACKS.search(desk.reading.text) else _which(desk)
    if paper.id != _MADE:
        return _not_supplied(desk, paper)
    return _made(desk, paper)


def _picked(desk: Desk) -> Paper | None:
    """The form chosen from those offered by `_which`."""
    key = desk.choice.key if desk.choice else ""
    return desk.plan.papers.get(key.removeprefix("get_form:"))


def _which(desk: Desk) -> Reply:
    papers = papers_with_form(desk.plan)
    options = tuple(Option(f"{paper.form}", f"get_form:{paper.id}") for paper in papers)
    names = "；".join(paper_name(paper) for paper in papers)
    return Reply(Kind.CHOICES, f"要哪一张表？{names}。", options=options)


def _lacking(desk: Desk) -> Reply:
    """“把缺的表发我” names no form, but says which are wanted."""
    which = _which(desk)
    return replace(which, kind=Kind.ACTION, text=f"缺的是哪一张？回复附件几，我来发。{which.text}")


def _not_supplied(desk: Desk, paper: Paper) -> Reply:
    """What is known of the form: how many copies, what paper, who fills it in."""
    words = f"{paper_name(paper)}的样表没有随方案正文下发到这里，请向{desk.plan.office}要空白表。"
    details = [f"一式{paper.copies}份" if paper.copies else "", paper.sheet, paper.hands_in]
    known = "；".join(detail for detail in details if detail)
    if known:
        words += f"填报要求（{paper.clause}）：{known}。"
    query = urlencode({"paper": paper.id})
    links = (
        ()
        if is_staff(desk)
        else (Link(f"填好后上传{paper.form or paper.name}", f"/upload?{query}"),)
    )
    return act(words, links=links)


def _made(desk: Desk, paper: Paper) -> Reply:
    if desk.asker.role == Role.CADRE:
        return act(
            f"{paper_name(paper)}由单位党委（党组）研究、政工人事填报，请向本单位政工人事要。"
        )
    if is_staff(desk):
        named = units_in(desk.reading.text, units_in_charge(desk))
        if len(named) != 1:
            return act("附件8按单位生成，请说明是哪个单位的，例如“把城关镇的附件8模板发我”。")
        path = f"{_TEMPLATE}?{urlencode({'unit': str(named[0].id)})}"
        return act(
            f"点下面的链接下载{named[0].name}的{paper_name(paper)}。",
            links=(Link("下载附件8", path),),
        )
    if asks_elsewhere(desk):
        return not_yours(desk)
    if desk.asker.unit_id is None:
        return no_record(desk)
    return act(
        f"{paper_name(paper)}已按名册填好本单位的人员，点下面的链接下载，填好等次后上传。",
        links=(Link("下载附件8", _TEMPLATE), Link("填好后上传附件8", f"/upload?paper={paper.id}")),
    )
