"""附件8 filled in by hand: what is right passes, what is wrong is told by cell and clause."""

import io
from pathlib import Path

import openpyxl
import pytest

from forms.grade_proposals import check
from forms.grade_proposals.template import template
from forms.kit.problem import Problem
from forms.kit.standing import Candidate, standings
from tests.kit.forms.county import (
    BORROWED,
    BOTH,
    BUREAU,
    FROM_PROVINCE,
    PEOPLE,
    STANDINGS,
    TOWNSHIP,
    somebody,
)
from tests.kit.forms.right_proposals import SEEDED, Cells, faults, filled, proposals
from tests.kit.plans import PLAN


def test_a_form_filled_with_care_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


def test_one_excellent_too_many_is_told_at_its_cell_with_the_arithmetic(tmp_path: Path) -> None:
    assert faults(tmp_path, {"G10": "优秀"}) == [
        Problem(
            "G10",
            "优秀多了：考核基数14人×20%=2.8，不超过2个"
            "（方案没有写明小数怎么取整；按“不超过”的字面只取整数），"
            "表里有3个，从这一格起超出",
            "一(三)5",
            "减到2个",
            must=True,
        )
    ]


def test_with_ranks_it_is_the_last_ranked_that_is_over(tmp_path: Path) -> None:
    ranked = {"G10": "优秀", "H8": 3, "H9": 1, "H10": 2}

    assert [(each.cell, each.why) for each in faults(tmp_path, ranked)] == [("G8", "一(三)5")]


def test_heads_and_secondees_from_above_use_no_quota(tmp_path: Path) -> None:
    people = standings(PLAN, TOWNSHIP, (*PEOPLE, FROM_PROVINCE))
    form = template(PLAN, TOWNSHIP, people)
    body = filled({"G6": "优秀", "G21": "不确定等次", "G22": "优秀"}, form, last=22)

    assert list(check(PLAN, proposals(tmp_path, body), TOWNSHIP, people)) == []


@pytest.mark.parametrize(("changes", "wanted"), [c[1:] for c in SEEDED], ids=[c[0] for c in SEEDED])
def test_each_fault_is_told_and_nothing_else(
    tmp_path: Path, changes: Cells, wanted: list[tuple[str, str, bool, str]]
) -> None:
    found = faults(tmp_path, changes)

    assert [(f.cell, f.why, f.must) for f in found] == [w[:3] for w in wanted]
    for fault, (*_, words) in zip(found, wanted, strict=True):
        assert words in fault.what
        assert fault.example, "every fault shows what would be right"


def test_a_formula_is_answered_with_what_its_own_column_may_hold(tmp_path: Path) -> None:
    found = faults(tmp_path, {"E10": "=90+2", "F10": "=A1", "G10": '=IF(E10>90,"称职","")'})
    examples = {each.cell: each.example for each in found if "公式" in each.what}
    assert examples == {"E10": "直接填分数", "F10": "直接填“有”或“无”", "G10": "直接填等次"}


def test_a_form_without_the_heading_of_its_grades_is_not_taken_for_another_form(
    tmp_path: Path,
) -> None:
    [found] = faults(tmp_path, {"G5": "建议"})
    assert found.what == "第5行的列名里没有“等次建议”，看不出哪一列是等次建议"
    assert "列名改回“等次建议”" in found.example


def test_all_faults_come_in_one_round_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    found = faults(tmp_path, {"B3": "城南镇", "E9": 80, "G21": "称职", "D10": None})

    assert [f.cell for f in found] == ["B3", "E9", "D10", "G21"]


def test_blanks_and_full_width_digits_are_read_as_meant(tmp_path: Path) -> None:
    changes = {
        "B8": "张　伟 ",
        "E8": "９２．５分",
        "G8": " 优 秀",
        "F3": "２０１９年度",
        "B3": "城关",
    }

    assert faults(tmp_path, changes) == []


