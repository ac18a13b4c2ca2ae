"""The roster page: a sheet is ruled on for a clerk, or refused with the row that is wrong."""

import io
import re

import openpyxl
import pytest

from tests.kit.plans import PLAN
from tests.kit.web.county import County
from tests.kit.web.roster import LIST, everybody, filled, go_on, hidden, send, sheet


def test_a_clerk_gets_everybody_of_a_plain_list_ruled_on_and_nothing_is_kept(
    county: County,
) -> None:
    before, clerk = everybody(county), county.as_member("wangfang")
    shown = send(clerk, sheet(LIST))

    assert shown.status_code == 200
    assert "判定好了，共3人" in shown.text
    assert "钱多" in shown.text
    assert "全县名册没有改动" in shown.text
    assert everybody(county) == before

    book = go_on(clerk, shown.text, "/roster/verdicts.xlsx")
    rows = openpyxl.load_workbook(io.BytesIO(book.content))["逐人判定"]
    names = [row[1] for row in rows.iter_rows(min_row=4, values_only=True)]
    assert names == ["王建国", "张伟", "钱多"]
    assert everybody(county) == before

    # What the list has no column for is as the roster has it: 王建国 heads the unit.
    assert "乡镇党政正职" in shown.text
    assert "钱多未提到是主要负责人，按班子成员答" in shown.text


def test_a_column_of_the_template_is_understood_in_a_list_of_ones_own(county: County) -> None:
    rows = [["姓名", "现任职务", "职务"], ["钱多", "镇长", "党政正职、单位主要负责人"]]
    shown = send(county.as_member("wangfang"), sheet(rows))
    assert "由县里综合考核单列" in shown.text
    assert "未提到是主要负责人" not in shown.text


def test_facts_that_contradict_each_other_are_named_with_their_row(county: County) -> None:
    months, since = (PLAN.facts[id].label for id in ("months_served", "served_from"))
    rows = [["姓名", "现任职务", months, since], ["钱多", "副镇长", "9", "2019-10-01"]]
    shown = send(county.as_member("wangfang"), sheet(rows))
    assert "人员 第2行 “钱多”" in shown.text
    assert "请核对" in shown.text


def test_the_template_brings_the_facts_and_the_secondments(county: County) -> None:
    body = filled(
        [["钱多", "城关镇", "副镇长"], ["孙立", "城关", "副镇长"]],
        挂职=[["钱多", "省审计厅", "城关镇", "省", "2019-09-01", ""]],
    )
    shown = send(county.as_member("wangfang"), body)
    assert "判定好了，共2人" in shown.text
    assert "附件6" in shown.text
    assert "一(一)1" in shown.text


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ([*LIST, [4, "张伟", "副镇长"]], "第6行", "与第4行重复"),
        ([["姓名", "职务", "退休日期"], ["张伟", "副镇长", "2019-02-30"]], "第2行", "这一天不存在"),
        ([["姓名", "单位"], ["何平", "河口镇"]], "第2行", "不是您的单位"),
        ([["名单"], ["张伟"]], "整个文件", "没有找到“姓名”这一列"),
        ([["姓名", "职务"]], "第1行", "一个人也没有"),
    ],
)
def test_a_fault_is_named_with_its_row_and_nobody_is_ruled_on(
    rows: list[list[object]], place: str, words: str, county: County
) -> None:
    labels = {fact.label for fact in PLAN.facts.values()}
    retired = PLAN.facts["retired_on"].label
    rows = [[retired if cell == "退休日期" else cell for cell in row] for row in rows]
    assert retired in labels
    shown = send(county.as_member("wangfang"), sheet(rows))
    assert shown.status_code == 422
    assert place in shown.text
    assert words in shown.text
    assert "判定好了" not in shown.text


def test_a_row_of_another_unit_keeps_nobody_else_from_being_ruled_on(county: County) -> None:
    """A list names its secondees under the unit they came from."""
    rows = [
        ["姓名", "单位", "职务", "备注"],
        ["张伟", "城关镇", "副镇长", ""],
        ["胡军", "县财政局", "副局长", "6月28日到我镇挂职"],
        ["何平", "河口镇", "副镇长", ""],
    ]
    shown = send(county.as_member("wangfang"), sheet(rows))

    assert shown.status_code == 200
    assert "判定好了，共2人" in shown.text
    assert "胡军" in shown.text
    places = re.findall(r"人员 第(\d+)行", shown.text)
    assert places == sorted(places)
    assert "4" in places
    assert "何平：“河口镇”不是您的单位，这一行没有判定" in shown.text


def test_a_secondee_the_sheet_itself_tells_of_is_ruled_on(county: County) -> None:
    body = filled(
        [["钱多", "县审计局", "副局长"]],
        挂职=[["钱多", "县审计局", "城关镇", "县", "2019-05-01", ""]],
    )
    shown = send(county.as_member("wangfang"), body)

    assert "判定好了，共1人" in shown.text
    assert "附件6" in shown.text


