"""Empty forms handed over in the chat: those asked for, or all that one person owes."""

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from forms.kit.registry import form_of
from handlers.submissions.made_forms import Blank, download, fill_link, made_words, out_file
from handlers.submissions.owed import Item, paper_name, people_of, unit_papers
from handlers.turn.access import (
    act,
    asks_elsewhere,
    sees_self_only,
    sees_several,
    stranger_named,
    units_in_charge,
)
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import people_in, units_in
from handlers.turn.reply import Link, Reply
from rules.plan import Paper
from storage.views import Unit

_ALL_PAPERS: Final = Link("打开填表页面", "/fill")


def units_meant(turn: TurnContext) -> list[Unit]:
    """Whose people may be meant: staff name a unit, a clerk has one, a cadre perhaps two."""
    roster = turn.records.roster
    if sees_several(turn):
        return units_in(turn.reading.text, units_in_charge(turn))[:1]
    ids = [turn.asker.unit_id]
    if sees_self_only(turn) and turn.asker.person_id is not None:
        person = roster.person(turn.asker.person_id)
        ids = [person.unit_id, person.secondment.host_unit_id if person.secondment else None]
    return [roster.unit(id) for id in dict.fromkeys(ids) if id is not None]


def items_of(turn: TurnContext, unit: Unit, paper: Paper | None = None) -> list[Item]:
    """The papers of the unit's people, of one paper or of all."""
    items = unit_papers(turn.plan, turn.records, unit.id).items
    return [i for i in items if i.person and (paper is None or i.paper.id == paper.id)]


def every_form(turn: TurnContext, *, lacking: bool) -> Reply | None:
    """All forms of one person: a cadre's own, or those of whom a clerk names; None for nobody.

    `lacking`: only of papers that are not in yet.
    """
    if sees_several(turn) or asks_elsewhere(turn):
        return None
    owed = [(unit, item) for unit in units_meant(turn) for item in items_of(turn, unit)]
    named = {p.id for p in people_in(turn.reading.text, people_of(i for _, i in owed))}
    if sees_self_only(turn):
        me = turn.asker.person_id or 0
        named = {me} if named <= {me} and not stranger_named(turn) else set()
    if len(named) != 1:
        return None
    blanks = [
        Blank(item.paper, unit, form.kind(turn.plan), item.person)
        for unit, item in owed
        if item.person and item.person.id in named and (form := form_of(item.paper))
        if item.missing or not lacking
    ]
    return _all_handed_over(turn, blanks) if blanks else None


def _all_handed_over(turn: TurnContext, blanks: list[Blank]) -> Reply:
    files = tuple(file for blank in blanks for file in out_file(turn, blank))
    names = "、".join(paper_name(blank.paper) for blank in blanks)
    links = (*(download(turn, blank, named=False) for blank in blanks), *_filled_here(blanks))
    words = (
        f"{blanks[0].whose}要填的{len(blanks)}张表已按名册填好已知的栏目：{names}。"
        f"{'文件随后发您，也可以点下面的链接下载' if files else '点下面的链接下载'}。"
    )
    return replace(act(words, links=links), files=files)


def _filled_here(blanks: list[Blank]) -> list[Link]:
    """Where these forms are filled in on the phone: the page of one, the list of several."""
    found = [link for blank in blanks if (link := fill_link(blank))]
    return found if len(found) < 2 else [_ALL_PAPERS]


def handed_over(turn: TurnContext, blanks: list[Blank]) -> Reply:
    """The files, where to fill them in and how they come back."""
    files = tuple(file for blank in blanks for file in out_file(turn, blank))
    links = [download(turn, blank, named=len(blanks) > 1) for blank in blanks]
    paper = blanks[0].paper
    if len(blanks) == 1:
        others = [kind for kind in blanks[0].form.templates(turn.plan) if kind != blanks[0].kind]
        links += [download(turn, replace(blanks[0], kind=kind), named=False) for kind in others]
    if not sees_several(turn):
        links += _filled_here(blanks)
        query = {"paper": paper.id}
        if len(blanks) == 1 and blanks[0].person:
            query["person"] = str(blanks[0].person.id)
        links.append(Link(f"填好后上传{paper.form or paper.name}", f"/upload?{urlencode(query)}"))
    words = made_words(blanks, in_chat=bool(files))
    return replace(act(words, links=tuple(links)), files=files)