def test_moved_rows_are_found(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    sheet = book["等次建议"]
    # openpyxl does not move merged cells with their rows, a spreadsheet program does.
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(12, 3)
    sheet.insert_rows(1, 2)
    sheet["A40"] = "注：测评分按百分制"
    out = io.BytesIO()
    book.save(out)

    found = check(PLAN, proposals(tmp_path, out.getvalue()), TOWNSHIP, STANDINGS)

    assert list(found) == []


def test_what_the_notice_leaves_open_is_only_to_be_looked_at(tmp_path: Path) -> None:
    people = standings(PLAN, TOWNSHIP, (*PEOPLE, BORROWED, BOTH))
    form = template(PLAN, TOWNSHIP, people)
    body = filled({"G21": "不确定等次", "G23": "不确定等次"}, form, last=23)

    found = check(PLAN, proposals(tmp_path, body), TOWNSHIP, people)

    assert [(f.cell, f.why, f.must) for f in found] == [
        ("B22", "一(一)", False),
        ("B23", "一(一)10、一(一)11", False),
        ("G23", "一(一)10、一(一)11", False),
    ]
    assert "方案没有写借调干部" in found[0].what
    assert "说法不一致" in found[1].what


def test_at_the_edge_of_an_open_base_the_fault_is_only_to_be_looked_at(tmp_path: Path) -> None:
    """14 sure and one open: 2.8 or 3. The third 优秀 may be right; nobody can say so yet."""
    people = standings(PLAN, TOWNSHIP, (*PEOPLE, FROM_PROVINCE))
    form = template(PLAN, TOWNSHIP, people)
    body = filled({"G21": "不确定等次", "G10": "优秀"}, form, last=22)

    found = check(PLAN, proposals(tmp_path, body), TOWNSHIP, people)

    assert [(f.cell, f.must) for f in found] == [("G10", False)]
    assert "14人×20%=2.8，不超过2个；另有1人没有写明是否计入，如果都计入，15人×20%=3，" in (
        found[0].what
    )


def test_two_of_one_name_are_told_apart_by_their_posts(tmp_path: Path) -> None:
    twins = (somebody(51, "张伟", "组织委员"), *PEOPLE)
    people = standings(PLAN, TOWNSHIP, twins)
    form = template(PLAN, TOWNSHIP, people)
    right = filled({"G8": "优秀", "G9": "优秀", "G22": "不确定等次"}, form, last=22)

    assert list(check(PLAN, proposals(tmp_path, right), TOWNSHIP, people)) == []

    unclear = filled({"D8": "副书记", "G22": "不确定等次"}, form, last=22)
    found = check(PLAN, proposals(tmp_path, unclear), TOWNSHIP, people)
    assert [(f.cell, f.must) for f in found] == [("B8", True)]
    assert "有2位“张伟”" in found[0].what


def test_of_two_of_one_name_the_one_who_belongs_here_is_meant(tmp_path: Path) -> None:
    elsewhere = somebody(
        52, "张伟", "副局长", "县水利局", "城关镇", is_secondee=True, sent_by="county",
        host_kind="township", months_served=3, works_at="county_department",
    )  # fmt: skip
    people = standings(PLAN, TOWNSHIP, (*PEOPLE, elsewhere))

    found = faults(tmp_path, {"D8": "副镇长"}, people)

    assert [(f.cell, f.must) for f in found] == [("D8", False)]


def test_a_base_that_counts_open_people_says_so(tmp_path: Path) -> None:
    people = standings(PLAN, TOWNSHIP, (*PEOPLE[:11], FROM_PROVINCE))
    form = template(PLAN, TOWNSHIP, people)
    # 9 sure and one open: at most 10×20% = 2; three are too many however one counts.
    body = filled({"G10": "优秀"}, form, last=17)

    (found,) = check(PLAN, proposals(tmp_path, body), TOWNSHIP, people)

    assert (found.cell, found.must) == ("G10", True)
    assert "优秀多了：考核基数9人×20%=1.8，不超过1个；另有1人没有写明是否计入，" in found.what
    assert "如果都计入，10人×20%=2，不超过2个" in found.what


@pytest.mark.parametrize("open_ones", [(), (FROM_PROVINCE,), (FROM_PROVINCE, BOTH)])
def test_the_template_and_the_check_show_the_same_sum(
    tmp_path: Path, open_ones: tuple[Candidate, ...]
) -> None:
    people = standings(PLAN, TOWNSHIP, (*PEOPLE, *open_ones))
    form = template(PLAN, TOWNSHIP, people)
    sheet = openpyxl.load_workbook(io.BytesIO(form))["等次建议"]
    told = str(sheet["A2"].value).partition("按现有名册：")[2].partition("。")[0]
    changes = {f"G{row}": "优秀" for row in range(8, 12)}
    changes |= {f"G{row}": "不确定等次" for row in range(21, 22 + len(open_ones))}
    found = check(
        PLAN, proposals(tmp_path, filled(changes, form, 21 + len(open_ones))), TOWNSHIP, people
    )

    [over] = [each for each in found if each.what.startswith("优秀多了")]
    assert told.startswith("考核基数14人×20%=2.8，优秀不超过2个")
    assert told.replace("优秀不超过", "不超过") in over.what
    assert over.must


def test_a_delegated_list_is_ranked_and_counted_apart(tmp_path: Path) -> None:
    staff = tuple(
        somebody(n, name, "副校长", "县第一中学", superior="县教育局", works_at="school")
        for n, name in enumerate(["郑毅", "冯雪", "许晴", "邓超", "曹阳"], 60)
    )
    own = tuple(
        somebody(n, name, "副局长", "县教育局", works_at="county_department")
        for n, name in enumerate(["袁立", "蒋欣", "沈腾", "韩梅", "唐宋"], 70)
    )
    people = standings(PLAN, BUREAU, (*own, *staff))
    form = template(PLAN, BUREAU, people)
    # Rows 6 to 10 are the bureau's own, 11 to 15 the school's: one 优秀 each.
    both = {"G8": "称职", "G9": "称职", "G6": "优秀", "G11": "优秀"}

    unranked = check(PLAN, proposals(tmp_path, filled(both, form, 15)), BUREAU, people)
    ranked = check(PLAN, proposals(tmp_path, filled({**both, "H11": 1}, form, 15)), BUREAU, people)
    over = check(
        PLAN,
        proposals(tmp_path, filled({**both, "H11": 1, "G12": "优秀", "H12": 2}, form, 15)),
        BUREAU,
        people,
    )

    assert [(f.cell, f.why, f.must) for f in unranked] == [("H11", "一(一)4", True)]
    assert list(ranked) == []
    assert [(f.cell, f.why, f.must) for f in over] == [("G12", "一(一)4", True)]
    assert "委托考核名单5人×20%=1，不超过1个" in over[0].what


def other_form(title: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = title
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("县管干部年度考核登记表", "附件1"),
        ("挂职干部年度考核登记表", "附件6"),
        ("2019年通讯录", "没有找到“姓名”“等次建议”"),
    ],
)
def test_another_form_is_named(tmp_path: Path, title: str, words: str) -> None:
    found = check(PLAN, proposals(tmp_path, other_form(title)), TOWNSHIP, STANDINGS)

    assert [(f.cell, f.must) for f in found] == [("整张表", True)]
    assert words in found[0].what


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book["等次建议"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)

    found = check(PLAN, proposals(tmp_path, out.getvalue()), TOWNSHIP, STANDINGS)

    assert "取消隐藏" in found[0].what


