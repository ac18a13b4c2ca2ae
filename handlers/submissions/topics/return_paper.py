"""Returning a paper to its unit, with the reason; the unit's clerks are told."""

import re
from typing import Final

from handlers.roster.service import gone_named
from handlers.submissions.owed import paper_name, people_of, unit_papers
from handlers.submissions.returning import gone_on, may_return, return_example, wrong_reason
from handlers.turn.access import act, no_record, sees_county, units_in_charge
from handlers.turn.commands import ReturnPaper
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import names_a_unit, paper_in, people_in, units_in
from handlers.turn.looked_at import said_of_units
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_in_charge
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from rules.plan import Paper
from storage.views import HandIn, Unit

_BREAK: Final = re.compile(r"[:：,，;；。\s]+")
_BECAUSE: Final = re.compile(r"(?:因为|原因是?|理由是?)[:：]?(?P<reason>.+)$", re.DOTALL)
# Where it begins a clause it leads to the reason; inside one it may be part of it: 优秀的原因没写.
_SAID_WHY: Final = re.compile(rf"[:：,，;；。\s]{_BECAUSE.pattern}", re.DOTALL)


@topic("return_paper", Deed.RETURN_PAPER)
def return_paper(turn: TurnContext) -> Reply:
    """Return the paper of a unit the asker is in charge of."""
    in_charge = units_in_charge(turn)
    if not in_charge:
        return no_record(turn)
    named = units_in(turn.reading.text, in_charge)
    if not named and names_a_unit(turn.reading.text) and not sees_county(turn):
        return not_in_charge(turn)
    named = named or units_in(said_of_units(turn), in_charge)
    paper = paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    if len(named) != 1 or paper is None:
        return act(f"要退回哪个单位的哪份材料？{return_example(turn)}")
    return _of_unit(turn, named[0], paper)


def _of_unit(turn: TurnContext, unit: Unit, paper: Paper) -> Reply:
    gone = gone_named(turn)
    for each in gone:
        kept = turn.records.handins.standing(each.id, paper.id, plan_id=turn.plan.id)
        if kept is not None and kept.counts:
            return _given_back(turn, kept)
    papers = unit_papers(turn.plan, turn.records, unit.id)
    items = [item for item in papers.items if item.paper.id == paper.id and not item.missing]
    # Whoever names a unit that was merged does not mean the other one's own paper.
    items = [item for item in items if item.person is not None or not gone]
    people = {person.id for person in people_in(turn.reading.text, people_of(papers.items))}
    if people:
        items = [item for item in items if item.person and item.person.id in people]
    if not items:
        return act(f"{unit.name}没有已收到的{paper_name(paper)}可以退回。")
    if len(items) > 1:
        names = "、".join(item.person.name for item in items if item.person)
        return act(f"{unit.name}的{paper_name(paper)}收到了{names}的，请说明退回谁的。")
    handin = items[0].handin
    if handin is None:
        return act("这份材料还没有交。")
    return _given_back(turn, handin)


def _given_back(turn: TurnContext, handin: HandIn) -> Reply:
    if not may_return(turn.asker.role, handin.status):
        return gone_on(turn, handin)
    # As it was written, for the unit reads it; the other spelling only where names are not found.
    reason = _reason(turn, turn.said, handin) or _reason(turn, turn.reading.text, handin)
    return wrong_reason(turn, reason) or order(ReturnPaper(handin.receipt, reason))


def _reason(turn: TurnContext, text: str, handin: HandIn) -> str:
    """What follows “因为”, or the first break after all that says which paper is meant."""
    why = _SAID_WHY.search(text)
    if why:
        return _tidied(why["reason"])
    for end in _BREAK.finditer(text):
        if _names_all(turn, text[: end.start()], handin):
            return _tidied(text[end.end() :])
    why = _BECAUSE.search(text)
    return _tidied(why["reason"]) if why else ""


def _names_all(turn: TurnContext, text: str, handin: HandIn) -> bool:
    units, paper = units_in(text, turn.records.roster.units()), paper_in(text, turn.plan)
    known = bool(units or gone_named(turn) or said_of_units(turn))
    if not known or paper is None or paper.id != handin.paper:
        return False
    name = turn.records.roster.person(handin.person_id).name if handin.person_id else ""
    return name in text or name not in turn.reading.text


def _tidied(reason: str) -> str:
    return " ".join(reason.split()).rstrip("。")


@topic("undo_return", Deed.RETURN_PAPER)
def undo_return(turn: TurnContext) -> Reply:
    """Says that a return stands: the unit was told at once and may have begun to mend it."""
    return act(
        "退回当时就通知了单位，收不回来，我什么也没有动。原来那份还留着：单位在清单上把它原样重新交一次就行，"
        "您可以发个通知告诉他们。"
    )
