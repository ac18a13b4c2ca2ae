"""`kaohe plan diff`, as somebody in the personnel office types it."""

import json
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from rules.roster import COLUMNS, PEOPLE, SECONDMENTS, UNITS
from tests.kit.plans import ROOT

# Each test reads whole plans from their files, as the command does.
pytestmark = pytest.mark.slow

ANOTHER = ROOT / "tests" / "rules" / "another_county"


@pytest.fixture
def nine_months(next_year) -> Path:
    rules = next_year / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    text = text.replace("at_least: 6", "at_least: 9").replace("less_than: 6", "less_than: 9")
    rules.write_text(text, encoding="utf-8")
    return next_year


@pytest.fixture
def roster(tmp_path):
    """Writes a workbook of two units and these people; gives its name."""

    def write(people: list[tuple[str, ...]], secondments: Iterable[tuple[str, ...]] = ()) -> str:
        book = openpyxl.Workbook()
        sheets: dict[str, list[tuple[str, ...]]] = {
            UNITS: [("城关镇", "乡镇", "", "", ""), ("县财政局", "县直部门", "", "", "")],
            PEOPLE: people,
            SECONDMENTS: list(secondments),
        }
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            sheet.append(list(COLUMNS[name].values()) + ["挂职时间"] * (name == PEOPLE))
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "人员表.xlsx")
        return "人员表.xlsx"

    return write


SECONDED = (
    [("张伟", "县财政局", "副局长", "7"), ("王芳", "县财政局", "副局长", "")],
    [("张伟", "县财政局", "城关镇", "县", "2019-05-20", "")],
)


def test_two_plans_are_compared_on_a_workbook(kaohe_plan, nine_months, roster):
    # Between the two cut-off days his seven months as written stay seven.
    file = roster(*SECONDED)
    code, out, _ = kaohe_plan("diff", "2019", "2020", "--folder", "plans", "--roster", file)

    assert code == 0
    assert out.startswith("2019 → 2020：2人中1人的结论有变，2个单位中2个的名额有变，时间有变4处")
    place = "所挂职乡镇（一(一)1） → 原单位（派出单位）（一(一)1）：1人：张伟（县财政局）"
    assert place in out
    assert "城关镇：基数1 → 0" in out
    assert "县财政局：基数1 → 2" in out
    assert "考核截止日：2019-12-31 → 2020-12-31" in out


def test_the_same_as_json(kaohe_plan, nine_months, roster):
    file = roster(*SECONDED)
    _, out, _ = kaohe_plan("diff", "2019", "2020", "--folder", "plans", "--roster", file, "--json")
    found = json.loads(out)

    assert (found["people"], found["changed"]) == (2, [{"name": "张伟", "unit": "县财政局"}])
    assert {each["axis"] for each in found["rulings"]} >= {"assessed_at", "quota_base"}


def test_without_a_workbook_the_database_is_asked(kaohe_plan, next_year, monkeypatch):
    empty = kaohe_plan("diff", "2019", "2020", "--folder", "plans")
    assert (empty[0], "名单里一个人也没有" in empty[2]) == (1, True)

    from bot.demo import county
    from bot.opening import local_settings, opened, plan_of

    settings = local_settings()
    with opened(settings) as store, store.transaction() as records:
        records.roster.import_rows(county.rows(), plan_of(settings).facts)
    code, out, _ = kaohe_plan("diff", "2019", "2020", "--folder", "plans")
    assert code == 0
    assert "46个单位" in out


def test_a_notice_of_another_shape_can_be_compared(kaohe_plan, roster):
    file = roster([("张伟", "县财政局", "副局长", "")])
    code, out, _ = kaohe_plan("diff", "2019", str(ANOTHER), "--folder", "plans", "--roster", file)

    assert code == 0
    assert "1人的结论没法比" in out
    assert "只有青石2024才有的结论" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2019"], "请写要比的两个方案，例如：kaohe plan diff 2019 2020"),
        (["2019", "2031"], "没有“2031”这个方案"),
        (["2019", "2019", "--roster", "没有.xlsx"], "没有 没有.xlsx 这个文件"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_sentence(kaohe_plan, arguments, words):
    code, out, complaint = kaohe_plan("diff", *arguments, "--folder", "plans")

    assert (code, out) == (2, "")
    assert words in complaint


def test_a_roster_with_faults_names_the_cells(kaohe_plan, roster):
    file = roster([("张伟", "没有的单位", "副局长", "十个")])
    code, out, complaint = kaohe_plan("diff", "2019", "2019", "--folder", "plans", "--roster", file)

    assert (code, out) == (1, "")
    assert "“人员”第2行“所在单位”列" in complaint


def test_a_file_that_is_no_workbook_is_refused(kaohe_plan, tmp_path):
    (tmp_path / "假.xlsx").write_text("不是表格", encoding="utf-8")
    code, _, complaint = kaohe_plan(
        "diff", "2019", "2019", "--folder", "plans", "--roster", "假.xlsx"
    )

    assert code == 1
    assert complaint.startswith("假.xlsx 读不了：")
