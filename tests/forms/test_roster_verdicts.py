"""The ruled roster as a workbook."""

import io
from datetime import date

import openpyxl

from forms.roster_verdicts import workbook
from rules.verdicts import verdicts
from tests.kit.forms.county import BORROWED, FROM_COUNTY, FROM_PROVINCE, HEAD, RETIRED, somebody
from tests.kit.plans import PLAN

UNKNOWN = somebody(
    40, "石磊", "副镇长（挂职）", is_secondee=True, works_at="county_department", host="城关镇"
)
EVIL = somebody(41, "=1+1", "+cmd|' /C calc'!A0")
PEOPLE = (HEAD, FROM_COUNTY, FROM_PROVINCE, RETIRED, BORROWED, UNKNOWN)

GOLDEN = [
    ("序号", "姓名", "所在单位", "职务", "在哪考核", "基数", "指标", "表", "等次", "依据",
     "还缺的情况"),
    (1, "王建国", "城关镇", "党委书记", "本单位", "不计入本单位",
     "不占本单位指标，由县里综合考核单列", "附件1",
     "按正常程序确定等次", "一(一)2、一(三)5、一(一)", None),
    (2, "胡军", "县财政局", "副镇长（挂职）", "所挂职乡镇", "计入所挂职乡镇", "占所挂职乡镇",
     "附件6", "按正常程序确定等次", "一(一)1、一(三)6、一(一)", None),
    (3, "郭明", "城关镇", "副书记（挂职）", "所挂职乡镇", "方案未写明", "不占挂职单位的指标",
     "附件6", "按正常程序确定等次", "一(一)1、一(一)",
     "方案只写明不占挂职单位的优秀指标，没有写是否计入考核基数。"),
    (4, "高山", "城关镇", "人大主席", "不考核", "不计入本单位", "—", "—", "不定等次",
     "一(一)10", None),
    (5, "梁宇", "城关镇", "组织委员", "方案未写明", "方案未写明", "方案未写明", "附件1",
     "按正常程序确定等次", "一(一)", "方案没有写借调干部在哪里考核；借调不等于挂职。"),
    (6, "石磊", "城关镇", "副镇长（挂职）", "缺：派出层级", "缺：派出层级", "缺：派出层级",
     "缺：派出层级", "按正常程序确定等次", "一(一)1、一(三)6、一(一)",
     "是哪一级派下来的？（中央、省、市、县）"),
]  # fmt: skip


def book(*people: object) -> openpyxl.Workbook:
    found = verdicts(PLAN, people)  # type: ignore[arg-type]
    body = workbook(PLAN, "城关镇", found, date(2019, 12, 26))
    return openpyxl.load_workbook(io.BytesIO(body))


def test_every_person_has_place_base_quota_form_grade_clause_and_what_is_missing() -> None:
    sheet = book(*PEOPLE)["逐人判定"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    rows = [tuple(value or None for value in row) for row in rows]
    assert rows == GOLDEN
    assert sheet["A1"].value == "城关镇2019年度考核逐人判定表"
    assert "2019年12月26日按现有名册" in str(sheet["A2"].value)
    assert sheet.freeze_panes == "A4"


def test_the_missing_facts_stand_on_one_page_by_question() -> None:
    pages = book(*PEOPLE)["还缺的情况"]
    assert [row[0] for row in pages.iter_rows(values_only=True)] == [
        "还缺的情况",
        "1. 是哪一级派下来的？（中央、省、市、县）——石磊（城关镇）",
    ]
    nothing = book(HEAD)["还缺的情况"]
    assert nothing["A2"].value == "没有要补的情况。"


def test_a_name_that_looks_like_a_formula_stays_text() -> None:
    sheet = book(EVIL)["逐人判定"]
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=1+1", "s")
    assert sheet["D4"].data_type == "s"
