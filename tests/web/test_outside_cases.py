"""Inputs of public bug reports, handed in on the page (`tests/forms/cases`)."""

import io

import openpyxl
import pytest

from handlers.submissions.intake import Target, take
from handlers.submissions.received import received
from tests.kit.forms.outside import strict
from tests.kit.web.county import County
from tests.kit.web.upload import PROPOSALS, filled, hand_in, outside_case, versions

# Files are parsed and marked, three dozen of them.
pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [("mmexport1577258.jpg", "mmexport1577258.png"), ("微信截图.png", "微信截图.jpg")],
)
def test_a_picture_goes_by_what_it_is(county: County, name: str, kept_as: str) -> None:
    clerk = county.as_member("wangfang")
    item = f"registration:{county.person_id('张伟')}"

    status, words = hand_in(clerk, item, (name, outside_case(name).read_bytes()))

    assert status == 200, words
    assert versions(county, "registration") == [(1, "received", kept_as)]


@pytest.mark.parametrize("sign", ["\u202a", "\u200b", "\ufeff", "\u2066"])
def test_what_nobody_sees_in_a_file_name_is_taken_off(county: County, sign: str) -> None:
    clerk = county.as_member("wangfang")

    status, words = hand_in(clerk, PROPOSALS, (f"{sign}附件{sign}8.xlsx", filled(clerk)))

    assert status == 200, words
    assert versions(county) == [(1, "checked", "附件8.xlsx")]


@pytest.mark.parametrize("sign", ["\u202e", "\u202d"])
def test_a_name_turned_round_is_refused_with_its_reason(county: County, sign: str) -> None:
    clerk = county.as_member("wangfang")

    _, words = hand_in(clerk, PROPOSALS, (f"附件8{sign}xslx.xlsx", filled(clerk)))

    assert "倒过来显示" in words
    assert versions(county) == []


@pytest.mark.parametrize("name", ["附件8-下面有签字栏.xlsx", "附件8-签字栏在姓名列.xlsx"])
def test_lines_to_sign_on_are_nobody(county: County, name: str) -> None:
    clerk = county.as_member("wangfang")

    status, words = hand_in(clerk, PROPOSALS, (name, outside_case(name).read_bytes()))

    assert status == 200
    assert "必须改" not in words
    assert versions(county) == [(1, "checked", name)]


FOOTERS = [
    {"A20": "单位负责人（签字）：", "E20": "2020年1月3日"},
    {"B20": "主要负责人签字"},
    {"B20": "审核人", "D20": "王芳"},
    {"A20": "填表人", "B20": "王芳"},
    {"A20": "审核人", "B20": "张伟", "D20": "填表人", "E20": "李娜"},
    {"D20": "单位（盖章）", "G20": "年　月　日"},
    {"G20": "2020.1.3"},
    {"G20": "2020-01-03"},
    {"B20": "党委书记：__________"},
    {"A20": "合计", "C20": "12人", "G20": "优秀2人"},
    {"B20": "日期", "D20": "二〇二〇年一月三日"},
    {"A20": "联系电话", "B20": "0000000"},
    {"A20": "本表一式三份，一份留存"},
    {"C20": "城关镇人民政府（公章）"},
    {"B20": "12", "D20": "人"},
]


@pytest.mark.parametrize("foot", FOOTERS, ids=lambda foot: " ".join(foot.values()))
def test_what_stands_below_the_list_is_nobody(county: County, foot: dict[str, str]) -> None:
    clerk = county.as_member("wangfang")

    _, words = hand_in(clerk, PROPOSALS, ("附件8.xlsx", filled(clerk, foot)))

    assert "必须改" not in words
    assert versions(county) == [(1, "checked", "附件8.xlsx")]


PEOPLE = [
    {"A18": 13, "B18": "欧阳锋", "D18": "副镇长"},
    {"B18": "欧阳锋", "G18": "称职"},
    {"B18": "欧阳锋", "D18": "副镇长", "E18": 91, "F18": "有", "G18": "称职"},
    {"A18": 13, "D18": "副镇长", "G18": "称职"},
    {"A18": 13, "B18": "欧阳锋"},
    {"E18": 91, "G18": "称职"},
]


@pytest.mark.parametrize("row", PEOPLE, ids=lambda row: " ".join(map(str, row.values())))
def test_somebody_below_the_list_is_somebody(county: County, row: dict[str, object]) -> None:
    clerk = county.as_member("wangfang")

    _, words = hand_in(clerk, PROPOSALS, ("附件8.xlsx", filled(clerk, row)))

    assert "B18 必须改" in words


def test_a_score_by_formula_is_ninety(county: County) -> None:
    clerk = county.as_member("wangfang")
    path = outside_case("附件8-公式算的90分.xlsx")

    _, words = hand_in(clerk, PROPOSALS, (path.name, path.read_bytes()))

    assert "90分" not in words
    assert "必须改" not in words


def test_a_share_is_a_score_and_it_is_said(county: County) -> None:
    clerk = county.as_member("wangfang")
    path = outside_case("附件8-百分数.xlsx")

    _, words = hand_in(clerk, PROPOSALS, (path.name, path.read_bytes()))

    assert "“0.935”按93.5分检查" in words
    assert "必须改" not in words


def test_a_note_behind_a_name_is_said_back_once(county: County) -> None:
    clerk = county.as_member("wangfang")
    path = outside_case("附件8-张伟（女）.xlsx")

    _, words = hand_in(clerk, PROPOSALS, (path.name, path.read_bytes()))

    assert words.count("按“张伟”检查") == 1
    assert "应列入，表里没有" not in words
    assert "必须改" not in words


def test_a_strict_workbook_is_handed_in_and_its_marked_copy_made(county: County) -> None:
    clerk = county.as_member("wangfang")
    _, words = hand_in(clerk, PROPOSALS, ("附件8.xlsx", strict(filled(clerk, {"G9": "很好"}))))

    assert "G9 必须改" in words
    copy = clerk.get("/marked/2019-000001.xlsx")
    assert copy.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(copy.content))
    assert "很好" in str(book["等次建议"]["G9"].comment)


def test_a_scan_does_not_ask_for_the_form_that_is_in(county: County) -> None:
    def scanned() -> str:
        taken = take(
            county.store,
            county.plan,
            Target(county.unit_id("城关镇"), "grade_proposals", None),
            outside_case("王丽华-登记表.pdf"),
            "附件8.pdf",
            "wangfang",
            county.at,
        )
        return received(taken, "附件8").text

    assert "可以填的那一份还要另外交" in scanned()
    clerk = county.as_member("wangfang")
    hand_in(clerk, PROPOSALS, ("附件8.xlsx", filled(clerk)))

    assert "另外交" not in (said := scanned())
    assert "在那之前" not in said
