"""附件9: its blanks, its drawing, what we know beforehand, its checks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from forms.kit.entry import Entry
from forms.kit.field import Asks, Field
from forms.kit.filled import Filled
from forms.kit.form import Occasion, kind_of
from forms.kit.layout import Box, Layout, Look, row_of
from forms.kit.problem import Problem
from forms.kit.sheet_form import SAMPLE, SheetForm, mark_of
from forms.kit.standing import Place, Standing
from rules.engine.decide import Kind, decide
from rules.plan import Paper, Plan
from rules.plan.called import notice_word

KIND: Final = kind_of(__name__)
VERSION: Final = "1"
NAMES: Final = ("考核上报材料清单", "上报材料清单", "材料清单")
_WIDTHS: Final = (6.0, 34.0, 9.0, 16.0, 9.0, 9.0, 24.0)
_FIRST: Final = 5
_NOTE_CHARACTERS: Final = 28  # two lines of the cell; the third is left for the reason


def listed(plan: Plan) -> tuple[Paper, ...]:
    """Every paper of the plan but the list itself, those with a form number first."""
    papers = [paper for paper in plan.papers.values() if paper.read_as != KIND]
    return tuple(sorted(papers, key=lambda paper: (paper.form is None, paper.form or "")))


def fields(plan: Plan) -> Mapping[str, Field]:
    """Its blanks by their id."""
    clause = plan.read_as(KIND).clause
    found = {
        "unit": Field("单位", clause=clause, example="城关镇"),
        "filler": Field("填表人", clause=clause, example="王芳"),
        "phone": Field("联系电话", required=False, clause=clause, example="办公室电话"),
    }
    for paper in listed(plan):
        name = f"{paper.form or ''}{paper.name}"
        found |= {
            f"{paper.id}_owed": Field(f"{name}应交份数", Asks.COUNT, False, clause, "12"),
            f"{paper.id}_in": Field(f"{name}实交份数", Asks.COUNT, False, clause, "12"),
            f"{paper.id}_note": Field(f"{name}备注", Asks.LONG, False, clause, "1人病假，后补"),
        }
    return found


def layout(plan: Plan) -> Layout:
    """How it is drawn."""
    own = plan.read_as(KIND)
    boxes = [
        Box("A1:G1", f"{plan.year}年度{own.name}", Look.TITLE),
        Box("A2:E2", f"{SAMPLE}份数按人数算，一人一份算1。", Look.NOTE),
        Box("F2:G2", mark_of(plan, KIND, VERSION), Look.MARK),
        *row_of(
            "单位", "unit", "填表人", "filler", "电话", "phone",
            row=3, columns=("A", "B", "C", "D", "E", "F:G"),
        ),
    ]  # fmt: skip
    heads = ("序号", "材料名称", "附件", "纸质要求", "应交", "实交", "备注")
    boxes += [
        Box(f"{column}4", words, Look.LABEL) for column, words in zip("ABCDEFG", heads, strict=True)
    ]
    heights: dict[int, float] = {1: 40, 2: 24, 3: 30, 4: 30}
    for row, paper in enumerate(listed(plan), _FIRST):
        copies = f"一式{paper.copies}份" if paper.copies else f"{notice_word(plan)}未写份数"
        boxes += [
            Box(f"A{row}", str(row - _FIRST + 1), Look.LABEL),
            Box(f"B{row}", paper.name, Look.LABEL),
            Box(f"C{row}", paper.form or "—", Look.LABEL),
            Box(f"D{row}", copies, Look.LABEL),
            Box(f"E{row}", f"{paper.id}_owed"),
            Box(f"F{row}", f"{paper.id}_in"),
            Box(f"G{row}", f"{paper.id}_note"),
        ]
        heights[row] = 42
    last = max(heights) + 1
    note = (
        "“应交”按名册预填，与实际不符的请核对名册后改正；实交少于应交的，在备注里写明是谁、什么原因。"
        f"材料交考核组，由考核组汇总报{plan.office}（{notice_word(plan)}{own.clause}）。涉密内容不得写入本表。"
    )
    sign = "单位负责人签名（手写、盖章）：　　　　　　　　　年　　月　　日"
    boxes += [
        Box(f"A{last}:G{last}", sign, Look.SIGN),
        Box(f"A{last + 1}:G{last + 1}", note, Look.NOTE),
    ]
    return Layout(
        "材料清单", _WIDTHS, {**heights, last: 44, last + 1: 44}, tuple(boxes), landscape=True
    )


def known(of: Occasion) -> Mapping[str, Entry]:
    """What is written into it beforehand."""
    values: dict[str, Entry] = {"unit": of.unit.name}
    for paper in listed(of.plan):
        count = owed(of, paper)
        if count is not None:
            values[f"{paper.id}_owed"] = count
        if of.handed_in:
            values |= _came(of, paper, count)
    return values


def _came(of: Occasion, paper: Paper, owed: int | None) -> dict[str, Entry]:
    """What is in and who is missing; nothing where it is neither owed nor handed in."""
    here = of.handed_in.get(paper.id, frozenset())
    if owed is None and not here:
        return {}
    if paper.owed_by != "person":
        came, names = int(None in here), []
    else:
        owing = _owing(of, paper)
        names = [each.person.name for each in owing if each.person.id not in here]
        came = len(owing) - len(names)
    values: dict[str, Entry] = {f"{paper.id}_in": came}
    if owed is not None and came < owed:
        values[f"{paper.id}_note"] = missing_words(names)
    return values


def missing_words(names: Sequence[str]) -> str:
    """Who has not handed in, as many names as two lines hold; no name for a unit's own."""
    whole = "、".join(names)
    if len(whole) <= _NOTE_CHARACTERS - len("未交："):
        return f"未交：{whole}" if names else "未交"
    for shown in range(len(names) - 1, 0, -1):
        words = f"未交：{'、'.join(names[:shown])}等{len(names)}人"
        if len(words) <= _NOTE_CHARACTERS:
            return words
    return f"未交：{len(names)}人"


