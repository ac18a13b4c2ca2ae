"""Forms filled in with care, and ways to spoil them."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from forms.kit.form import Occasion
from forms.kit.problem import Problem
from forms.kit.registry import known_forms
from forms.kit.sheet_form import SheetForm
from forms.material_list import SHEET as MATERIAL_LIST
from forms.registration import SHEET as REGISTRATION
from forms.routine_evaluation import SHEET as ROUTINE
from forms.secondee_registration import SHEET as SECONDEE
from tests.kit.forms.county import STANDINGS, TOWNSHIP
from tests.kit.plans import PLAN

Values = Mapping[str, Any]
Change = Callable[[openpyxl.Workbook], None]
SHEETS: dict[str, SheetForm] = {
    sheet.read_as: sheet for sheet in (REGISTRATION, SECONDEE, ROUTINE, MATERIAL_LIST)
}
TODAY = date(2020, 1, 2)
SUMMARY = "一年来，认真学习贯彻上级精神，分管的农业农村工作完成了年初确定的任务。" * 8

CAREFUL: dict[str, dict[str, Any]] = {
    "registration": {
        "sex": "男", "born": "1971.4", "party": "中共党员", "post_since": "2016.09",
        "duties": "分管农业农村、水利", "training": "无", "summary": SUMMARY, "grade": "称职",
    },
    "secondee_registration": {
        "sex": "女", "born": "1985.10", "party": "中共党员", "home_post": "副局长",
        "start": "2019.06", "duties": "分管乡村旅游", "training": "无", "summary": SUMMARY,
        "grade": "称职",
    },
    "routine_evaluation": {
        "q1_grade": "称职", "q2_grade": "优秀", "q3_grade": "称职", "q4_grade": "称职",
        "any_excellent": "有",
    },
    "material_list": {
        "filler": "王芳", "registration_in": 15, "routine_evaluation_in": 16,
        "secondee_registration_in": 1, "grade_proposals_in": 1, "duty_report_in": 16,
        "team_summary_in": 1,
    },
}  # fmt: skip
OWNERS = {
    "registration": "张伟",
    "secondee_registration": "胡军",
    "routine_evaluation": "张伟",
    "material_list": "",
}


class TypedText(str):
    """Text somebody typed into a cell set to text, whatever it begins with."""

    __slots__ = ()


@dataclass(frozen=True)
class Made:
    """A form on its way: whose, and what of the occasion differs."""

    paper: str
    owner: str = ""
    proposed: str = ""
    people: Any = STANDINGS

    @property
    def of(self) -> Occasion:
        name = self.owner or OWNERS[self.paper]
        person = next((each for each in self.people if each.person.name == name), None)
        of = Occasion(PLAN, TOWNSHIP, self.people, TODAY, person)
        if self.proposed and person:
            of = replace(of, proposed={person.person.id: self.proposed})
        return of

    def filled(self, values: Values | None = None, change: Change | None = None) -> bytes:
        """The template with what a careful clerk writes, then the changes."""
        map = SHEETS[self.paper].layout(PLAN).cell_map()
        # Made without the proposals, so that a grade from them is not written in beforehand.
        template = known_forms()[self.paper].template(replace(self.of, proposed={}))
        book = openpyxl.load_workbook(io.BytesIO(template))
        sheet = book.worksheets[0]
        for id, value in {**CAREFUL[self.paper], **(values or {})}.items():
            cell = sheet[map.fields[id]]
            cell.value = value
            if isinstance(value, TypedText):
                cell.value, cell.data_type = str(value), "s"
        if change:
            change(book)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def faults(self, folder: Path, body: bytes, kind: str = "xlsx") -> list[Problem]:
        path = folder / f"form.{kind}"
        path.write_bytes(body)
        return list(known_forms()[self.paper].check(self.of, path).problems)

    def cell(self, field: str) -> str:
        """Where a blank stands; any other place as it is."""
        return SHEETS[self.paper].layout(PLAN).cell_map().fields.get(field, field)


def moved_down(book: openpyxl.Workbook) -> None:
    """A row slipped in above the blanks, as happens when somebody adds a line."""
    book.worksheets[0].move_range("A3:F9", rows=1)


def words_changed(cell: str, words: str | None) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        book.worksheets[0][cell] = words

    return change


def hidden(book: openpyxl.Workbook) -> None:
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("别的")["A1"] = "通知"
    book.active = 1
