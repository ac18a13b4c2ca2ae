"""A county's own 附件8 by a map of columns: out with its looks, back with every check."""

import io
from pathlib import Path

import openpyxl
import pytest

from forms.kit.form import Occasion
from forms.kit.marking.copy import marked_copy
from forms.kit.own_forms import own_forms
from forms.kit.problem import Problem
from forms.kit.registry import recognise
from rules.plan import PlanError
from tests.kit.forms import right_proposals
from tests.kit.forms.own_proposals import (
    FIRST,
    FOOT,
    FORM,
    MAP,
    filled,
    own,
    packed,
    sheet_of_the_county,
    theirs,
)
from tests.kit.forms.right_proposals import SEEDED
from tests.kit.plans import PLAN

# Workbooks and documents by the hundred, checked or marked in child interpreters.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def countys(tmp_path_factory: pytest.TempPathFactory) -> Occasion:
    return own(tmp_path_factory.mktemp("county"))


def checked(folder: Path, body: bytes, of: Occasion) -> list[Problem]:
    file = folder / "form.xlsx"
    file.write_bytes(body)
    return list(FORM.check(of, file).problems)


def test_it_goes_out_as_the_countys_with_the_people_written_in(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(FORM.template(own(tmp_path))))["汇总"]
    assert (sheet["A3"].value, sheet["D3"].value) == ("报送单位（盖章）：城关镇", "2019")
    first = [sheet[f"{column}{FIRST}"].value for column in "ABCDEFGHJ"]
    assert first == [None, "王建国", "党委书记", "城关镇", "是", None, None, None, 1]
    assert (sheet["B22"].value, sheet["B23"].value, sheet["J23"].value) == ("罗刚", None, 17)
    assert (sheet[f"B{FOOT}"].value, sheet["B22"].font.name) == ("审核人", "楷体")


@pytest.mark.parametrize("printed", [1, 2, 5])
def test_rows_are_put_in_where_the_county_printed_too_few(tmp_path: Path, printed: int) -> None:
    foot = FIRST + printed
    map = MAP.replace(f"B{FOOT}: 审核人", f"B{foot}: 审核人")
    of = own(tmp_path, map, sheet_of_the_county(printed))
    assert own_forms(of.plan) == ("grade_proposals",)
    sheet = openpyxl.load_workbook(io.BytesIO(FORM.template(of)))["汇总"]
    last = FIRST + 15
    assert [sheet[f"B{row}"].value for row in (FIRST, last, last + 1)] == [
        "王建国",
        "罗刚",
        "审核人",
    ]
    looks = {
        (cell.font.name, cell.border.left.style, cell.fill.fgColor.rgb)
        for (cell,) in sheet[f"B{FIRST}:B{last}"]
    }
    assert looks == {("楷体", "thin", "FFFFEEDD")}
    assert {sheet.row_dimensions[row].height for row in range(FIRST, last + 1)} == {31}
    assert sheet.row_dimensions[last + 1].height == 44
    assert [str(each) for each in sheet.merged_cells.ranges] == [f"C{last + 1}:D{last + 1}"]
    [rule] = sheet.data_validations.dataValidation
    assert all(f"F{row}" in rule.sqref for row in range(FIRST, last + 1))
    assert f"F{last + 1}" not in rule.sqref
    assert sheet.print_area.endswith(f"$K${last + 1}")
    if printed > 1:
        assert sheet[f"F{last + 1}"].value == f'=COUNTIF(F{FIRST}:F{last},"优秀")'
    assert checked(tmp_path, filled(of), of) == []


@pytest.mark.parametrize("printed", [4, 25])
def test_what_is_printed_in_every_row_and_below_is_nobody(tmp_path: Path, printed: int) -> None:
    book = sheet_of_the_county(printed)
    sheet, last = book["汇总"], FIRST + printed - 1
    for row in range(FIRST, last + 1):
        sheet[f"H{row}"], sheet[f"K{row}"] = "有/无", f'=IF(F{row}="优秀",1,0)'
        sheet.merge_cells(f"K{row}:L{row}")
    sheet[f"B{last + 2}"], sheet[f"D{last + 2}"] = "分管领导意见", "同意上报"
    sheet[f"C{last + 3}"], sheet[f"F{last + 3}"] = "经办人 ", "联系电话"
    of = own(tmp_path, MAP.replace(f"B{FOOT}", f"B{last + 1}"), book)
    body = filled(of)
    out = openpyxl.load_workbook(io.BytesIO(body))["汇总"]
    end = FIRST + max(printed, 16) - 1
    assert out[f"K{FIRST + 14}"].value == f'=IF(F{FIRST + 14}="优秀",1,0)'
    assert (out[f"B{end + 1}"].value, out[f"C{end + 3}"].value) == ("审核人", "经办人 ")
    assert {str(each) for each in out.merged_cells.ranges} == {
        f"C{end + 1}:D{end + 1}",
        *(f"K{row}:L{row}" for row in range(FIRST, end + 1)),
    }
    assert checked(tmp_path, body, of) == []


