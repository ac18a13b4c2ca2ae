"""Asking for a form: made for the asker, sent in the chat and by link; whose it is, is asked."""

import re
from dataclasses import replace
from typing import Final

from forms.kit.registry import form_of, the_form_of
from handlers.submissions.handing_forms import every_form, handed_over, items_of, units_meant
from handlers.submissions.made_forms import Blank
from handlers.submissions.owed import Item, paper_name, people_of
from handlers.turn.access import (
    act,
    asks_elsewhere,
    no_record,
    sees_self_only,
    sees_several,
    stranger_named,
    units_in_charge,
    unless_office,
)
from handlers.turn.buttons import GetFormButton
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import (
    paper_among,
    paper_in,
    papers_with_form,
    people_in,
    units_in,
)
from handlers.turn.examples import a_unit, somebody
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.topic import topic
from rules.plan import Paper
from rules.plan.called import notice_word
from storage.views import Person, Unit

_LACKS = re.compile(r"[缺差欠少]的")
_WORD: Final = re.compile(r"word|docx|WPS文字|文字版", re.IGNORECASE)
_MOST_FILES: Final = 5
_MOST_NAMED: Final = 12


def _asked_of(turn: TurnContext) -> str:
    """Who has a form that we do not."""
    return unless_office(turn, f"请向{turn.plan.office}要。")


@topic("get_form")
def get_form(turn: TurnContext) -> Reply:
    """Make the form that is meant; ask which or whose where that is open."""
    forms = turn.reading.forms
    paper = _picked(turn) or paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    if paper is None and not forms:
        paper = paper_among(turn.reading.text, papers_with_form(turn.plan))
    if paper is None and not forms:
        # “那给王某生成一份” leans on the form asked about just before.
        paper = paper_in(turn.state.said, turn.plan)
    if paper is None and forms:
        return act(
            f"{notice_word(turn.plan)}没有说{forms[0]}是什么，也没有附这张表。{_asked_of(turn)}"
        )
    if paper is None:
        lacking = _LACKS.search(turn.reading.text) is not None
        every = every_form(turn, lacking=lacking)
        return every or (_lacking(turn) if lacking else _which(turn))
    if form_of(paper) is None:
        return act(f"{paper_name(paper)}没有样表。{_asked_of(turn)}")
    return _of_person(turn, paper) if paper.owed_by == "person" else _of_unit(turn, paper)


def _picked(turn: TurnContext) -> Paper | None:
    """The form chosen from those offered by `_which` or `_whose`."""
    chosen = turn.button.paper if isinstance(turn.button, GetFormButton) else ""
    return turn.plan.papers.get(chosen)


def _kind(turn: TurnContext, paper: Paper) -> str:
    form = the_form_of(paper)
    said = turn.state.said if turn.button else turn.reading.text
    word = _WORD.search(said) and "docx" in form.templates(turn.plan)
    return "docx" if word else form.kind(turn.plan)


def _which(turn: TurnContext) -> Reply:
    papers = papers_with_form(turn.plan)
    options = tuple(Option(f"{paper.form}", GetFormButton(paper.id)) for paper in papers)
    names = "；".join(paper_name(paper) for paper in papers)
    return Reply(Kind.CHOICES, f"要哪一张表？{names}。", options=options)


def _lacking(turn: TurnContext) -> Reply:
    """“把缺的表发我” names no form, but says which are wanted."""
    which = _which(turn)
    return replace(which, kind=Kind.ACTION, text=f"缺的是哪一张？回复附件几，我来发。{which.text}")


def _of_unit(turn: TurnContext, paper: Paper) -> Reply:
    if sees_self_only(turn):
        doing = "研究、政工人事填报" if paper.owed_by == "unit" else "组织撰写"
        return act(f"{paper_name(paper)}由单位党委（党组）{doing}，请向本单位政工人事要。")
    if sees_several(turn):
        named = units_in(turn.reading.text, units_in_charge(turn))
        if len(named) != 1:
            called = paper.form or paper.name
            return act(
                f"{called}按单位生成，请说明是哪个单位的，例如“把{a_unit(turn)}的{called}模板发我”。"
            )
        return handed_over(turn, [Blank(paper, named[0], _kind(turn, paper))])
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return _for_nobody_known(turn, paper)
    return handed_over(
        turn, [Blank(paper, turn.records.roster.unit(turn.asker.unit_id), _kind(turn, paper))]
    )


