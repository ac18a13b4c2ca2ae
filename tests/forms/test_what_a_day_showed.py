"""Papers as people print, sign and correct them: what a day of use showed wrong."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from forms.county_summary import UnitRow
from forms.county_summary.book import county_summary
from forms.grade_proposals.reader import read
from forms.grade_proposals.template import template
from forms.kit.form import Occasion
from forms.kit.registry import known_forms
from forms.kit.standing import standings
from tests.kit.forms.county import BUREAU, PEOPLE, STANDINGS, TOWNSHIP, somebody
from tests.kit.forms.made import part_of
from tests.kit.forms.right_proposals import faults
from tests.kit.plans import PLAN

TODAY = date(2019, 12, 25)
AT_HOME = somebody(
    30, "胡军", "副局长", "县财政局", "城关镇",
    is_secondee=True, sent_by="county", host_kind="township", months_served=6.1,
    works_at="county_department",
)  # fmt: skip


def made(paper: str, whose, kind: str = "xlsx") -> bytes:
    everybody = standings(PLAN, TOWNSHIP, (*PEOPLE, whose) if whose else PEOPLE)
    of = Occasion(PLAN, TOWNSHIP, everybody, TODAY, everybody[-1] if whose else everybody[3])
    return known_forms()[paper].templates(PLAN)[kind](of)


def beside(body: bytes, label: str) -> object:
    """What stands right of a label."""
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    at = next(cell for row in sheet.iter_rows() for cell in row if cell.value == label)
    right = (sheet.cell(at.row, column).value for column in range(at.column + 1, at.column + 3))
    return next((value for value in right if value), None)


def test_a_secondees_post_on_the_roster_of_home_is_the_former_one() -> None:
    body = made("secondee_registration", AT_HOME)

    assert beside(body, "原任职务") == "副局长"
    assert beside(body, "挂职职务") == "挂职开始"  # the blank is empty: its neighbour is a label


def test_a_post_that_says_it_is_a_secondees_is_the_one_here() -> None:
    body = made("secondee_registration", replace(AT_HOME, post="副镇长（挂职）"))

    assert beside(body, "挂职职务") == "副镇长（挂职）"
    assert beside(body, "原任职务") is None


def test_the_post_here_is_not_held_against_the_post_at_home(tmp_path: Path) -> None:
    everybody = standings(PLAN, TOWNSHIP, (*PEOPLE, AT_HOME))
    of = Occasion(PLAN, TOWNSHIP, everybody, TODAY, everybody[-1])
    form = known_forms()["secondee_registration"]
    book = openpyxl.load_workbook(io.BytesIO(form.template(of)))
    sheet = book.worksheets[0]
    at = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "挂职职务")
    sheet.cell(at.row, at.column + 1).value = "副镇长（挂职）"
    path = tmp_path / "a.xlsx"
    book.save(path)

    assert not [each for each in form.check(of, path).problems if "名册（" in each.what]


def test_a_teams_paper_stands_in_the_list_as_owed() -> None:
    team = frozenset(paper.id for paper in PLAN.papers.values() if paper.owed_by == "team")
    of = Occasion(PLAN, TOWNSHIP, STANDINGS, TODAY, owed_by_team=team)
    form = known_forms()["material_list"]

    def owed(occasion: Occasion) -> object:
        sheet = openpyxl.load_workbook(io.BytesIO(form.template(occasion))).worksheets[0]
        return sheet["E11"].value

    assert openpyxl.load_workbook(io.BytesIO(form.template(of))).worksheets[0]["A11"].value == "7"
    assert owed(of) == 1
    assert owed(replace(of, owed_by_team=frozenset())) is None


@pytest.mark.parametrize("name", ["城关镇人民政府", "城关镇党委", "城关镇政府", "城关"])
def test_another_name_of_the_unit_does_not_keep_the_rest_from_being_read(
    tmp_path: Path, name: str
) -> None:
    found = faults(tmp_path, {"B3": name, "E9": 80})

    assert [each.cell for each in found] == ["E9"]


@pytest.mark.parametrize("name", ["河口镇人民政府", "城关镇人民政府财政所", "县城关镇"])
def test_another_units_name_is_still_told(tmp_path: Path, name: str) -> None:
    assert "现在是为“城关镇”交" in faults(tmp_path, {"B3": name})[0].what


GONE = {"B22": "高山", "D22": "", "E22": "很高", "F22": "也许", "G22": "优秀", "H22": 9}


@pytest.mark.parametrize("row", [GONE, {**GONE, "B22": "张伟"}], ids=["not assessed here", "twice"])
def test_a_row_to_delete_brings_no_more_than_that(tmp_path: Path, row: dict[str, object]) -> None:
    found = faults(tmp_path, row)

    assert [each.cell for each in found] == ["B22"]


@pytest.mark.parametrize(("slip", "meant"), [("陈婧", "陈静"), ("张玮", "张伟"), ("赵垒", "赵磊")])
def test_a_name_close_to_one_on_the_list_is_offered_as_that_one(
    tmp_path: Path, slip: str, meant: str
) -> None:
    rows = {"张伟": 8, "陈静": 10, "赵磊": 12}
    found = faults(tmp_path, {f"B{rows[meant]}": slip})

    assert [each.example for each in found] == [meant]
    assert not any("加一行" in each.example for each in found)


def test_a_name_close_to_one_already_listed_is_not_taken_for_a_slip(tmp_path: Path) -> None:
    row = {"B22": "张玮", "D22": "干事", "E22": 91, "F22": "有", "G22": "称职"}

    assert "张伟" not in "".join(map(str, faults(tmp_path, row)))


def test_no_example_suggests_a_grade_or_a_score_that_nobody_gave(tmp_path: Path) -> None:
    changes = {"E8": None, "E9": "很高", "F8": "也许", "F10": None, "G8": "一级", "G10": None}
    more = {"G9": "优秀", "G11": "优秀", "E11": 80, "G12": "不确定等次", "E13": "=1", "G13": "=1"}
    found = faults(tmp_path, {**changes, **more})

    assert len(found) > 8
    grades = {"优秀", "称职", "基本称职", "不称职", "不确定等次"}
    assert not [each for each in found if each.example in grades]
    assert not [each for each in found if re.search(r"\d\d\.\d", each.example)]


def test_the_print_of_proposals_is_one_page_with_a_place_to_sign(tmp_path: Path) -> None:
    body = template(PLAN, TOWNSHIP, STANDINGS)
    sheet = openpyxl.load_workbook(io.BytesIO(body))["等次建议"]

    assert sheet.page_setup.fitToHeight == 1
    last = str(sheet.cell(sheet.max_row, 1).value)
    assert "签字" in last
    assert "盖章" in last
    path = tmp_path / "a.xlsx"
    path.write_bytes(body)
    assert [line.name for line in read(PLAN, path).lines][
        -1
    ] == "罗刚"  # the line to sign is nobody


def test_a_registration_prints_in_black_and_without_prompts() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("registration", None)))
    fills = {
        cell.fill.fgColor.rgb
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if cell.fill.fill_type
    }
    words = part_of(made("registration", None, "docx"), "word/document.xml").decode()

    assert fills == set()
    assert "点此填写" not in words
    assert "请选择" not in words


def test_the_units_of_the_test_are_two() -> None:
    assert not TOWNSHIP.is_meant(BUREAU.name)
    assert BUREAU.is_meant("县教育局党组")


def test_how_far_the_units_are_prints_at_a_size_that_can_be_read() -> None:
    papers = [paper.form or paper.name for paper in PLAN.papers.values()]
    owed = dict.fromkeys(papers, 12)
    units = [UnitRow(f"第{number}镇", "第一考核组", "", None, owed=owed) for number in range(60)]
    book = openpyxl.load_workbook(io.BytesIO(county_summary("汇总表", units, "附件8")))
    sheet = book["上交情况"]
    wide = sum(dimension.width for dimension in sheet.column_dimensions.values())
    # A4 across without its margins, in pixels, of which a digit of the font takes seven.
    scale = (11.69 - sheet.page_margins.left - sheet.page_margins.right) * 96 / (wide * 7)
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$2"
    assert scale * 11 >= 8  # points of a letter on paper
