"""Filling in on the phone: the way to the page of the form that is meant, or to all of them."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from forms.kit.registry import form_of
from handlers.submissions.handing_forms import items_of, units_meant
from handlers.submissions.made_forms import form_page
from handlers.submissions.owed import Item, people_of
from handlers.turn.access import act, asks_elsewhere, no_record, sees_self_only, sees_several
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in, people_in
from handlers.turn.permissions import Deed, may
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from language.needed import Shapes
from rules.plan import Paper

_ALL: Final = Link("打开填表页面", "/fill")
_BEGINS: Final = re.compile(
    r"^(?:那|好|行|嗯|我|就|,|，|。| )*(?:先|再|接着|现在就?)(?:来|去|把)?"
    r"(?P<what>填|写|弄|做|传|交|报|上传)(?:一下|个)?(?P<of>[^?？吗么呢]{2,14}?)(?:吧|了|呗|去)*[。.!！]?$"
)
# What was being looked at when somebody begins with one of the papers.
_BEFORE: Final = frozenset(
    {"missing", "progress", "overdue", "to_do", "fill_form", "hand_in", "get_form", "paper"}
)
_FILLS: Final = frozenset("填写弄做")
_HANDS_IN: Final = frozenset({"传", "交", "上传"})
BEGUN: Final = Shapes(_BEGINS)
_HOW: Final = "边填边保存、边填边检查，填好可以下载来签字。"


def begins(turn: TurnContext) -> str:
    """“先填个人总结”, “那先传班子总结” after a look at what is owed: filled in, or handed in."""
    found = _BEGINS.match(turn.said.strip())
    if found is None or not may(turn.asker.role, Deed.HAND_IN):
        return ""
    paper = paper_in(turn.said, turn.plan, turn.reading.papers)
    items = [item for unit in units_meant(turn) for item in items_of(turn, unit)]
    section, _ = _section(turn.said, items)
    looked = turn.state.topic in _BEFORE or found["what"] in _HANDS_IN
    if not (section or paper) or not (looked or section):
        return ""
    return "fill_form" if found["what"] in _FILLS and not _only_handed_in(paper) else "hand_in"


def _only_handed_in(paper: Paper | None) -> bool:
    form = form_of(paper) if paper else None
    return paper is not None and not (form and form.fill)


def _section(text: str, items: Sequence[Item]) -> tuple[str, frozenset[str]]:
    """The part of a form that is named, and the papers that have it."""
    found: dict[str, set[str]] = {}
    for item in items:
        form = form_of(item.paper)
        for section in form.fill.sections if form and form.fill else ():
            if section.title in text:
                found.setdefault(section.title, set()).add(item.paper.id)
    title = max(found, key=len, default="")
    return title, frozenset(found.get(title, ()))


def _of_section(
    turn: TurnContext, section: str, items: Sequence[Item], named: Collection[int]
) -> Reply:
    """“先填个人总结”: which form it is a part of, and the way there."""
    own = [i for i in items if i.person and i.person.id in named]
    if len(own) == 1 and own[0].person:
        called = own[0].paper.form or own[0].paper.name
        words = f"“{section}”是{called}里的一栏，点下面的链接就能填，{_HOW}"
        return act(words, links=(form_page(own[0].paper, own[0].person),))
    forms = "、".join(dict.fromkeys(i.paper.form or i.paper.name for i in items))
    return act(f"“{section}”是{forms}里的一栏，请点下面的链接选要填的那份，{_HOW}", links=(_ALL,))


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
    section, has = _section(turn.reading.text, here)
    if section and (paper is None or paper.id not in {i.paper.id for i in here}):
        return _of_section(turn, section, [i for i in here if i.paper.id in has], named)
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
