"""Handing in: the way to the upload page, since a file cannot be sent to the app itself."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from forms.kit.registry import form_of
from handlers.submissions.owed import Item, UnitPapers, own_papers, paper_name, people_of
from handlers.submissions.own_views import own_views
from handlers.submissions.unknown_forms import not_in_notice, unknown_form
from handlers.turn.access import UNIT_PAGE, act, asks_elsewhere, no_record, sees_self_only
from handlers.turn.buttons import HandInButton
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in, people_in
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from rules.plan import Paper

OWN_PAGE: Final = Link("打开我的清单", "/unit")


@topic("hand_in", Deed.HAND_IN)
def hand_in(turn: TurnContext) -> Reply:
    """The upload page of the paper that is meant."""
    if asks_elsewhere(turn):
        return not_yours(turn)
    papers = own_papers(turn)
    if papers is None:
        return no_record(turn)
    if unknown_form(turn.plan, turn.reading.forms):
        return not_in_notice(turn, turn.reading.forms)
    paper = _picked(turn) or paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    if sees_self_only(turn):
        return _own(turn, paper)
    if paper is None:
        return _which(papers)
    return _to_page(turn, papers, paper)


def _own(turn: TurnContext, paper: Paper | None) -> Reply:
    """A cadre hands in what is owed for themselves: the page refuses them the rest."""
    member = turn.records.members.by_userid(turn.asker.userid)
    views = own_views(turn.plan, turn.records, member) if member else []
    mine = [item for view in views for item in view.items]
    theirs = [item for item in mine if paper is not None and item.paper.id == paper.id]
    if paper is not None and theirs:
        return _page(paper, theirs, str(turn.asker.person_id))
    names = "、".join(dict.fromkeys(paper_name(item.paper) for item in mine))
    if not names:
        return act("按名册，没有要您个人填报的材料。单位的材料由本单位政工人事交。")
    first = ""
    if paper is not None:
        whose = "由本单位政工人事交" if paper.owed_by != "person" else "按名册您不用交"
        first = f"{paper_name(paper)}{whose}。"
    return act(f"{first}您个人要交的是：{names}。", links=(OWN_PAGE,))


def _picked(turn: TurnContext) -> Paper | None:
    """The paper of the button “怎么交”."""
    chosen = turn.button.paper if isinstance(turn.button, HandInButton) else ""
    return turn.plan.papers.get(chosen)


def _to_page(turn: TurnContext, papers: UnitPapers, paper: Paper) -> Reply:
    items = [item for item in papers.items if item.paper.id == paper.id]
    people = people_in(turn.reading.text, people_of(items))
    person = str(people[0].id) if len(people) == 1 else ""
    if items:
        return _page(paper, items, person)
    owes = f"（按名册，{papers.unit.name}不用交这份材料；如确实要交，也可以上传。）"
    return _page(paper, items, person, owes)


def _page(paper: Paper, items: Sequence[Item], person: str, besides: str = "") -> Reply:
    query = {"paper": paper.id} | ({"person": person} if person else {})
    words = f"请点下面的链接上传{paper_name(paper)}，当场检查，交上后给回执号。"
    if items and not any(item.missing for item in items):
        words += "这份材料已经收到过，再传一次会作为新的一版，旧版保留。"
    words += besides
    called = paper.form or paper.name
    links = [Link(f"上传{called}", f"/upload?{urlencode(query)}")]
    form = form_of(paper)
    if items and form and form.fill:
        where = f"/{paper.id}/{person}" if person else ""
        links.append(Link(f"在手机上填{called}", f"/fill{where}"))
    return act(words, links=tuple(links))


def _which(papers: UnitPapers) -> Reply:
    if not papers.gaps:
        return act(
            "按名册，您单位要交的材料都收到了。要更换，请打开清单重新上传。", links=(UNIT_PAGE,)
        )
    called = {item.paper.id: paper_name(item.paper) for item in papers.gaps}
    return act(
        f"您单位还要交：{'、'.join(called.values())}。请打开清单，逐件上传，当场检查并给回执号。",
        links=(UNIT_PAGE,),
    )
