"""A paper being filled in as its pages show it: screens, blanks, what is said beside each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forms.kit.field import Asks
from forms.kit.filling import as_written, offered
from forms.kit.problem import Problem
from handlers.submissions.service import (
    MOST_LINE,
    MOST_LONG,
    Filling,
    FillState,
    ToFill,
    Written,
    paper_name,
)
from handlers.turn.permissions import Deed, Reach, reach
from storage import Records
from storage.views import Entry, Member
from web.show import short_moment

# Words and tone of each state: for its person, and for the clerk of the unit.
_STATES: Final[Mapping[FillState, tuple[str, str, str]]] = {
    FillState.UNTOUCHED: ("还没有填", "还没有填", "todo"),
    FillState.BEGUN: ("填写中", "填写中", "todo"),
    FillState.READY: ("已交给单位", "本人已填好", "half"),
    FillState.RETURNED: ("已退回", "已退回", "stop"),
    FillState.IN_OLDER: ("已交，之后又改过", "已交，之后又改过", "half"),
    FillState.IN: ("已交", "已交", "done"),
}

_MOST_OPEN: Final = 4  # people of one paper shown without folding


@dataclass(frozen=True)
class Told:
    """What is said of one blank. `offer`: what may be put in instead with a tap."""

    what: str
    example: str
    must: bool
    offer: str = ""


@dataclass(frozen=True)
class Blank:
    """One blank on a screen. `kind`: line, long or choice; `chips`: usual words to tap."""

    id: str
    label: str
    kind: str
    value: str
    hint: str
    required: bool
    most: int
    options: tuple[str, ...]
    chips: tuple[str, ...]
    reads: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Screen:
    """One section. `lacking`: how many of its blanks must be mended or are still empty."""

    id: str
    title: str
    blanks: tuple[Blank, ...]

    @property
    def lacking(self) -> int:
        """How many faults of this screen must be mended."""
        return sum(any(told.must for told in blank.told) for blank in self.blanks)


@dataclass(frozen=True)
class Listed:
    """A paper in the list, with its state in words."""

    path: str
    whose: str
    post: str
    state: str
    tone: str
    when: str


@dataclass(frozen=True)
class OfPaper:
    """The people of one paper. `folded`: those with whom there is nothing to do or all is done."""

    name: str
    waiting: int
    done: int
    lines: Sequence[Listed]
    folded: Sequence[Listed]


def begun_words(each: ToFill) -> str:
    """What the state becomes with the first blank that is saved; empty where it stays as it is."""
    return _STATES[FillState.BEGUN][0] if each.state is FillState.UNTOUCHED else ""


def screens(sheet: Filling) -> list[Screen]:
    """The screens this member sees, each with its blanks."""
    told, wanted = told_of(sheet), _wanted(sheet)
    found = []
    for number, section in enumerate(sheet.sections, 1):
        blanks = tuple(
            _blank(sheet, id, told.get(id, ()), required=id in wanted)
            for id in section.fields
            if id in sheet.fields
        )
        if blanks:
            found.append(Screen(f"s{number}", section.title, blanks))
    return found


def told_of(sheet: Filling) -> dict[str, tuple[Told, ...]]:
    """What is said of each blank; under an empty id what is said of the whole paper."""
    found: dict[str, list[Told]] = {}
    for problem in sheet.problems:
        id = problem.cell if problem.cell in sheet.fields else ""
        found.setdefault(id, []).append(_told(sheet, id, problem))
    return {id: tuple(some) for id, some in found.items()}


def _told(sheet: Filling, id: str, problem: Problem) -> Told:
    offer = offered(sheet.fields[id], sheet.values[id], sheet.of.today) if id else ""
    return Told(problem.what, problem.example, problem.must, offer)


def _wanted(sheet: Filling) -> frozenset[str]:
    """The blanks that may not be left empty: the form says so, or this person's case does."""
    loose = {id: "" for id, field in sheet.fields.items() if not field.required}
    found = sheet.fill.check(sheet.of, {**sheet.values, **loose})
    empty = {problem.cell for problem in found if problem.must and problem.cell in loose}
    return frozenset(set(sheet.fields) - set(loose) | empty)


