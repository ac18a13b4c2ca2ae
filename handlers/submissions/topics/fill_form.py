"""Filling in on the phone: the way to the page of the form that is meant, or to all of them."""

from typing import Final

from forms.kit.registry import form_of
from handlers.submissions.handing_forms import items_of, units_meant
from handlers.submissions.made_forms import form_page
from handlers.submissions.owed import people_of
from handlers.turn.access import act, asks_elsewhere, no_record, sees_self_only, sees_several
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in, people_in
from handlers.turn.permissions import Deed, may
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic

_ALL: Final = Link("打开填表页面", "/fill")
_HOW: Final = "边填边保存、边填边检查，填好可以下载来签字。"


@topic("fill_form")
def fill_form(turn: TurnContext) -> Reply:
    """The page on which the form meant is filled in, or the list of them."""
    if not may(turn.asker.role, Deed.HAND_IN) and sees_several(turn):
        return act("表由干部本人和单位的政工人事在手机上填，您这边不用代填。")
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None and turn.asker.person_id is None:
        return no_record(turn)
    items = [item for unit in units_meant(turn) for item in items_of(turn, unit)]
    here = [i for i in items if (form := form_of(i.paper)) and form.fill]
    named = {person.id for person in people_in(turn.reading.text, people_of(here))}
    if sees_self_only(turn):
        named = {turn.asker.person_id or 0}
        here = [i for i in here if i.person and i.person.id in named]
    paper = paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    if not here:
        return act("按名册，没有要您在这里填的表。不对的话，请找本单位政工人事核对名册。")
    forms = "、".join(dict.fromkeys(i.paper.form or i.paper.name for i in here))
    wanted = [i for i in here if paper and i.paper.id == paper.id]
    if paper and not wanted:
        called, form = paper.form or paper.name, form_of(paper)
        why = f"按名册{called}您不用填" if form and form.fill else f"{called}不在这里填"
        return act(f"{why}；可以在手机上填的有：{forms}。", links=(_ALL,))
    whose = [i for i in wanted if i.person and i.person.id in named]
    if len(whose) == 1 and whose[0].person:
        person, called = whose[0].person, whose[0].paper.form or whose[0].paper.name
        return act(f"请点下面的链接填{called}，{_HOW}", links=(form_page(whose[0].paper, person),))
    return act(f"{forms}可以在手机上填，{_HOW}请点下面的链接。", links=(_ALL,))
