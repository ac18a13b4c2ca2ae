"""A form of labels and blanks as everybody else sees it, made from what is particular to it."""

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from forms.kit import filled, package_fill
from forms.kit.cell_map import CellMap, county_map
from forms.kit.entry import Entry
from forms.kit.field import Field
from forms.kit.field_checks import of_fields
from forms.kit.filled import Filled, Wanted
from forms.kit.filling import as_written
from forms.kit.form import Checked, Fillable, Form, Occasion, Section, Seen, Template
from forms.kit.layout import Layout
from forms.kit.problem import Problem
from forms.kit.room import of_room
from forms.kit.titles import titles_of
from forms.kit.word import fill as word_fill
from forms.kit.word import filled as word_filled
from forms.kit.word_map import Place, WordMap
from forms.kit.workbook import position
from rules.plan import Plan

SAMPLE: Final = "本表是本系统的样表，县里下发正式表样后以正式表样为准。"
READS: Final = ("xlsx", "xls")
READS_WORD: Final = ("xlsx", "docx", "xls")
Drawing = Callable[[Layout, str, Mapping[str, Field]], bytes]
_DRAWN: Final[dict[str, bytes]] = {}  # empty forms by a fingerprint of what they are drawn from


@dataclass(frozen=True)
class SheetForm:
    """`names`: words of the title beside what the plan calls the paper.

    `known`: what we know beforehand, by field. `checks`: faults beyond those of single
    blanks. `keeps`: what is kept of a filled form.
    """

    read_as: str
    names: tuple[str, ...]
    fields: Callable[[Plan], Mapping[str, Field]]
    layout: Callable[[Plan], Layout]
    known: Callable[[Occasion], Mapping[str, Entry]]
    checks: Callable[[Occasion, Filled], Iterable[Problem]]
    keeps: Callable[[Filled], Mapping[str, object]]
    reads: tuple[str, ...] = READS
    sections: tuple[Section, ...] = ()

    def form(self, *, signed: bool = True) -> Form:
        """The form as everybody else sees it."""
        fill = Fillable(self.sections, self._blanks, self._known, self._check_typed, self._made)
        return Form(
            self.read_as,
            self.reads,
            self.templates,
            self.check,
            self.recognise,
            signed,
            self.sheet,
            fill if self.sections else None,
        )

    def sheet(self, plan: Plan, path: Path) -> str:
        """The name of the sheet it is on; empty in a Word document."""
        map = self.cell_map(plan)
        return "" if isinstance(map, WordMap) else filled.sheet_of(path, self.titles(plan), map)

    def cell_map(self, plan: Plan) -> CellMap | WordMap:
        """The county's own where it has one, else ours. Raises PlanError."""
        own = county_map(plan, self.read_as, tuple(self.fields(plan)), self.reads)
        return own or self.layout(plan).cell_map()

    def templates(self, plan: Plan) -> Mapping[str, Template]:
        """A county's own is of one type; ours is there in Word too where Word is read."""
        map = self.cell_map(plan)
        if isinstance(map, WordMap):
            return {"docx": partial(self._known_as, "docx")}
        workbook = {"xlsx": partial(self._known_as, "xlsx")}
        if map.workbook is not None or "docx" not in self.reads:
            return workbook
        return {**workbook, "docx": partial(self._known_as, "docx")}

    def _known_as(self, kind: str, of: Occasion) -> bytes:
        return self._file(of.plan, kind, self.known(of))

    def _made(self, of: Occasion, kind: str, values: Mapping[str, str]) -> bytes:
        blanks = self._blanks(of.plan)
        written = {id: as_written(blanks[id], text) for id, text in values.items() if id in blanks}
        return self._file(of.plan, kind, written)

    def _blanks(self, plan: Plan) -> Mapping[str, Field]:
        map = self.cell_map(plan)
        return {id: field for id, field in self.fields(plan).items() if id in map.fields}

    def _known(self, of: Occasion) -> Mapping[str, str]:
        return {id: str(value) for id, value in self.known(of).items() if value}

    def _check_typed(self, of: Occasion, values: Mapping[str, str]) -> tuple[Problem, ...]:
        blanks = self._blanks(of.plan)
        typed = {id: text for id, text in values.items() if id in blanks}
        found = Filled(blanks, typed, {id: id for id in typed})
        return tuple(dict.fromkeys(self._problems(of, found)))

    def _problems(self, of: Occasion, found: Filled) -> list[Problem]:
        """Of single blanks, of the whole, and on our own drawing of what would be cut in print."""
        problems = [*found.problems, *of_fields(found, of.today), *self.checks(of, found)]
        told = {each.cell for each in problems}
        drawn = self.layout(of.plan)
        if self.cell_map(of.plan) != drawn.cell_map():
            return problems
        return [*problems, *(each for each in of_room(drawn, found) if each.cell not in told)]

    def _file(self, plan: Plan, kind: str, values: Mapping[str, Entry]) -> bytes:
        map = self.cell_map(plan)
        known = {id: str(value) for id, value in values.items() if value}
        if isinstance(map, WordMap):
            places = {map.fields[id]: text for id, text in known.items() if id in map.fields}
            return word_fill.filled(map.document, places)
        if kind == "docx":
            tagged = dict[Place, str](known.items())
            from forms.kit.word.layout import draw as draw_document  # noqa: PLC0415  # as below

            return word_fill.filled(io.BytesIO(self._drawn(plan, draw_document)), tagged)
        if map.workbook is not None:
            return _filled_in(map, map.workbook, values)
        # openpyxl and python-docx take 0.4 s and 20 MB, which who only answers does not need.
        from forms.kit.drawing import draw  # noqa: PLC0415

        empty = self._drawn(plan, draw)
        return package_fill.filled(empty, {map.fields[id]: value for id, value in values.items()})

    def _drawn(self, plan: Plan, by: Drawing) -> bytes:
        """Drawn once for each wording of plan and form: a county's 200 forms differ in values."""
        layout, fields = self.layout(plan), self.fields(plan)
        title = plan.read_as(self.read_as).name
        said = repr((by.__module__, title, layout, fields))
        key = hashlib.sha256(said.encode()).hexdigest()
        if key not in _DRAWN:
            _DRAWN[key] = by(layout, title, fields)
        return _DRAWN[key]

    def check(self, of: Occasion, path: Path) -> Checked:
        """The form read and looked through."""
        paper = of.plan.read_as(self.read_as)
        wanted = Wanted(self.titles(of.plan), paper.form or paper.name, paper.clause)
        map, fields = self.cell_map(of.plan), self.fields(of.plan)
        if isinstance(map, WordMap):
            found = word_filled.read(path, wanted, map, fields)
        else:
            found = filled.read(path, wanted, map, fields)
        if not found.recognised:
            return Checked(found.problems)
        return Checked(_in_order(self._problems(of, found)), self.keeps(found))

    def titles(self, plan: Plan) -> tuple[str, ...]:
        """Words of its title under this plan."""
        return titles_of(plan, self.read_as, self.names)

    def recognise(self, path: Path, plan: Plan) -> Seen | None:
        """Whose form the file is; nothing where it is none of this kind."""
        face = filled.face(path, self.titles(plan))
        if face is None:
            return None
        person, unit, year = face
        return Seen(self.read_as, person, unit, year)


def _filled_in(map: CellMap, workbook: Path, values: Mapping[str, Entry]) -> bytes:
    """The county's own empty form with what we know written in."""
    from openpyxl import load_workbook  # noqa: PLC0415  # as above
    from openpyxl.workbook.properties import CalcProperties  # noqa: PLC0415

    book = load_workbook(workbook)
    sheet = book[map.sheet] if map.sheet in book.sheetnames else book.worksheets[0]
    for id, value in values.items():
        if id in map.fields and value is not None:
            cell = sheet[map.fields[id]]
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The whole form first, then by row and column; in one cell what must be mended first."""

    def place(problem: Problem) -> tuple[int, int, int, bool]:
        if problem.cell[:1].isascii() and problem.cell[-1:].isdigit():
            return (1, *position(problem.cell), not problem.must)
        return (0 if problem.cell == filled.WHOLE else 2, 0, 0, not problem.must)

    return tuple(sorted(dict.fromkeys(problems), key=place))


def mark_of(plan: Plan, kind: str, version: str) -> str:
    """Words that tell a version of ours: 样表：附件1/2019/第1版."""
    return f"样表：{plan.read_as(kind).form}/{plan.year}/第{version}版"
