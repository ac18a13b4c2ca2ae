"""The roster workbook: read into rows, and what is wrong named by sheet, row and column."""

import io
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from forms.roster_import import read
from forms.roster_import.template import template
from rules.roster import (
    GroupRow,
    ImportProblem,
    ImportRows,
    MemberRow,
    PersonRow,
    SecondmentRow,
    UnitRow,
)
from tests.kit.plans import PLAN


def book() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(template(PLAN)))


def read_back(folder: Path, changed: Workbook) -> ImportRows:
    path = folder / "roster.xlsx"
    changed.save(path)
    return read(path, PLAN)


def test_a_filled_template_is_read_into_rows(tmp_path: Path) -> None:
    filled = book()
    filled["考核组"]["A3"] = "第一考核组"
    filled["单位"].append(["城关镇", "乡镇", "城关、城关镇政府", "第一考核组", None])
    filled["人员"].append(["张　伟", "城关镇", "副镇长", "班子成员（副职）", "是", "没有退休"])
    filled["挂职"].append(["李强", "县财政局", "城关镇", "县", "2019-06-28", None])
    filled["企业微信成员"].append(["zhangsan", "王芳", "政工人事", "城关镇", None])

    assert read_back(tmp_path, filled) == ImportRows(
        groups=(GroupRow(3, "第一考核组"),),
        units=(UnitRow(3, "城关镇", "乡镇", ("城关", "城关镇政府"), "第一考核组", ""),),
        people=(
            PersonRow(
                3,
                "张 伟",
                "城关镇",
                "副镇长",
                {"position": "班子成员（副职）", "county_cadre": "是", "retired_on": "没有退休"},
            ),
        ),
        secondments=(SecondmentRow(3, "李强", "县财政局", "城关镇", "县", "2019-06-28", ""),),
        members=(MemberRow(3, "zhangsan", "王芳", "政工人事", "城关镇", ""),),
    )


def test_dates_of_the_calendar_kind_become_text(tmp_path: Path) -> None:
    from datetime import date

    filled = book()
    filled["单位"].append(["城关镇", "乡镇"])
    filled["挂职"].append(["李强", "县财政局", "城关镇", "县", date(2019, 6, 28), None])

    assert read_back(tmp_path, filled).secondments[0].start == "2019-06-28"


def test_an_empty_template_says_that_nothing_is_in_it(tmp_path: Path) -> None:
    rows = read_back(tmp_path, book())

    assert [str(problem) for problem in rows.problems] == [
        "“单位”：一个单位也没有填，例如“城关镇”。"
    ]


def test_a_missing_sheet_and_a_missing_column_are_named(tmp_path: Path) -> None:
    broken = book()
    del broken["人员"]
    broken["单位"]["B1"] = "类别"
    broken["单位"].append(["城关镇", "乡镇"])

    assert [str(problem) for problem in read_back(tmp_path, broken).problems] == [
        "“单位”第1行“类别”列：不认得这一列的列名，请改成模板里的列名或删掉这一列，例如“单位类别”。",
        "“单位”：第1行没有“单位类别”这一列，例如“单位类别”。",
        "“人员”：没有这张工作表，例如“从模板复制一份再填”。",
    ]


def test_a_formula_without_a_value_is_named_by_row_and_column(tmp_path: Path) -> None:
    filled = book()
    filled["单位"].append(["城关镇", "乡镇"])
    filled["人员"].append(["张伟", "=单位!A3", "副镇长"])

    assert read_back(tmp_path, filled).problems == (
        ImportProblem(
            "人员",
            3,
            "所在单位",
            "是公式，没有算出的值；请先在Excel中打开并保存，或直接填写文字",
            "城关镇",
        ),
    )


def test_what_is_no_workbook_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(b"nothing")

    assert "打不开" in str(read(path, PLAN).problems[0])
