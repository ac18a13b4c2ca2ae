"""Rows put into a county's sheet: what stands below, and whatever speaks of it, moves along."""

import io

import openpyxl
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from forms.grade_proposals import rows

RED = PatternFill("solid", bgColor="FFFF0000")


def grown(sheet: Worksheet, at: int, count: int) -> openpyxl.Workbook:
    """The workbook after `count` rows, saved and opened again."""
    rows.insert(sheet, at, count)
    out = io.BytesIO()
    book = sheet.parent
    assert book is not None
    book.save(out)
    return openpyxl.load_workbook(out)


def new_sheet() -> Worksheet:
    sheet = openpyxl.Workbook().active
    assert isinstance(sheet, Worksheet)
    sheet.title = "汇 总"
    return sheet


def test_formulas_of_every_sheet_follow() -> None:
    sheet = new_sheet()
    sheet["F2"], sheet["F10"], sheet["G10"] = "=F10", "=SUM(F6:F9)", '=IF($F$5>1,"F9",F9)'
    book = sheet.parent
    assert book is not None
    other = book.create_sheet("合计")
    other["A1"], other["A2"] = "='汇 总'!F10+F10", "=F10"
    book.defined_names["合计数"] = DefinedName("合计数", attr_text="'汇 总'!$F$10")
    found = grown(sheet, 9, 3)
    one, two = found["汇 总"], found["合计"]
    assert (one["F2"].value, one["F13"].value) == ("=F13", "=SUM(F6:F12)")
    assert one["G13"].value == '=IF($F$5>1,"F9",F12)'
    assert (two["A1"].value, two["A2"].value) == ("='汇 总'!F13+F10", "=F10")
    assert found.defined_names["合计数"].attr_text == "'汇 总'!$F$13"


def test_merged_cells_heights_drop_downs_and_colours_follow() -> None:
    sheet = new_sheet()
    for cells in ("A1:C1", "A6:A9", "B12:C12"):
        sheet.merge_cells(cells)
    sheet.row_dimensions[8].height, sheet.row_dimensions[12].height = 20, 50
    for cells, said in (("F6:F9", '"优秀,称职"'), ("F12", "$H$12:$H$14")):
        rule = DataValidation(type="list", formula1=said)
        rule.add(cells)
        sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("F6:F9", CellIsRule("greaterThan", ["$F$12"], fill=RED))
    sheet.conditional_formatting.add("A12", FormulaRule(["F12=1"], fill=RED))
    one = grown(sheet, 9, 3)["汇 总"]
    assert {str(each) for each in one.merged_cells.ranges} == {"A1:C1", "A6:A12", "B15:C15"}
    assert {row: one.row_dimensions[row].height for row in (8, 12, 15)} == {8: 20, 12: None, 15: 50}
    rules = {str(rule.sqref): rule.formula1 for rule in one.data_validations.dataValidation}
    assert rules == {"F6:F12": '"优秀,称职"', "F15": "$H$15:$H$17"}
    colours = {str(each.sqref): each.rules[0].formula for each in one.conditional_formatting}
    assert colours == {"F6:F12": ["$F$15"], "A15": ["F15=1"]}


def test_print_settings_filters_and_links_follow() -> None:
    sheet = new_sheet()
    sheet["A12"] = "说明"
    sheet["A12"].hyperlink = "https://example.org/"
    sheet.print_area = "A1:J12"
    sheet.print_title_rows = "1:5"
    sheet.auto_filter.ref = "A5:J9"
    for row in (4, 11):
        sheet.row_breaks.append(Break(id=row))
    one = grown(sheet, 9, 3)["汇 总"]
    assert one.print_area == "'汇 总'!$A$1:$J$15"
    assert one.print_title_rows == "$1:$5"
    assert one.auto_filter.ref == "A5:J12"
    assert [each.id for each in one.row_breaks.brk] == [4, 14]
    assert one["A15"].hyperlink.ref == "A15"
