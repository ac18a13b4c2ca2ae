"""Looking at papers: everybody at their own, supervisors and groups at those in their charge."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from forms.kit.registry import form_of
from handlers.submissions.owed import (
    Item,
    UnitPapers,
    own_papers,
    paper_name,
    papers_in_charge,
    papers_of_person,
    unit_papers,
    units_concerned,
)
from handlers.submissions.phrases import lacking, person_papers, unit_gaps_of, with_overdue
from handlers.turn.access import (
    UNIT_PAGE,
    act,
    asks_elsewhere,
    beside,
    names_nobody_known,
    no_record,
    no_such_unit,
    sees_county,
    sees_self_only,
    sees_several,
    stranger_named,
    units_in_charge,
)
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import group_in, kinds_in, paper_in, units_in
from handlers.turn.exclusions import taken_out
from handlers.turn.looked_at import paper_looked_at, unit_looked_at
from handlers.turn.people import described
from handlers.turn.refusals import not_in_charge, not_yours
from handlers.turn.reply import Kind, Link, Reply
from rules.plan import Paper
from rules.roster import UNIT_KIND_LABELS, UnitKind
from storage.deadlines import all_deadlines
from storage.views import Group, Person

_OWN_ONLY = "您这边只能看您自己的材料。别人交了没有，请向本单位政工人事了解。"
_SOMEBODY = re.compile(r"(?<!其)[他她](?!们)的?(?=.{0,6}[表料告]|[交报])")


@dataclass(frozen=True)
class View:
    """How one unit and several units are told."""

    of_unit: Callable[[UnitPapers], str]
    of_units: Callable[[Sequence[UnitPapers], str], str]


def look(turn: TurnContext, view: View) -> Reply:
    """Papers as the asker may see them."""
    paper = paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    paper = paper or paper_looked_at(turn)
    if _SOMEBODY.search(turn.reading.text) and not (turn.reading.people or turn.state.label):
        return Reply(Kind.ASK, "您问的是哪一位？请写姓名。", asks="person")
    if turn.reading.people and not units_in(turn.reading.text, turn.records.roster.units()):
        return _of_people(turn, paper)
    if sees_several(turn):
        return _of_several(turn, view, paper)
    if asks_elsewhere(turn) or stranger_named(turn):
        return not_yours(turn)
    if sees_self_only(turn):
        return beside(turn, _of_oneself(turn, paper))
    papers = own_papers(turn)
    if papers is None:
        return no_record(turn)
    links = (UNIT_PAGE,) if papers.gaps else ()
    return beside(turn, act(_of_one(turn, view, papers, paper), links=links))


def _of_one(turn: TurnContext, view: View, papers: UnitPapers, paper: Paper | None) -> str:
    words = unit_gaps_of(papers, paper) if paper else view.of_unit(papers)
    return _late(turn, words, papers.gaps, paper)


def _late(turn: TurnContext, words: str, gaps: Iterable[Item], paper: Paper | None) -> str:
    """Whichever of the gaps told are overdue is said last."""
    told = [gap for gap in gaps if gap.missing and (paper is None or gap.paper.id == paper.id)]
    in_force = all_deadlines(turn.plan, turn.records)
    return with_overdue(words, told, in_force, turn.now.date())


def _of_people(turn: TurnContext, paper: Paper | None) -> Reply:
    """Of those named: their own papers, not what the unit owes besides."""
    people = [turn.records.roster.person(one.id) for one in turn.reading.people]
    if sees_self_only(turn):
        own = all(person.id == turn.asker.person_id for person in people)
        return _of_oneself(turn, paper) if own else act(_OWN_ONLY)
    told = [_of_person(turn, person, paper) for person in people]
    return act("\n".join(told))


def _of_person(turn: TurnContext, person: Person, paper: Paper | None) -> str:
    called = described(turn.records, person.id)
    items = _items_of(turn, person, paper)
    mine = {turn.asker.unit_id, *(unit.id for unit in units_in_charge(turn))}
    if not items and not mine & set(units_concerned(turn.plan, turn.records, person)):
        return f"{called}的材料不在您这里报。"
    if not items:
        which = f"的{paper_name(paper)}" if paper else "个人填报的材料"
        return f"按名册，没有要{called}{which}。"
    state = "还没有交齐" if any(item.missing for item in items) else "都收到了"
    told = person_papers(items, turn.now, f"{called}的材料{state}：")
    return _late(turn, told, items, None)


def _items_of(turn: TurnContext, person: Person, paper: Paper | None) -> list[Item]:
    """What is owed for this person wherever they are assessed, as far as the asker sees it."""
    mine = {turn.asker.unit_id, *(unit.id for unit in units_in_charge(turn))}
    return [
        item
        for unit_id in units_concerned(turn.plan, turn.records, person)
        if unit_id in mine
        for item in unit_papers(turn.plan, turn.records, unit_id).items
        if item.person == person and (paper is None or item.paper.id == paper.id)
    ]


def _of_oneself(turn: TurnContext, paper: Paper | None) -> Reply:
    """A cadre sees their own papers only, not who else has handed in."""
    if turn.asker.person_id is None:
        return no_record(turn)
    person = turn.records.roster.person(turn.asker.person_id)
    items = papers_of_person(turn, person)
    of_paper = [item for item in items if paper is None or item.paper.id == paper.id]
    if not items:
        return act("按名册，没有要您个人填报的材料。")
    shown = of_paper or items
    here = [i for i in shown if i.missing and (f := form_of(i.paper)) and f.fill]
    links = (Link("在手机上填", "/fill"),) if here else ()
    return act(_late(turn, person_papers(shown, turn.now), shown, None), links=links)


def _of_several(turn: TurnContext, view: View, paper: Paper | None) -> Reply:
    in_charge = units_in_charge(turn)
    if not in_charge:
        return no_record(turn)
    text, out = taken_out(turn.reading.text, turn.records.roster.units())
    named = units_in(text, turn.records.roster.units())
    if any(unit not in in_charge for unit in (*named, *out)):
        return not_in_charge(turn)
    if names_nobody_known(turn, text):
        return no_such_unit(turn)
    named = named or unit_looked_at(turn, in_charge)
    if len(named) == 1:
        papers = unit_papers(turn.plan, turn.records, named[0].id)
        page = Link("打开看板", f"/board/unit/{named[0].id}")
        return act(_of_one(turn, view, papers, paper), links=(page,))
    group = group_in(text, turn.records.roster.groups())
    if group and not sees_county(turn) and group.id != turn.asker.group_id:
        return not_in_charge(turn)
    kinds = kinds_in(text)
    chosen = [
        each
        for each in papers_in_charge(turn)
        if (not named or each.unit in named)
        and each.unit not in out
        and (group is None or each.unit.group_id == group.id)
        and (kinds is None or each.unit.kind in kinds)
    ]
    among = _among(group, kinds, "所问" if named else "全县" if sees_county(turn) else "本考核组")
    told = lacking(chosen, paper, among) if paper else view.of_units(chosen, among)
    gaps = [gap for papers in chosen for gap in papers.gaps]
    board = "/board"
    if paper and gaps:
        board += f"?{urlencode({'state': 'missing', 'paper': paper.id})}"
    return act(_late(turn, told, gaps, paper), links=(Link("打开看板", board),))


def _among(group: Group | None, kinds: frozenset[UnitKind] | None, otherwise: str) -> str:
    place = group.name if group else ""
    if kinds:
        return place + "、".join(UNIT_KIND_LABELS[kind] for kind in UnitKind if kind in kinds)
    return place or otherwise
