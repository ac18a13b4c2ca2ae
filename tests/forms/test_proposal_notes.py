"""附件8 as it prints: what we write into it is not cut off."""

import io
from dataclasses import replace

import openpyxl

from forms.grade_proposals.template import template
from forms.kit.room import LINE, lines_of, wide_in
from forms.kit.standing import Place, standings
from tests.kit.forms.county import PEOPLE, TOWNSHIP
from tests.kit.plans import PLAN


def test_the_row_of_somebody_not_settled_has_room_for_its_note() -> None:
    *settled, last = standings(PLAN, TOWNSHIP, PEOPLE)
    people = [*settled, replace(last, place=Place.UNSETTLED)]
    body = template(PLAN, TOWNSHIP, people)
    sheet = openpyxl.load_workbook(io.BytesIO(body))["等次建议"]
    heights = {
        bool(sheet[f"J{row}"].value): sheet.row_dimensions[row].height
        for row in range(6, 30)
        if sheet[f"B{row}"].value
    }
    note, width = (
        max(each.value or "" for each in sheet["J"][5:30]),
        sheet.column_dimensions["J"].width,
    )
    assert heights[True] >= LINE * lines_of(note, wide_in(width)) > heights[False]
