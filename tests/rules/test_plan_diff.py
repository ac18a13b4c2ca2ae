"""Two plans on one roster: whose ruling and which quota changes, from what to what, by what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.loading import load_plan
from rules.plan import Given, Plan
from rules.plan.copy import Shift, moved
from rules.roster_diff import PlanDiff, Side, Who, plan_diff
from rules.standing import Candidate, ThisUnit

HERE = Path(__file__).parent
PLAN_2019 = HERE.parents[1] / "plans" / "2019"
TOWN, BUREAU = ThisUnit("城关镇"), ThisUnit("县财政局", ("财政局",))
Edit = Callable[[str, str], str]


def edited(tmp_path: Path, edit: Edit) -> Plan:
    for file in sorted(PLAN_2019.rglob("*.yaml")):
        name = str(file.relative_to(PLAN_2019))
        text = moved({name: file.read_text(encoding="utf-8")}, Shift(2019, 2020))[name]
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(edit(name, text), encoding="utf-8")
    return load_plan(tmp_path)


def nine_months(name: str, text: str) -> str:
    if name != "rules.yaml":
        return text
    return text.replace("at_least: 6", "at_least: 9").replace("less_than: 6", "less_than: 9")


def seconded(id: int, name: str, months: int) -> Candidate:
    facts = {
        "is_secondee": Given(True),
        "sent_by": Given("county"),
        "host_kind": Given("township"),
        "months_served": Given(months),
    }
    return Candidate(id, name, BUREAU.name, "副局长", facts, host=TOWN.name)


def own(id: int, **facts: str | bool | date) -> Candidate:
    given = {fact: Given(value) for fact, value in facts.items()}
    return Candidate(id, f"干部{id}", BUREAU.name, "副局长", given)


PEOPLE = (
    seconded(1, "张伟", 7),
    seconded(2, "王芳", 10),
    *(own(id) for id in range(3, 12)),
)


def compared(old: Plan, new: Plan, people: tuple[Candidate, ...] = PEOPLE) -> PlanDiff:
    return plan_diff(Side(old, people), Side(new, people), (TOWN, BUREAU))


def test_a_plan_differs_from_itself_in_nothing(plan: Plan) -> None:
    found = compared(plan, plan)
    assert (found.people, found.units) == (11, 2)
    assert (found.changed, found.rulings, found.quotas) == ((), (), ())
    assert (found.terms, found.missing) == ((), ())


def test_a_plan_only_moved_to_the_next_year_changes_dates_alone(plan: Plan, tmp_path: Path) -> None:
    found = compared(plan, edited(tmp_path, lambda _name, text: text))
    assert (found.rulings, found.quotas, found.missing) == ((), (), ())
    assert {each.kind for each in found.terms} == {"date"}
    cutoff = found.terms[0]
    assert (cutoff.what, cutoff.before, cutoff.after) == ("考核截止日", "2019-12-31", "2020-12-31")


def test_a_longer_threshold_moves_who_lies_between(plan: Plan, tmp_path: Path) -> None:
    found = compared(plan, edited(tmp_path, nine_months))
    assert found.changed == (Who("张伟", "县财政局"),)
    place = next(each for each in found.rulings if each.axis == "assessed_at")
    assert (place.before.words, place.after.words) == ("所挂职乡镇", "原单位（派出单位）")
    assert (place.before.clauses, place.after.clauses) == (("一(一)1",), ("一(一)1",))
    assert {each.axis for each in found.rulings} == {
        "assessed_at",
        "quota_base",
        "excellent_quota",
        "form",
    }


def test_who_moves_takes_their_place_in_the_base_along(plan: Plan, tmp_path: Path) -> None:
    found = compared(plan, edited(tmp_path, nine_months))
    bases = {each.unit: each.base for each in found.quotas}
    assert bases == {"城关镇": (2, 1), "县财政局": (9, 10)}
    bureau = next(each for each in found.quotas if each.unit == "县财政局")
    caps = {each.label: (each.before, each.after) for each in bureau.caps}
    assert caps[""] == ((1, 1), (2, 2))
    assert caps["优秀"] == ((2, 2), (2, 2))


def test_another_share_changes_the_cap_and_not_the_base(plan: Plan, tmp_path: Path) -> None:
    def forty(name: str, text: str) -> str:
        return text.replace("members: {percent: 20", "members: {percent: 40")

    found = compared(plan, edited(tmp_path, forty))
    assert found.rulings == ()
    assert [(each.unit, each.base) for each in found.quotas] == [("县财政局", (9, 9))]
    share = next(each for each in found.terms if each.kind == "share")
    assert (share.what, share.before[:6], share.after[:6]) == (
        "班子成员优秀比例",
        "不超过20%",
        "不超过40%",
    )


def test_a_fact_that_one_plan_lacks_is_listed_with_the_people(plan: Plan, tmp_path: Path) -> None:
    def unpresumed(name: str, text: str) -> str:
        if name != "facts.yaml":
            return text
        return text.replace("  presume: false\n  presume_words: 未提到借调\n", "")

    found = compared(plan, edited(tmp_path, unpresumed))
    (gap,) = found.missing
    # Whoever is seconded to a township is assessed there, borrowed or not.
    assert (gap.fact, gap.label, gap.plan, len(gap.people)) == ("borrowed", "是否借调", "2020", 9)
    assert any("缺“是否借调”" in each.after.words for each in found.rulings)


def test_a_clause_whose_text_changes_is_named(plan: Plan) -> None:
    clauses = dict(plan.clauses)
    clauses["一(一)10"] = replace(clauses["一(一)10"], text="退休的照常参加。")
    del clauses["一(一)11"]
    changed = replace(plan, clauses=clauses)
    found = compared(plan, changed)
    assert [(each.kind, each.what) for each in found.terms] == [
        ("clause", "一(一)10"),
        ("clause", "一(一)11"),
    ]
    assert found.terms[1].after == "没有"


@pytest.fixture(scope="module")
def another() -> Plan:
    return load_plan(HERE / "another_county")


def test_a_notice_of_another_shape_can_be_put_beside_it(plan: Plan, another: Plan) -> None:
    found = compared(plan, another)
    assert (found.shared, found.rulings) == ((), ())
    assert "是否参加考核" in found.alone["before"]
    assert "参加不参加" in found.alone["after"]
    bureau = next(each for each in found.quotas if each.unit == "县财政局")
    # There secondments are unknown: all eleven count, and the tier of 15 percent gives two.
    assert bureau.base == (9, 11)
    assert [each.after for each in bureau.caps if each.grade is None] == [(2, 2)]
    assert [each.after for each in bureau.caps if each.grade == "poor"] == [None]


def test_the_other_notice_with_another_threshold(another: Plan, tmp_path: Path) -> None:
    for file in (HERE / "another_county").iterdir():
        text = file.read_text(encoding="utf-8").replace(
            "_months: {at_least: 3}", "_months: {at_least: 5}"
        )
        text = text.replace("_months: {less_than: 3}", "_months: {less_than: 5}")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    borrowed = {"borrowed": Given(True), "borrowed_months": Given(4)}
    person = Candidate(1, "李强", BUREAU.name, "", borrowed, host=TOWN.name)
    found = compared(another, load_plan(tmp_path), (person,))
    assert [(each.axis, each.before.value, each.after.value) for each in found.rulings] == [
        ("by_whom", "borrowing_unit", "payroll_unit"),
        ("places", "borrowing_unit", "payroll_unit"),
    ]
    assert [each.before.clauses for each in found.rulings] == [("第二条",), ("第二条",)]
    assert found.rulings[1].after.clauses == ("第一条",)


def test_values_the_other_plan_does_not_know_are_left_out(plan: Plan, another: Plan) -> None:
    person = own(1, unit_sort="other", position="unit_head", works_at="township", nowhere="x")
    found = compared(plan, another, (person,))
    assert found.people == 1
