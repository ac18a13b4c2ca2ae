"""Inputs of public bug reports, through the doors they come by (`tests/forms/cases`)."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from handlers.submissions.identify import identify
from handlers.submissions.intake import Target, take
from handlers.submissions.received import received
from rules.roster import ImportRows, PersonRow
from tests.kit.forms.outside import strict
from tests.kit.web.county import MEMBER, County
from tests.kit.web.upload import PROPOSALS, filled, hand_in, versions

CASES = Path(__file__).parents[1] / "forms" / "cases"
POST = "党委委员、副镇长"


def case(name: str) -> Path:
    return next(CASES.glob(f"*/{name}"))


@pytest.fixture
def more(county: County) -> County:
    """The county with people whose names are hard to read."""
    names = ("买买提·艾力", "马建国", "王丽", "王丽华", "王丽丽")
    rows = [
        PersonRow(2 + n, name, "城关镇", POST, {"position": MEMBER}) for n, name in enumerate(names)
    ]
    with county.store.transaction() as records:
        done = records.roster.import_rows(ImportRows(people=tuple(rows)), county.plan.facts)
        assert done.problems == ()
    return county


def taken_for(county: County, path: Path, hint: str) -> str:
    with county.store.reading() as records:
        member = records.members.by_userid("wangfang")
        assert member
    found = identify(county.store, county.plan, member, path, path.suffix[1:], hint)
    if not isinstance(found, Target):
        return found.text
    assert found.person_id is not None
    with county.store.reading() as records:
        return records.roster.person(found.person_id).name


@pytest.mark.parametrize(
    ("name", "hint", "whose"),
    [
        ("登记表-点不同.xlsx", "x.xlsx", "买买提·艾力"),
        ("登记表-PDF拷来的姓名.xlsx", "x.xlsx", "马建国"),
        ("张伟-附件1-注女.xlsx", "x.xlsx", "张伟"),
        ("张伟-附件1-姓名注音.docx", "x.docx", "张伟"),
        ("张伟-附件1-strict.docx", "x.docx", "张伟"),
        ("张伟述职述法报告-document2.docx", "x.docx", "张伟"),
        ("张伟述职述法报告-strict.docx", "x.docx", "张伟"),
        ("张伟述职述法报告-附加模板.docx", "x.docx", "张伟"),
        ("王丽华-登记表.pdf", "王丽华-登记表.pdf", "王丽华"),
        ("王丽华-登记表.pdf", "王丽登记表.pdf", "王丽"),
        ("王丽华-登记表.pdf", "王丽丽的附件1.pdf", "王丽丽"),
        ("王丽华-登记表.pdf", "买买提•艾力 登记表.pdf", "买买提·艾力"),
        ("王丽华-登记表.pdf", "⻢建国登记表.pdf", "马建国"),
        ("王丽华-登记表.pdf", "张\u200b伟（女）登记表.pdf", "张伟"),
    ],
)  # fmt: skip
def test_it_is_known_whose_a_file_is(more: County, name: str, hint: str, whose: str) -> None:
    assert taken_for(more, case(name), hint) == whose


def test_a_longer_name_nobody_has_is_not_a_shorter_ones(more: County) -> None:
    said = taken_for(more, case("王丽华-登记表.pdf"), "王丽娟-登记表.pdf")

    assert "哪一位" in said


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [("mmexport1577258.jpg", "mmexport1577258.png"), ("微信截图.png", "微信截图.jpg")],
)
def test_a_picture_goes_by_what_it_is(county: County, name: str, kept_as: str) -> None:
    clerk = county.as_member("wangfang")
    item = f"registration:{county.person_id('张伟')}"

    status, words = hand_in(clerk, item, (name, case(name).read_bytes()))

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

    status, words = hand_in(clerk, PROPOSALS, (name, case(name).read_bytes()))

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
    path = case("附件8-公式算的90分.xlsx")

    _, words = hand_in(clerk, PROPOSALS, (path.name, path.read_bytes()))

    assert "90分" not in words
    assert "必须改" not in words


def test_a_share_is_a_score_and_it_is_said(county: County) -> None:
    clerk = county.as_member("wangfang")
    path = case("附件8-百分数.xlsx")

    _, words = hand_in(clerk, PROPOSALS, (path.name, path.read_bytes()))

    assert "“0.935”按93.5分检查" in words
    assert "必须改" not in words


def test_a_note_behind_a_name_is_said_back_once(county: County) -> None:
    clerk = county.as_member("wangfang")
    path = case("附件8-张伟（女）.xlsx")

    _, words = hand_in(clerk, PROPOSALS, (path.name, path.read_bytes()))

    assert words.count("按“张伟”检查") == 1
    assert "应列入，表里没有" not in words
    assert "必须改" not in words


def test_notes_on_an_imported_roster_are_told_and_tell_people_apart(county: County) -> None:
    def brought(*names: str) -> tuple[list[str], list[str]]:
        rows = tuple(PersonRow(2 + n, name, "城关镇", POST) for n, name in enumerate(names))
        with county.store.transaction() as records:
            done = records.roster.import_rows(ImportRows(people=rows), county.plan.facts)
            assert done.problems == ()
            unit = records.roster.unit_named("城关镇")[0]
            people = [person.name for person in records.roster.people(unit.id)]
        return people, [str(one) for one in done.warnings]

    before, _ = brought()
    people, said = brought("张伟（女）", "阿依古丽•买买提（维吾尔族）", "王强", "王强（财政所）")
    assert set(people) - set(before) == {"阿依古丽·买买提", "王强", "王强（财政所）"}
    assert sum("“张伟（女）”按“张伟”登记" in one for one in said) == 1
    again, _ = brought("阿依古丽买买提", "王强（财政所）", "刘 洋")
    assert sorted(again) == sorted(people)


def _begun(county: County):
    client = county.anonymous()
    state = parse_qs(urlsplit(client.get("/unit").headers["location"]).query)["state"][0]
    return client, {"code": "code-of-wangfang", "state": state}


def _once(county: County) -> list[str]:
    """As WeCom does it: a code is good once."""
    asked: list[str] = []
    known = county.codes.userid_of

    def answer(code: str) -> str | None:
        asked.append(code)
        if asked.count(code) > 1:
            raise RuntimeError("40029")
        return known(code)

    county.codes.userid_of = answer  # type: ignore[method-assign]
    return asked


def test_led_back_twice_one_gets_the_page(county: County) -> None:
    asked = _once(county)
    client, back = _begun(county)

    for _ in range(3):
        again = client.get("/oauth/callback", params=back)
        assert (again.status_code, again.headers["location"]) == (303, "/unit")
    assert len(asked) == 1


def test_an_answer_that_was_lost_is_given_again(county: County) -> None:
    _once(county)
    client, back = _begun(county)
    client.get("/oauth/callback", params=back)
    client.cookies.delete("kaohe_session")

    assert client.get("/oauth/callback", params=back).status_code == 303
    assert client.get("/unit").status_code == 200


def test_two_at_once_both_get_the_page(county: County) -> None:
    asked = _once(county)
    client, back = _begun(county)
    cookies, together = dict(client.cookies), Barrier(2)

    def led_back(_: int) -> int:
        other = county.anonymous()
        other.cookies.update(cookies)
        together.wait()
        return other.get("/oauth/callback", params=back).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(led_back, range(2))) == [303, 303]
    assert len(asked) == 1


def test_another_browser_gets_nothing_from_a_code_used_before(county: County) -> None:
    client, back = _begun(county)
    client.get("/oauth/callback", params=back)

    assert county.anonymous().get("/oauth/callback", params=back).status_code == 400


def test_a_strict_workbook_is_handed_in_and_its_marked_copy_made(county: County) -> None:
    clerk = county.as_member("wangfang")
    _, words = hand_in(clerk, PROPOSALS, ("附件8.xlsx", strict(filled(clerk, {"G9": "很好"}))))

    assert "G9 必须改" in words
    copy = clerk.get("/marked/2019-000001.xlsx")
    assert copy.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(copy.content))
    assert "很好" in str(book["等次建议"]["G9"].comment)


def test_choices_are_still_offered_where_nothing_tells(more: County) -> None:
    assert "看不出" in taken_for(more, case("王丽华-登记表.pdf"), "扫描件.pdf")


def test_a_scan_does_not_ask_for_the_form_that_is_in(county: County) -> None:
    def scanned() -> str:
        taken = take(
            county.store,
            county.plan,
            Target(county.unit_id("城关镇"), "grade_proposals", None),
            case("王丽华-登记表.pdf"),
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
