"""Papers filled in on a page: what stands in them, who writes which blank, what came of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Final

from forms.kit.field import Asks, Field
from forms.kit.form import Fillable, Form, Occasion, Section
from forms.kit.marks import mark_in_lines
from forms.kit.problem import Problem
from forms.kit.registry import form_of
from handlers.submissions.intake import Target, occasion
from handlers.submissions.owed import Item
from handlers.submissions.own_views import own_views
from handlers.turn.permissions import Deed, Reach, reach
from rules.plan import Paper, Plan
from storage import Records
from storage.views import Draft, Entry, HandInStatus, Member, Unit

MOST_LINE: Final = 300  # characters of a blank of one line
MOST_LONG: Final = 3000


class FillState(StrEnum):
    """How far a paper is, what waits for the unit first. IN_OLDER: in, and written on since."""

    READY = "ready"
    RETURNED = "returned"
    IN_OLDER = "in_older"
    BEGUN = "begun"
    UNTOUCHED = "untouched"
    IN = "in"


@dataclass(frozen=True)
class ToFill:
    """A paper that a member may fill in here, and how far it is."""

    unit: Unit
    item: Item
    draft: Draft | None

    @property
    def state(self) -> FillState:
        """What was handed in says more than what was typed."""
        handin, draft = self.item.handin, self.draft
        begun = draft is not None and draft.revision > 0
        if handin is not None and handin.counts:
            return FillState.IN_OLDER if draft and begun and draft.at > handin.at else FillState.IN
        back = handin.ended_at if handin and handin.status is HandInStatus.RETURNED else None
        if draft and draft.ready_at and (back is None or draft.ready_at > back):
            return FillState.READY
        if back is not None:
            return FillState.RETURNED
        return FillState.BEGUN if begun else FillState.UNTOUCHED


@dataclass(frozen=True)
class Filling:
    """One paper as this member fills it in. `sections`: the screens they see.

    `completes`: they write the unit's part and hand it in; else they give it on to the unit.
    """

    to_fill: ToFill
    form: Form
    fill: Fillable
    of: Occasion
    sections: tuple[Section, ...]
    completes: bool

    @property
    def target(self) -> Target:
        """Where what is filled in goes: unit, paper and person."""
        person = self.to_fill.item.person
        return Target(
            self.to_fill.unit.id, self.to_fill.item.paper.id, person.id if person else None
        )

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The blanks they see, in the order of the screens."""
        known = self.fill.fields(self.of.plan)
        return {id: known[id] for each in self.sections for id in each.fields if id in known}

    @cached_property
    def values(self) -> Mapping[str, str]:
        """What was written, else what is known beforehand."""
        known, draft = self.fill.known(self.of), self.to_fill.draft
        entries = draft.entries if draft else {}
        return {id: entries[id].text if id in entries else known.get(id, "") for id in self.fields}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Of the blanks they see; `cell` is the blank's id."""
        return self.fill.check(self.of, self.values)

    def made(self, kind: str) -> bytes:
        """The form as it would be handed in, with what this member sees."""
        return self.fill.make(self.of, kind, self.values)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The types it can be made as, the one that is handed in first."""
        return tuple(self.form.templates(self.of.plan))


@dataclass(frozen=True)
class Written:
    """What became of a write. `clashes`: blanks that others wrote meanwhile, as those left them.

    `refused`: by blank, why nothing of it was kept. `sheet`: as the paper stands now, with what
    others wrote.
    """

    clashes: Mapping[str, Entry]
    refused: Mapping[str, str]
    sheet: Filling


def to_fill(plan: Plan, records: Records, member: Member) -> list[ToFill]:
    """The papers of people that this member may fill in, in the order of the plan."""
    views = own_views(plan, records, member)
    wanted = [
        (view.unit, item)
        for view in views
        for item in view.items
        if item.person and _fill_of(item.paper)
    ]
    people = {item.person.id for _, item in wanted if item.person}
    drafts = {
        (each.paper, each.person_id): each
        for each in records.drafts.of_people(people, plan_id=plan.id)
    }
    return [
        ToFill(unit, item, drafts.get((item.paper.id, item.person.id)))
        for unit, item in wanted
        if item.person
    ]


def _fill_of(paper: Paper) -> Fillable | None:
    form = form_of(paper)
    return form.fill if form else None


def filling(
    plan: Plan, records: Records, member: Member, paper: str, person_id: int, today: date
) -> Filling | None:
    """None alike where this member has not to fill it in and where there is no such paper."""
    for each in to_fill(plan, records, member):
        person, form = each.item.person, form_of(each.item.paper)
        fill = form.fill if form else None
        if form and fill and person and (each.item.paper.id, person.id) == (paper, person_id):
            of = occasion(plan, records, each.unit, person.id, today, asker=member.role)
            completes = reach(member.role, Deed.HAND_IN) is Reach.UNIT
            seen = tuple(s for s in fill.sections if completes or not s.by_unit)
            return Filling(each, form, fill, of, seen, completes)
    return None


def write(
    records: Records, sheet: Filling, changes: Mapping[str, tuple[str, str]], by: str, at: datetime
) -> Written:
    """Write blanks, each from what the writer saw there to what they wrote; others are let be.

    A blank that somebody changed since is not written over: the writer is to look first.
    """
    mine = {id: pair for id, pair in changes.items() if id in sheet.fields}
    refused = {id: why for id, (_, now) in mine.items() if (why := _refusal(sheet.fields[id], now))}
    if not mine:
        return Written({}, refused, sheet)
    item, plan = sheet.to_fill.item, sheet.of.plan
    person_id = item.person.id if item.person else 0
    draft = records.drafts.locked(item.paper.id, person_id, at, plan_id=plan.id)
    texts, clashes = {}, {}
    for id, (was, now) in mine.items():
        entry = draft.entries.get(id)
        here = entry.text if entry else sheet.values[id]
        if id in refused or here == now:
            continue
        if entry and here != was:
            clashes[id] = entry
        else:
            texts[id] = now
    if texts:
        theirs = set(_persons_part(sheet.fill))
        still = not theirs & set(texts)
        draft = records.drafts.write(draft.id, texts, by, at, still_ready=still)
    now_there = replace(sheet.to_fill, draft=draft)
    return Written(clashes, refused, replace(sheet, to_fill=now_there))


def _persons_part(fill: Fillable) -> Iterator[str]:
    for section in fill.sections:
        if not section.by_unit:
            yield from section.fields


def _refusal(field: Field, text: str) -> str:
    mark = mark_in_lines(text.splitlines())
    if mark:
        return (
            f"“{field.label}”里有密级标志“{mark}”，没有保存。涉密内容不得写入本表，"
            "也不得通过网络报送，请删去。"
        )
    most = MOST_LONG if field.asks is Asks.LONG else MOST_LINE
    if len(text) > most:
        return f"“{field.label}”写了{len(text)}字，最多{most}字，没有保存，请缩短。"
    return ""


def give_on(records: Records, sheet: Filling, by: str, at: datetime) -> None:
    """Its person has filled in and read their part; the unit goes on."""
    item = sheet.to_fill.item
    person_id = item.person.id if item.person else 0
    draft = records.drafts.locked(item.paper.id, person_id, at, plan_id=sheet.of.plan.id)
    records.drafts.give_on(draft.id, by, at, unit_id=sheet.to_fill.unit.id)
