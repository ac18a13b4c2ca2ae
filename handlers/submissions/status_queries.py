"""Looking at papers: everybody at their own, supervisors and groups at those in their charge."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from handlers.submissions.owed import (
    Item,
    UnitPapers,
    own_papers,
    papers_in_charge,
    unit_papers,
    units_concerned,
)
from handlers.submissions.phrases import lacking, person_papers, unit_gaps_of, with_overdue
from handlers.turn.access import (
    UNIT_PAGE,
    act,
    asks_elsewhere,
    beside,
    is_staff,
    is_supervisor,
    names_nobody_known,
    no_record,
    no_such_unit,
    not_in_charge,
    not_yours,
    stranger_named,
    units_in_charge,
)
from handlers.turn.context import Desk
from handlers.turn.entity_extraction import group_in, kinds_in, paper_in, units_in
from handlers.turn.reply import Kind, Link, Reply
from rules.plan import Paper
from rules.roster import UNIT_KIND_LABELS, Role, UnitKind
from storage.deadlines import deadlines_in_force
from storage.views import Group

_SOMEBODY = re.compile(r"(?<!其)[他她](?!们)的?(?=.{0,6}[表料告]|[交报])")


@dataclass(frozen=True)
class View:
    """How one unit and several units are told."""

    of_unit: Callable[[UnitPapers], str]
    of_units: Callable[[Sequence[UnitPapers], str], str]


def look(desk: Desk, view: View) -> Reply:
    """Papers as the asker may see them."""
    paper = paper_in(desk.reading.text, desk.plan, desk.reading.papers)
    if _SOMEBODY.search(desk.reading.text) and not (desk.reading.people or desk.memory.label):
        return Reply(Kind.ASK, "您问的是哪一位？请写姓名。", asks="person")
    if is_staff(desk):
        return _of_several(desk, view, paper)
    if asks_elsewhere(desk) or stranger_named(desk):
        return not_yours(desk)
    if desk.asker.role == Role.CADRE:
        return beside(desk, _of_oneself(desk, paper))
    papers = own_papers(desk)
    if papers is None:
        return no_record(desk)
    links = (UNIT_PAGE,) if papers.gaps else ()
    return beside(desk, act(_of_one(desk, view, papers, paper), links=links))


def _of_one(desk: Desk, view: View, papers: UnitPapers, paper: Paper | None) -> str:
    words = unit_gaps_of(papers, paper) if paper else view.of_unit(papers)
    return _late(desk, words, papers.gaps, paper)


def _late(desk: Desk, words: str, gaps: Iterable[Item], paper: Paper | None) -> str:
    """Whichever of the gaps told are overdue is said last."""
    told = [gap for gap in gaps if gap.missing and (paper is None or gap.paper.id == paper.id)]
    in_force = deadlines_in_force(desk.plan, desk.records)
    return with_overdue(words, told, in_force, desk.now.date())


def _of_oneself(desk: Desk, paper: Paper | None) -> Reply:
    """A cadre sees their own papers only, not who else has handed in."""
    if desk.asker.person_id is None:
        return no_record(desk)
    person = desk.records.roster.person(desk.asker.person_id)
    items = [
        item
        for unit_id in units_concerned(desk.plan, desk.records, person)
        for item in unit_papers(desk.plan, desk.records, unit_id).items
        if item.person == person
    ]
    of_paper = [item for item in items if paper is None or item.paper.id == paper.id]
    if not items:
        return act("按名册，没有要您个人填报的材料。")
    shown = of_paper or items
    return act(_late(desk, person_papers(shown, desk.now), shown, None))


def _of_several(desk: Desk, view: View, paper: Paper | None) -> Reply:
    in_charge = units_in_charge(desk)
    if not in_charge:
        return no_record(desk)
    text = desk.reading.text
    named = units_in(text, desk.records.roster.units())
    if any(unit not in in_charge for unit in named):
        return not_in_charge(desk)
    if names_nobody_known(desk, text):
        return no_such_unit(desk)
    if len(named) == 1:
        papers = unit_papers(desk.plan, desk.records, named[0].id)
        return act(_of_one(desk, view, papers, paper))
    group = group_in(text, desk.records.roster.groups())
    if group and not is_supervisor(desk) and group.id != desk.asker.group_id:
        return not_in_charge(desk)
    kinds = kinds_in(text)
    chosen = [
        each
        for each in papers_in_charge(desk)
        if (not named or each.unit in named)
        and (group is None or each.unit.group_id == group.id)
        and (kinds is None or each.unit.kind in kinds)
    ]
    among = _among(group, kinds, "所问" if named else "全县" if is_supervisor(desk) else "本考核组")
    told = lacking(chosen, paper, among) if paper else view.of_units(chosen, among)
    gaps = [gap for papers in chosen for gap in papers.gaps]
    return act(_late(desk, told, gaps, paper), links=(Link("打开看板", "/board"),))


def _among(group: Group | None, kinds: frozenset[UnitKind] | None, otherwise: str) -> str:
    place = group.name if group else ""
    if kinds:
        return place + "、".join(UNIT_KIND_LABELS[kind] for kind in UnitKind if kind in kinds)
    return place or otherwise
