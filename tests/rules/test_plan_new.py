"""A new year's plan out of this year's: what moves by itself, what stays, what a person decides."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from rules.loading import load_plan
from rules.plan import Plan
from rules.plan.copy import Shift, moved, spots
from rules.plan.deadlines import Status
from rules.plan.todo import Copied, Section, page, still_open, todo

# Whole plans are copied into a new year and read.
pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
PLAN_2019 = HERE.parents[1] / "plans" / "2019"
ANOTHER = HERE / "another_county"


def texts(folder: Path) -> dict[str, str]:
    files = sorted(folder.rglob("*.yaml"))
    return {str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in files}


def copied(folder: Path, to: Path, year: int) -> Copied:
    old = load_plan(folder)
    shutil.copytree(folder, to)
    before = texts(folder)
    after = moved(before, Shift(old.year, year))
    for file, text in after.items():
        (to / file).write_text(text, encoding="utf-8")
    return Copied(old, load_plan(to), before, after)


def sections(made: Copied, *precedents: str) -> dict[str, Section]:
    weekend = lambda day: day.weekday() >= 5  # noqa: E731 - short
    return {each.title: each for each in todo(made, precedents, weekend)}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Copied:
    return copied(PLAN_2019, tmp_path_factory.mktemp("plans") / "2020", 2020)


@pytest.fixture
def new(made: Copied) -> Plan:
    return made.new


def test_the_head_of_the_plan_moves_by_a_year(new: Plan) -> None:
    assert (new.id, new.year, new.cutoff) == ("2020", 2020, date(2020, 12, 31))
    assert "2020年度" in new.title
    assert "2020年度" in new.source


def test_clause_texts_are_nobodys_to_change(made: Copied) -> None:
    assert made.after["clauses.yaml"] == made.before["clauses.yaml"]
    assert {id: each.text for id, each in made.new.topics.items()} == {
        id: each.text for id, each in made.old.topics.items()
    }


def test_deadlines_move_and_are_only_presumed(new: Plan) -> None:
    moved_day, blank = new.deadlines["summary_written"], new.deadlines["unit_to_group"]
    assert (moved_day.effective, moved_day.status) == (date(2021, 1, 5), Status.PRESUMED)
    assert moved_day.printed == "2019年1月5日前"
    assert "还没有照2020年度的通知核对" in moved_day.why
    assert (blank.effective, blank.status) == (None, Status.BLANK)
    assert blank.why == "方案写的是“于日前”，没有填日期。"


def test_a_confirmed_day_becomes_presumed_and_says_why(tmp_path: Path) -> None:
    new = copied(ANOTHER, tmp_path / "2025", 2025).new
    report = new.deadlines["report"]
    assert (new.id, new.cutoff) == ("青石2025", date(2025, 11, 30))
    assert (report.effective, report.status) == (date(2025, 12, 20), Status.PRESUMED)
    assert report.why.startswith("从2024年度")


def test_years_in_rules_and_questions_move_and_numbers_of_documents_do_not(made: Copied) -> None:
    assert made.new.rule("retired").title == "2020年12月31日前退休"
    assert made.new.facts["months_served"].question.startswith("到2020年12月31日")
    assert "〔2019〕20号" in made.new.silences["documents_missing"].text


def test_comments_and_layout_stay(made: Copied) -> None:
    for file, text in made.before.items():
        before, after = text.splitlines(), made.after[file].splitlines()
        assert len(before) == len(after), file
        assert [x for x in before if "#" in x] == [x for x in after if "#" in x], file


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("2019年度", "2021年度"),
        ("2020年1月", "2022年1月"),
        ("2018年", "2018年"),
        ("x办发〔2019〕20号", "x办发〔2019〕20号"),
        ("12019年", "12019年"),
    ],
)
def test_the_own_year_and_the_next_move(text: str, after: str) -> None:
    assert Shift(2019, 2021).words(text) == after


def test_the_29th_of_february_becomes_the_28th() -> None:
    assert Shift(2020, 2021).day("2020-02-29") == "2021-02-28"


@pytest.mark.parametrize(
    "entry",
    [
        "day: {effective: 2020-01-05, status: confirmed}",
        "day:\n  status: confirmed\n  effective: 2020-01-05 # so be it\n",
        "day:\n  effective: 2020-01-05\n  why: |\n    两行\n    文字\n\n  status: presumed\n",
        "day:\r\n  effective: 2020-01-05\r\n  status: confirmed\r\n  who: 甲\r\n",
    ],
)
def test_a_deadline_may_be_written_in_any_way(entry: str) -> None:
    shift = Shift(2019, 2020)
    text = moved({"deadlines.yaml": entry}, shift)["deadlines.yaml"]
    found = {spot.path[1]: spot.value for spot in spots("deadlines.yaml", text)}
    assert found["effective"] == "2021-01-05"
    assert (found["status"], found["why"].strip()) == ("presumed", shift.why)
    assert ("# so be it" in text) == ("# so be it" in entry)


def test_every_clause_is_to_be_replaced(made: Copied) -> None:
    found = sections(made)["条款原文"].items
    assert len(found) == len(made.new.clauses)
    assert any(one.endswith(" 一(一)1（挂职干部）；里面有20%、6个月") for one in found)


def test_every_number_is_listed_with_its_line(made: Copied) -> None:
    found = sections(made)["比例、门槛、份数、日期"].items
    line = next(
        number
        for number, text in enumerate(made.after["rules.yaml"].splitlines(), 1)
        if "at_least: 6" in text
    )
    path = "secondee_from_county_full › when › months_served › at_least"
    assert f"rules.yaml:{line} {path}：6" in found
    assert any(one.endswith(" shares › members › percent：20") for one in found)
    assert any(" rounding：空着" in one for one in found)


def test_deadlines_on_rest_days_are_pointed_out(tmp_path: Path) -> None:
    found = sections(copied(PLAN_2019, tmp_path / "2021", 2021))["时限"].items
    # 5 January 2022 is a Wednesday, 8 January a Saturday.
    assert ["休息日" in one for one in found] == [False, False, True, False, False]
    assert "2020-01-08 → 2022-01-08" in found[2]
    assert "新通知写了就填" in found[3]


def test_silences_and_precedents_are_to_be_looked_at_again(made: Copied) -> None:
    found = sections(made, "第1号批复")
    assert any("病假、事假" in one for one in found["旧通知没有写的"].items)
    assert any("规则“借调”" in one for one in found["旧通知没有写的"].items)
    assert found["批复"].items == ("第1号批复",)


def test_years_left_standing_and_questions_that_name_one_are_listed(made: Copied) -> None:
    found = sections(made)
    assert any("〔2017〕45号" in one for one in found["还写着年份、没有动的"].items)
    assert any("months_served › question" in one for one in found["问法里写着年份的"].items)


def test_the_page_counts_what_is_open_and_ticks_count_as_done(made: Copied) -> None:
    found = sections(made)
    text = page(made, found.values())
    total = sum(len(each.items) for each in found.values())
    assert f"一共{total}项" in text
    assert still_open(text) == total
    assert still_open(text.replace("- [ ] ", "- [x] ", 3)) == total - 3
