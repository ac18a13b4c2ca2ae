"""A unit's papers as one packet, with what is missing; blanks for everybody of a unit as one."""

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from forms.kit.registry import form_of
from handlers.submissions.handing_forms import every_form
from handlers.submissions.owed import paper_name, unit_papers
from handlers.submissions.phrases import unit_gaps
from handlers.turn.access import (
    act,
    asks_elsewhere,
    no_record,
    sees_county,
    sees_several,
    units_in_charge,
    unless_office,
)
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import names_a_unit, paper_in, units_in
from handlers.turn.examples import a_unit
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_in_charge, not_yours, refused
from handlers.turn.reply import Batch, Link, Reply
from handlers.turn.topic import topic
from rules.papers import for_example
from rules.plan import Paper
from rules.plan.called import notice_word
from storage.views import Unit

_AT_ONCE: Final = 20
_A_BATCH: Final = 50


@topic("packet")
def packet(turn: TurnContext) -> Reply:
    """A unit's papers as one file, with what is still missing."""
    unit = _unit(turn, f"打包{a_unit(turn)}的材料")
    if isinstance(unit, Reply):
        return unit
    papers = unit_papers(turn.plan, turn.records, unit.id)
    here = len(papers.items) - len(papers.gaps)
    if not here:
        return act(f"还没有可以打包的材料。{unit_gaps(papers)}")
    return act(
        f"{unit.name}的材料已按{notice_word(turn.plan)}的顺序备好，共{here}件，附清单；点下面的链接下载。\n"
        f"{unit_gaps(papers)}",
        links=(Link("下载材料包", f"/packet/unit.zip?{urlencode({'unit': unit.id})}"),),
    )


@topic("blanks")
def blanks(turn: TurnContext) -> Reply:
    """One form for everybody of a unit, as one file."""
    paper = paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    # “把我要填的表都发我”: all of one person's, of whom no single form is named.
    of_one = every_form(turn, lacking=False) if paper is None else None
    if of_one is not None:
        return of_one
    example = for_example(turn.plan, "person")
    unit = _unit(turn, f"给{a_unit(turn)}全单位的{example}")
    if isinstance(unit, Reply):
        return unit
    if paper is None:
        return act(f"要给全单位的哪张表？例如“给全单位的{example}”。")
    return _of_paper(turn, unit, paper)


def _of_paper(turn: TurnContext, unit: Unit, paper: Paper) -> Reply:
    called = paper.form or paper.name
    if paper.owed_by != "person":
        return act(f"{paper_name(paper)}一个单位一份，不按人发。要空表，请说“发我{called}”。")
    if form_of(paper) is None:
        asked = unless_office(turn, f"请向{turn.plan.office}要。")
        return act(f"{paper_name(paper)}没有样表。{asked}")
    items = unit_papers(turn.plan, turn.records, unit.id).items
    people = [item for item in items if item.paper.id == paper.id]
    if not people:
        return act(f"按名册，{unit.name}没有人要交{called}。")
    query = urlencode({"unit": unit.id})
    reply = act(
        f"{unit.name}要交{called}的{len(people)}人，一人一份，已知的内容填好，附清单；"
        "点下面的链接一次下载。",
        links=(Link(f"下载全单位的{called}", f"/packet/blanks/{paper.id}.zip?{query}"),),
    )
    return replace(reply, batches=_batches(unit, paper, len(people)))


def _batches(unit: Unit, paper: Paper, people: int) -> tuple[Batch, ...]:
    """Of a large unit also in parts, made one after the other and sent into the chat."""
    if people <= _AT_ONCE:
        return ()
    called = paper.form or paper.name
    found = []
    for first in range(1, people + 1, _A_BATCH):
        last = min(first + _A_BATCH - 1, people)
        name = f"{unit.name}{called}空表{first}至{last}.zip"
        found.append(Batch(name, unit.id, paper.id, first, last, people))
    return tuple(found)


def _unit(turn: TurnContext, example: str) -> Unit | Reply:
    """The unit meant: the clerk's own, or the one named among those in charge."""
    no = refused(turn, Deed.PACK)
    if no:
        return no
    if not sees_several(turn):
        if asks_elsewhere(turn):
            return not_yours(turn)
        if turn.asker.unit_id is None:
            return no_record(turn)
        return turn.records.roster.unit(turn.asker.unit_id)
    named = units_in(turn.reading.text, units_in_charge(turn))
    if len(named) == 1:
        return named[0]
    if not named and names_a_unit(turn.reading.text) and not sees_county(turn):
        return not_in_charge(turn)
    return act(f"请说明是哪一个单位，例如“{example}”。")