def test_an_empty_line_above_the_footer_is_no_room_for_a_person(tmp_path: Path) -> None:
    book = sheet_of_the_county(15)
    sheet, foot = book["汇总"], FIRST + 15
    sheet.unmerge_cells(f"C{foot}:D{foot}")
    sheet.insert_rows(foot)
    of = own(tmp_path, MAP.replace(f"B{FOOT}", f"B{foot + 1}"), book)
    out = openpyxl.load_workbook(io.BytesIO(FORM.template(of)))["汇总"]
    assert [out[f"B{foot + down}"].value for down in range(3)] == ["罗刚", None, "审核人"]
    assert out[f"B{foot}"].border.left.style == "thin"


def test_a_formula_in_the_first_row_is_told_once_and_the_column_is_read(tmp_path: Path) -> None:
    of = own(tmp_path)
    found = checked(tmp_path, filled(of, {"E6": "=90+2", "E8": 80}), of)
    assert [each.cell for each in found] == [theirs("E6"), theirs("E8")]


def test_filled_with_care_it_has_no_fault_and_shows_itself(tmp_path: Path) -> None:
    of = own(tmp_path)
    assert checked(tmp_path, filled(of), of) == []
    assert FORM.check(of, tmp_path / "form.xlsx").summary["excellent"] == 2


@pytest.mark.parametrize(("changes", "wanted"), [c[1:] for c in SEEDED], ids=[c[0] for c in SEEDED])
def test_each_fault_of_our_template_is_told_at_the_countys_cell(
    tmp_path: Path,
    countys: Occasion,
    changes: right_proposals.Cells,
    wanted: list[tuple[str, str, bool, str]],
) -> None:
    found = checked(tmp_path, filled(countys, changes), countys)
    told = {(each.cell, each.why, each.must) for each in found}
    assert told == {(theirs(cell), why, must) for cell, why, must, _ in wanted}


def test_what_the_county_prints_no_column_for_is_not_asked_for(tmp_path: Path) -> None:
    few = "columns: {name: B, post: C, grade: F}"
    lines = [few if line.startswith("columns") else line for line in MAP.splitlines()]
    map = "\n".join(line for line in lines if not line.startswith("fields"))
    of = own(tmp_path, map)
    book = openpyxl.load_workbook(io.BytesIO(FORM.template(of)))
    for row in range(FIRST, FIRST + 15):
        book["汇总"][f"F{row}"] = "称职"
    assert [p.what for p in checked(tmp_path, packed(book), of)] == [
        "等次建议没有填，可填优秀、称职、基本称职、不称职、不确定等次"
    ]


def test_another_version_is_told_which_is_wanted_and_how_to_get_it(tmp_path: Path) -> None:
    of = own(tmp_path)
    [ours] = checked(tmp_path, right_proposals.filled(), of)
    assert ours.what == (
        "这份是“样表:附件8/2019/第1版”，现在用的是“县委组织部2019年第2版”，栏目位置不同，没有往下检查"
    )
    assert ours.example == "在聊天里发“发我附件8”，用发来的表填"
    older = openpyxl.load_workbook(io.BytesIO(filled(of)))
    older["汇总"]["K1"], older["汇总"]["A1"] = "组通字〔2018〕70号", "2018年年度考核等次建议表"
    older["汇总"]["B5"] = "姓名"
    [old] = checked(tmp_path, packed(older), of)
    assert old.what.startswith("这份表不是现在用的表样，现在用的是“县委组织部2019年第2版”")


def test_another_form_and_a_broken_file_are_told_as_such(tmp_path: Path) -> None:
    of = own(tmp_path)
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "县管干部年度考核登记表"
    assert "像是附件1" in checked(tmp_path, packed(book), of)[0].what
    book.worksheets[0]["A1"] = "通讯录"
    assert "没有找到“组通字〔2019〕88号”" in checked(tmp_path, packed(book), of)[0].what
    assert "打不开" in checked(tmp_path, b"PK nothing", of)[0].what
    hidden = openpyxl.load_workbook(io.BytesIO(filled(of)))
    hidden.create_sheet("空")
    hidden["汇总"].sheet_state = "hidden"
    [only] = checked(tmp_path, packed(hidden), of)
    assert "请取消隐藏" in only.what


