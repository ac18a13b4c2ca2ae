"""Handing in: the way to the upload page, since a file cannot be sent to the app itself."""

from urllib.parse import urlencode

from forms.kit.registry import form_of
from handlers.submissions.owed import UnitPapers, own_papers, paper_name, people_of
from handlers.submissions.unknown_forms import not_in_notice, unknown_form
from handlers.turn.access import UNIT_PAGE, act, asks_elsewhere, no_record
from handlers.turn.buttons import HandInButton
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in, people_in
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from rules.plan import Paper


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
    if paper is None:
        return _which(papers)
    return _to_page(turn, papers, paper)


def _picked(turn: TurnContext) -> Paper | None:
    """The paper of the button “怎么交”."""
    chosen = turn.button.paper if isinstance(turn.button, HandInButton) else ""
    return turn.plan.papers.get(chosen)


def _to_page(turn: TurnContext, papers: UnitPapers, paper: Paper) -> Reply:
    items = [item for item in papers.items if item.paper.id == paper.id]
    people = people_in(turn.reading.text, people_of(items))
    query = {"paper": paper.id}
    if len(people) == 1:
        query["person"] = str(people[0].id)
    words = f"请点下面的链接上传{paper_name(paper)}，当场检查，交上后给回执号。"
    if items and not any(item.missing for item in items):
        words += "这份材料已经收到过，再传一次会作为新的一版，旧版保留。"
    if not items:
        words += f"（按名册，{papers.unit.name}不用交这份材料；如确实要交，也可以上传。）"
    called = paper.form or paper.name
    links = [Link(f"上传{called}", f"/upload?{urlencode(query)}")]
    form = form_of(paper)
    if items and form and form.fill:
        person = f"/{paper.id}/{query['person']}" if "person" in query else ""
        links.append(Link(f"在手机上填{called}", f"/fill{person}"))
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