def _of_person(turn: TurnContext, paper: Paper) -> Reply:
    if not sees_several(turn):
        if asks_elsewhere(turn):
            return not_yours(turn)
        if turn.asker.unit_id is None and turn.asker.person_id is None:
            return _for_nobody_known(turn, paper)
    units = units_meant(turn)
    if not units:
        called = paper.form or paper.name
        return act(
            f"{paper_name(paper)}一人一份，请说明单位和姓名，例如“把{somebody(turn)}的{called}发我”。"
        )
    owed = [(unit, item) for unit in units for item in items_of(turn, unit, paper)]
    if sees_self_only(turn):
        return _own(turn, paper, owed)
    return _chosen(turn, paper, owed)


def _for_nobody_known(turn: TurnContext, paper: Paper) -> Reply:
    """Which form was understood is said too, for whoever picked it from several."""
    refused = no_record(turn)
    return replace(refused, text=f"{paper_name(paper)}按名册填好再发。{refused.text}")


def _own(turn: TurnContext, paper: Paper, owed: list[tuple[Unit, Item]]) -> Reply:
    """A cadre has their own form, and hears which one it is if they ask for another."""
    me = turn.asker.person_id
    kind = _kind(turn, paper)
    mine = [
        Blank(paper, unit, kind, i.person) for unit, i in owed if i.person and i.person.id == me
    ]
    if mine:
        return handed_over(turn, mine[:1])
    every = [i for unit in units_meant(turn) for i in items_of(turn, unit)]
    names = [paper_name(i.paper) for i in every if i.person and i.person.id == me]
    instead = f"要交的是：{'、'.join(dict.fromkeys(names))}。" if names else ""
    return act(
        f"{paper_name(paper)}按名册您不用填。{instead}不对的话，请找本单位政工人事核对名册。"
    )


def _chosen(turn: TurnContext, paper: Paper, owed: list[tuple[Unit, Item]]) -> Reply:
    kind = _kind(turn, paper)
    blanks = [Blank(paper, unit, kind, i.person) for unit, i in owed]
    people = people_of(i for _, i in owed)
    wanted = {p.id for p in people_in(turn.reading.text, people)}
    picked = turn.button.person_id if isinstance(turn.button, GetFormButton) else None
    if picked is not None:
        wanted = {p.id for p in people if p.id == picked}
    found = [blank for blank in blanks if blank.person and blank.person.id in wanted]
    if not found and len(blanks) == 1 and not turn.reading.people:
        found = blanks
    if found and len(found) <= _MOST_FILES:
        return handed_over(turn, found)
    return (
        _fills_in_another(turn, paper)
        or (_of_nobody_here(turn, paper, people) if not wanted and picked is None else None)
        or _whose(paper, people, too_many=bool(found))
    )


def _of_nobody_here(turn: TurnContext, paper: Paper, people: list[Person]) -> Reply | None:
    """A full name is given that is on no roster the asker chooses from: the same for any name."""
    name = stranger_named(turn)
    if not name:
        return None
    called = paper.form or paper.name
    example = f"\n要别人的，说姓名就行，例如“给我{people[0].name}的{called}”。" if people else ""
    corrects = unless_office(turn, f"请联系{turn.plan.office}更正名册", "请先更正名册")
    return act(
        f"{units_meant(turn)[0].name}的名册里没有{name}，没有生成{called}。请核对姓名；"
        f"确有此人的，{corrects}，更正后再要。{example}"
    )


def _fills_in_another(turn: TurnContext, paper: Paper) -> Reply | None:
    """Somebody of the unit is named who owes papers here, but not this one."""
    items = [item for unit in units_meant(turn) for item in items_of(turn, unit)]
    named = people_in(turn.reading.text, people_of(items))
    if len(named) != 1:
        return None
    theirs = [i.paper for i in items if i.person and i.person.id == named[0].id]
    if paper in theirs:
        return None
    names = "、".join(paper_name(each) for each in theirs)
    return act(f"{paper_name(paper)}按名册{named[0].name}不用填，要交的是：{names}。")


def _whose(paper: Paper, people: list[Person], *, too_many: bool) -> Reply:
    name, called = paper_name(paper), paper.form or paper.name
    if not people:
        return act(f"{name}按名册没有人要填。应当有人填的，请先核对名册。")
    listed = "、".join(person.name for person in people[:_MOST_NAMED])
    more = f"等{len(people)}人" if len(people) > _MOST_NAMED else ""
    ask = f"一次最多发{_MOST_FILES}份，请分几次要" if too_many else "一人一份，要谁的"
    options = tuple(
        Option(person.name, GetFormButton(paper.id, person.id)) for person in people[:_MOST_FILES]
    )
    example = f"例如“给我{people[0].name}的{called}”"
    return act(f"{name}{ask}？{example}。要填的有：{listed}{more}。", options=options)