def test_a_workbook_that_breaks_the_reader_is_answered_in_words(tmp_path: Path) -> None:
    found = check(PLAN, proposals(tmp_path, b"PK\x03\x04 nothing"), TOWNSHIP, STANDINGS)

    assert [f.what for f in found] == [
        "这个表格打不开，可能已损坏。请在Excel或WPS中打开，另存为xlsx后再交，例如“附件8.xlsx”"
    ]


def test_the_template_says_whose_it_is_and_keeps_text_as_text(tmp_path: Path) -> None:
    tricky = standings(PLAN, TOWNSHIP, (somebody(90, "=1+1", "=HYPERLINK(1)"),))

    sheet = openpyxl.load_workbook(io.BytesIO(template(PLAN, TOWNSHIP, tricky)))["等次建议"]

    assert sheet["A1"].value == "县管干部2019年度考核等次建议（附件8）"
    assert "样表" in sheet["A2"].value
    assert (sheet["B6"].value, sheet["B6"].data_type) == ("=1+1", "s")
    assert sheet.page_setup.paperSize == 9
    assert sheet.protection.sheet
    assert sheet["A5"].protection.locked
    assert not sheet["B6"].protection.locked
    listed = {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert {"E6:E9", "F6:F9", "G6:G9", "H6:H9", "I6:I9", "H3"} == listed