def test_a_clerk_learns_nothing_of_another_units_people(county: County) -> None:
    clerk = county.as_member("wangfang")
    known, unknown = (
        send(clerk, filled([[name, "河口镇", ""]])).text.replace(name, "某")
        for name in ("何平", "何人")
    )
    tokens = r'value="[0-9a-f]{64}"'
    assert re.sub(tokens, "", known) == re.sub(tokens, "", unknown)


def test_only_clerks_and_supervisors_have_the_page(county: County) -> None:
    for userid in ("zhangwei", "kaohezu"):
        assert county.as_member(userid).get("/roster").status_code == 403
    clerk = county.as_member("wangfang")
    shown = send(clerk, sheet(LIST))
    assert go_on(clerk, shown.text, "/roster/import").status_code == 403
    assert county.anonymous().get("/roster").status_code == 302


def test_a_sheet_opens_only_to_whom_it_was_shown(county: County) -> None:
    shown = send(county.as_member("wangfang"), sheet(LIST))
    other = county.as_member("lina")
    token = hidden(other.get("/roster").text)["token"]
    refused = go_on(other, shown.text, "/roster/verdicts.xlsx", token=token)
    assert refused.status_code == 422
    assert "已经不在了" in refused.text
    forged = go_on(county.as_member("wangfang"), shown.text, "/roster/verdicts.xlsx", sheet="../x")
    assert forged.status_code in (401, 422)


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("名册.xls", b"\xd0\xcf\x11\xe0", "xlsx"),
        ("秘密名册.xlsx", b"PK", "密"),
        ("", b"", "选"),
        ("名册.xlsx", b"", "例如填好的“名册.xlsx”"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(
    name: str, body: bytes, words: str, county: County
) -> None:
    refused = send(county.as_member("wangfang"), body, name)
    assert refused.status_code == 422
    assert words in refused.text
    assert county.left_over() == []


def test_nobody_is_dropped_for_a_remark_which_stands_in_their_row(
    county: County,
) -> None:
    head = ["姓名", "职务", "派出层级", "挂职单位", "挂职开始日期", "备注"]
    rows = [
        head,
        ["赵七", "副镇长", "", "城关镇", "2019-10-01", "县派挂职"],
        ["周八", "副镇长", "", "", "", "县委党校学习"],
        ["孙九", "副镇长", "", "", "", "年底调走"],
        ["钱多", "副镇长"],
    ]
    shown = send(county.as_member("wangfang"), sheet(rows))
    assert "判定好了，共4人" in shown.text
    assert "其中1人写得不全，只按已写的判定" in shown.text
    assert "赵七是挂职的，没有写从哪个单位派到哪个单位，先按已写的判定" in shown.text
    told = {row.partition("<")[0]: row for row in shown.text.split('<span class="name">')[1:]}
    assert "“县派挂职”，读出：" in told["赵七"]
    assert "还缺" in told["赵七"]
    assert "“县委党校学习”，没有读出来，判定没有用上" in told["周八"]
    assert "周八的“县委党校学习”" in shown.text.split("逐人结论")[0]
    assert "“年底调走”，没有读出来，判定没有用上" in told["孙九"]
    assert "表上还写着" not in told["钱多"]


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("钱多", "2019-02-30", "“2019-02-30”这一天不存在"),
        ("😀", "", "不像姓名"),
        ("钱" * 400, "", "有400个字"),
        ("=1+1", "", "是公式"),
    ],
)
def test_names_and_days_that_cannot_be_are_named_with_their_row(
    name: str, day: str, words: str, county: County
) -> None:
    rows = [["姓名", "职务", "挂职开始"], [name, "副镇长", day]]
    shown = send(county.as_member("wangfang"), sheet(rows))
    assert shown.status_code == 422
    assert "第2行" in shown.text
    assert words in shown.text


def test_a_title_the_notice_is_silent_on_is_not_ruled_on_as_a_post(county: County) -> None:
    rows = [["姓名", "职务"], ["孙七", "四级调研员"]]
    shown = send(county.as_member("wangfang"), sheet(rows))
    assert "<b>未写明</b>" in shown.text
    assert "附件1" not in shown.text.split("逐人结论", 1)[1]


def test_a_level_that_sends_without_a_place_leaves_the_ruling_open(county: County) -> None:
    rows = [["姓名", "职务", "派出层级"], ["赵六", "副镇长", "县"]]
    shown = send(county.as_member("wangfang"), sheet(rows))
    assert "<b>还缺</b>" in shown.text
    assert "驻村" not in shown.text.split("逐人结论", 1)[1]