def owed(of: Occasion, paper: Paper) -> int | None:
    """How many of this paper the unit owes by the roster.

    None for a team's that is not owed: another notice may want it all the same.
    """
    if paper.owed_by == "team":
        return 1 if paper.id in of.owed_by_team else None
    owing = _owing(of, paper)
    return len(owing) if paper.owed_by == "person" else int(bool(owing))


def _owing(of: Occasion, paper: Paper) -> list[Standing]:
    """The people for whom the paper is owed, or because of whom the unit owes it."""
    return [each for each in of.people if _fits(of.plan, each, paper)]


def _fits(plan: Plan, standing: Standing, paper: Paper) -> bool:
    """Each axis ruled by itself, as papers owed are (rules.papers)."""
    if standing.place is not Place.HERE:
        return False
    for axis, wanted in paper.when_ruled.items():
        ruling = decide(plan, standing.person.facts, (axis,))
        if ruling.kind is not Kind.ANSWER or ruling.values.get(axis) not in wanted:
            return False
    return True


def checks(of: Occasion, filled: Filled) -> Iterator[Problem]:
    """Every fault beyond those a blank has by itself."""
    written = filled.text("unit")
    if filled.has("unit") and written and not of.unit.is_meant(written):
        what = f"这份清单写的单位是“{written}”，现在是为“{of.unit.name}”交"
        yield Problem(filled.cells["unit"], what, example=of.unit.name)
    for paper in listed(of.plan):
        yield from _counts(of, filled, paper)


def _counts(of: Occasion, filled: Filled, paper: Paper) -> Iterator[Problem]:
    clause = of.plan.read_as(KIND).clause
    said, came = (_number(filled, f"{paper.id}_{what}") for what in ("owed", "in"))
    right, name = owed(of, paper), f"{paper.form or ''}《{paper.name}》"
    if said is not None and right is not None and said != right:
        what = f"{name}应交写的是{said}份，按名册是{right}份"
        yield Problem(filled.cells[f"{paper.id}_owed"], what, clause, str(right), must=False)
    yield from _left_out(filled, paper, said, came, right, clause)
    if said is None or came is None:
        return
    note = filled.tidy(f"{paper.id}_note")
    if came < said and not note and filled.has(f"{paper.id}_note"):
        what = f"{name}应交{said}份，实交{came}份，少{said - came}份没有写原因"
        yield Problem(filled.cells[f"{paper.id}_note"], what, clause, "李红病假，1月10日补")
    elif came > said:
        what = f"{name}应交{said}份，实交写了{came}份，多出{came - said}份"
        yield Problem(filled.cells[f"{paper.id}_in"], what, clause, str(said), must=False)


def _left_out(
    filled: Filled, paper: Paper, said: int | None, came: int | None, right: int | None, clause: str
) -> Iterator[Problem]:
    """Where nothing is owed, nothing has to be written."""
    for what, count in (("owed", said), ("in", came)):
        id = f"{paper.id}_{what}"
        due = right if what == "owed" else said
        if due and count is None and filled.has(id) and not filled.text(id):
            whole = f"“{filled.fields[id].label}”是空的"
            yield Problem(filled.cells[id], whole, clause, str(due))


def _number(filled: Filled, id: str) -> int | None:
    text = filled.tidy(id) if filled.has(id) else ""
    return int(text) if text.isdecimal() and len(text) < 6 else None


def keeps(filled: Filled) -> Mapping[str, object]:
    """How many of each paper the list says are handed in, by paper."""
    ids = [id.removesuffix("_in") for id in filled.fields if id.endswith("_in")]
    return {"handed_in": {id: _number(filled, f"{id}_in") for id in ids}}


SHEET: Final = SheetForm(KIND, NAMES, fields, layout, known, checks, keeps)
FORM: Final = SHEET.form(signed=False)