def test_rows_above_and_among_the_people_are_followed(tmp_path: Path) -> None:
    of = own(tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(filled(of, {"G10": "秤职"})))
    sheet = book["汇总"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(FIRST + 2, 3)
    sheet.insert_rows(2, 1)
    found = checked(tmp_path, packed(book), of)
    told = [each for each in found if "表样" not in each.what]
    assert [each.cell for each in told] == [f"F{FIRST + 4 + 3 + 1}"]
    assert [each.cell for each in found if each not in told] == ["整张表", "C3", "F3", "A5", "B5"]


def test_a_heading_that_moved_is_followed_and_one_that_is_gone_is_not_read(tmp_path: Path) -> None:
    of = own(tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(filled(of, {"E10": 925})))
    sheet = book["汇总"]
    for row in range(5, FIRST + 16):  # 得分 goes to the end
        sheet[f"L{row}"], sheet[f"G{row}"] = sheet[f"G{row}"].value, None
    sheet["C5"] = "随手改的"
    found = checked(tmp_path, packed(book), of)
    assert [(each.cell, each.what.partition("；")[0]) for each in found] == [
        ("C5", "表样的“岗位”应在这一格，不见了"),
        ("G5", "表样的“得分”应在这一格，移到了第L5格"),
        (f"L{FIRST + 4}", "“925”不是0到100之间的分数"),
    ]
    sheet["B5"] = None
    found = checked(tmp_path, packed(book), of)
    assert {each.cell for each in found} == {"B5", "C5", "G5"}


def test_the_marked_copy_is_the_countys_sheet(tmp_path: Path) -> None:
    of = own(tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(filled(of, {"G10": "秤职"})))
    book.create_sheet("填表说明", 0)["A1"] = "组通字〔2019〕88号等次建议怎样填"
    file = tmp_path / "form.xlsx"
    problems = checked(tmp_path, packed(book), of)
    assert FORM.sheet(of.plan, file) == "汇总"
    marked = openpyxl.load_workbook(io.BytesIO(marked_copy(file, problems, sheet="汇总")))
    cell = theirs("G10")
    noted = [at.coordinate for row in marked["汇总"].iter_rows() for at in row if at.comment]
    assert noted == [cell]
    assert "“秤职”不是规定的等次" in marked["汇总"][cell].comment.text
    file.write_bytes(packed(marked))
    assert list(FORM.check(of, file).problems) == problems


def test_by_its_title_a_countys_sheet_is_told_in_the_chat(tmp_path: Path) -> None:
    book = sheet_of_the_county()
    sheet = book["汇总"]
    sheet["A1"], sheet["B5"] = "2019年度干部考核等次建议表", "姓名"
    file = tmp_path / "form.xlsx"
    file.write_bytes(FORM.template(own(tmp_path, MAP.replace("被推荐人", "姓名"), book)))
    seen = recognise(file, "xlsx", PLAN)
    assert (seen.read_as, seen.unit) == ("grade_proposals", "")  # type: ignore[union-attr]
    sheet["A3"] = "填报单位：城关镇"
    book.save(file)
    assert recognise(file, "xlsx", PLAN).unit == "城关镇"  # type: ignore[union-attr]
    for title in ("年度考核登记表（等次建议另附）", "委托考核等次建议名单"):
        sheet["A1"] = title
        book.save(file)
        assert recognise(file, "xlsx", PLAN) is None


WRONG = [
    ("grade: F,", "grdae: F,", "这张表没有叫“grdae”的列；可以写的有：number、name、unit"),
    ("grade: F,", "", "缺少“grade”（等次建议）这一列"),
    ("grade: F,", "grade: B,", "“name”和“grade”都写了B列，一列只能是一项"),
    ("grade: F,", "grade: 六,", "“六”不是列的字母。正确写法例如：grade: B"),
    ("first_row: 7", "first_row: 第七行", "“第七行”不是整数。正确写法例如：first_row: 6"),
    ("first_row: 7", "first_row: 1", "第1行不能是第一个人的行"),
    ("first_row: 7\n", "", "缺少“first_row”这一项。正确写法例如：first_row: 6"),
    ("team_grade: G3", "team_grade: G30", "“team_grade”不能写在第G30格"),
    ("team_grade: G3", "team: G3", "没有叫“team”的栏目；可以写的有：unit、year、team_grade"),
    ("G5: 得分", "G5: 分数", "第G5格写的是“得分”，对照表说应是“分数”"),
    ("first_row: 7", "first_row: 6", "第B6格写的是“(按现任填写)”，不能写第一个人的姓名"),
    ("88号", "89号", "第K1格写的是“组通字〔2019〕88号”"),
]


@pytest.mark.parametrize(("old", "new", "words"), WRONG)
def test_a_wrong_map_is_told_with_what_is_right(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    assert old in MAP
    with pytest.raises(PlanError) as wrong:
        own_forms(own(tmp_path, MAP.replace(old, new)).plan)
    assert words in wrong.value.words
    assert "grade_proposals.yaml" in str(wrong.value)


@pytest.mark.parametrize(
    ("merged", "words"),
    [
        ("D7:D26", "第D7格和别的格子合并了"),
        ("B7:C7", "第C7格和别的格子合并了"),
        ("F3:G3", "第G3格合并到别的格子里了"),
    ],
)
def test_merged_cells_nobody_can_write_into_are_told(
    tmp_path: Path, merged: str, words: str
) -> None:
    book = sheet_of_the_county()
    book["汇总"].merge_cells(merged)
    with pytest.raises(PlanError, match=words):
        own_forms(own(tmp_path, MAP, book).plan)