def _blank(sheet: Filling, id: str, told: Sequence[Told], *, required: bool) -> Blank:
    field, value = sheet.fields[id], sheet.values[id]
    long = field.asks is Asks.LONG
    closed = field.asks is Asks.CHOICE and not field.open_choice
    # What was written before the choices changed is still shown.
    options = tuple(dict.fromkeys((*field.options, *([value] if value else [])))) if closed else ()
    return Blank(
        id,
        field.label,
        "long" if long else "choice" if closed else "line",
        value,
        _hint(sheet, id),
        required,
        MOST_LONG if long else MOST_LINE,
        options,
        () if closed else field.options,
        reads(sheet, id),
        tuple(told),
    )


def _hint(sheet: Filling, id: str) -> str:
    """An example, where there is something to choose words for and nothing stands there yet."""
    field = sheet.fields[id]
    if field.options or not field.example or sheet.values[id]:
        return ""
    return "" if field.example == "可以空着" else f"例如：{field.example}"


def reads(sheet: Filling, id: str) -> str:
    """How a month stands in the form, where that is not as it was typed; else empty."""
    field, value = sheet.fields[id], sheet.values[id].strip()
    written = as_written(field, value)
    return written if field.asks is Asks.MONTH and written != value else ""


def listed(each: ToFill, member: Member) -> Listed:
    """One line of the list."""
    person, paper = each.item.person, each.item.paper
    own, other, tone = _STATES[each.state]
    moment = each.draft.at if each.draft and each.draft.revision else None
    return Listed(
        f"/fill/{paper.id}/{person.id if person else ''}",
        person.name if person else "",
        person.post if person else "",
        own if reach(member.role, Deed.HAND_IN) is Reach.SELF else other,
        tone,
        short_moment(moment) if moment else "",
    )


def by_paper(some: Sequence[ToFill], member: Member) -> list[OfPaper]:
    """The list under the name of each paper, in the order of the plan."""
    found: dict[str, list[ToFill]] = {}
    for each in some:
        found.setdefault(paper_name(each.item.paper), []).append(each)
    return [_of_paper(name, those, member) for name, those in found.items()]


def _of_paper(name: str, some: Sequence[ToFill], member: Member) -> OfPaper:
    waiting = sum(each.state is FillState.READY for each in some)
    done = sum(each.state in (FillState.IN, FillState.IN_OLDER) for each in some)
    order = list(FillState)
    ordered = sorted(some, key=lambda each: order.index(each.state))
    lines: dict[bool, list[Listed]] = {True: [], False: []}
    for each in ordered:
        folded = len(some) > _MOST_OPEN and each.state in (FillState.UNTOUCHED, FillState.IN)
        lines[folded].append(listed(each, member))
    return OfPaper(name, waiting, done, lines[False], lines[True])


def after_write(records: Records, written: Written, at: datetime) -> dict[str, object]:
    """What the page is told of a write: what stands there now, and what is wrong with it."""
    sheet = written.sheet
    return {
        "values": dict(sheet.values),
        "reads": {id: reads(sheet, id) for id in sheet.fields},
        "told": {
            id: [
                {"what": t.what, "example": t.example, "must": t.must, "offer": t.offer} for t in s
            ]
            for id, s in told_of(sheet).items()
        },
        "clashes": {id: _left(records, entry) for id, entry in written.clashes.items()},
        "refused": dict(written.refused),
        "by": dict(_writers(records, sheet)),
        "at": short_moment(at),
    }


def _left(records: Records, entry: Entry) -> dict[str, str]:
    return {"text": entry.text, "who": _name(records, entry.by), "at": short_moment(entry.at)}


def _writers(records: Records, sheet: Filling) -> Iterator[tuple[str, str]]:
    """Who wrote each blank last, for whoever has it open elsewhere."""
    draft = sheet.to_fill.draft
    for id, entry in (draft.entries if draft else {}).items():
        if id in sheet.fields:
            yield id, f"{_name(records, entry.by)}，{short_moment(entry.at)}"


def _name(records: Records, userid: str) -> str:
    member = records.members.by_userid(userid)
    return member.name if member else "别人"
