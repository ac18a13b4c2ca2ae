"""What each unit owes in numbers: never other than what its papers say, whatever changed."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from handlers.submissions.county import county_overview, owed_lines, refresh
from handlers.submissions.owed import county_papers, unit_papers
from rules.loading import load_plan
from rules.plan import Plan
from rules.roster import ImportRows, MemberRow, PersonRow, SecondmentRow, UnitRow
from storage import Records, Store
from storage.views import MISSING, Blob, Holder, Owed
from tests.kit.databases import OpenStore
from tests.kit.roster import COUNTY

NOW = datetime.fromisoformat("2020-01-02T09:00+08:00")
Change = Callable[[Records, Plan], object]


@pytest.fixture
def county(store: Store, plan: Plan) -> Store:
    with store.transaction() as records:
        assert records.roster.import_rows(COUNTY, plan.facts).problems == ()
    refresh(store, plan)
    return store


def unit_id(records: Records, name: str) -> int:
    return records.roster.unit_named(name)[0].id


def worked_out(plan: Plan, records: Records) -> dict[int, Counter[tuple[str, str]]]:
    return {
        papers.unit.id: Counter(
            (item.paper.id, item.handin.status.value if item.handin else MISSING)
            for item in papers.items
        )
        for papers in county_papers(plan, records)
    }


def kept(plan: Plan, records: Records) -> dict[int, Counter[tuple[str, str]]]:
    units = {unit.id: Counter[tuple[str, str]]() for unit in records.roster.units()}
    for id, lines in owed_lines(plan, records).items():
        units[id].update({(line.paper, line.status): line.number for line in lines})
    return units


def hand_in(records: Records, unit: str, paper: str, person: str | None = None) -> int:
    person_id = records.roster.people_named(person)[0].id if person else None
    return records.handins.add(
        unit_id(records, unit), paper, person_id, Blob("00", 1), "f", "x", "ClerkCG", NOW,
        plan_id="2019",
    ).id  # fmt: skip


def handed_in_and_returned(records: Records, plan: Plan) -> None:
    number = hand_in(records, "城关镇", "grade_proposals")
    records.handins.return_(number, "boss", NOW, "缺公章")


def passed_on(records: Records, plan: Plan) -> None:
    number = hand_in(records, "城关镇", "registration", "张伟")
    records.handins.pass_on(number, "group1", NOW)


def imported(rows: ImportRows) -> Change:
    def change(records: Records, plan: Plan) -> None:
        result = records.roster.import_rows(rows, plan.facts)
        assert result.problems == ()

    return change


NEWCOMER = ImportRows(
    people=(PersonRow(2, "钱多", "城关镇", "副镇长", {"position": "team_member"}),)
)
MOVED_AWAY = ImportRows(
    secondments=(SecondmentRow(2, "李红", "城关镇", "柳河镇", "county", "2019-01-05"),),
)
OTHER_KIND = ImportRows(units=(UnitRow(2, "城关镇", "县直部门"),))
NEW_UNIT = ImportRows(
    units=(UnitRow(2, "双桥镇", "乡镇"),),
    people=(PersonRow(2, "孙立", "双桥镇", "镇长", {"position": "unit_head"}),),
)
MAIN_DUTIES = ImportRows(
    people=(
        PersonRow(
            2, "方平", "城关镇", "副镇长",
            {"position": "team_member", "concurrent_posts": "是", "main_duties_at": "县财政局"},
        ),
    )
)  # fmt: skip
DOCTOR = ImportRows(
    people=(PersonRow(2, "高明", "县医院", "院长", {"position": "unit_head"}),),
    units=(UnitRow(2, "县医院", "医院", superior="县财政局"),),
)
CHANGES: dict[str, Change] = {
    "a paper comes in": lambda records, plan: hand_in(records, "城关镇", "grade_proposals"),
    "a paper is returned": handed_in_and_returned,
    "a paper is passed on": passed_on,
    "somebody joins": imported(NEWCOMER),
    "somebody goes on secondment": imported(MOVED_AWAY),
    "a unit turns into another kind": imported(OTHER_KIND),
    "a unit is new": imported(NEW_UNIT),
    "somebody's main duties are elsewhere": imported(MAIN_DUTIES),
    "an appraisal is delegated": imported(DOCTOR),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_numbers_follow_in_the_transaction_that_changes_them(
    change: Change, county: Store, plan: Plan
) -> None:
    with county.transaction() as records:
        before = worked_out(plan, records)
        change(records, plan)
        within = worked_out(plan, records)
        assert kept(plan, records) == within != before
    with county.reading() as records:
        assert kept(plan, records) == within
    assert refresh(county, plan) > 0
    assert refresh(county, plan) == 0
    with county.reading() as records:
        assert kept(plan, records) == within


@pytest.mark.parametrize(("rows", "name"), [(MAIN_DUTIES, "方平"), (DOCTOR, "高明")])
def test_who_is_listed_elsewhere_is_owed_for_by_the_unit_that_assesses(
    rows: ImportRows, name: str, county: Store, plan: Plan
) -> None:
    with county.transaction() as records:
        imported(rows)(records, plan)
        bureau = unit_id(records, "县财政局")
        person = records.roster.people_named(name)[0]
        of_unit = unit_papers(plan, records, bureau)
        of_county = {each.unit.id: each for each in county_papers(plan, records)}
    due = [item.paper.id for item in of_unit.items if item.person == person]
    assert due == ["registration", "routine_evaluation", "duty_report"]
    assert of_county[bureau] == of_unit
    own = of_county[person.unit_id].items
    assert [item for item in own if item.person == person] == []


def test_what_bears_on_nobodys_papers_is_not_counted_anew(county: Store, plan: Plan) -> None:
    clerk = ImportRows(members=(MemberRow(2, "new", "新来", "clerk", "城关镇"),))
    with county.transaction() as records:
        imported(clerk)(records, plan)
        records.members.mark_unreachable("new", "没有许可")
    assert refresh(county, plan) == 0


def test_a_change_that_is_taken_back_leaves_the_numbers_alone(county: Store, plan: Plan) -> None:
    with county.transaction() as records:
        records.roster.import_rows(NEWCOMER, plan.facts, dry_run=True)
    assert refresh(county, plan) == 0


def test_another_notice_counts_by_itself(county: Store, plan: Plan) -> None:
    other = load_plan(Path(__file__).parents[1] / "rules" / "another_county")
    with county.reading() as records:
        stale = records.owed.stale(other.id, "other")
        assert len(stale) == len(records.roster.units())
        assert kept(other, records) == worked_out(other, records)


def test_of_two_that_count_at_once_the_later_state_is_kept(
    open_store: OpenStore, plan: Plan
) -> None:
    store, other = open_store(), open_store()
    with store.transaction() as records:
        records.roster.import_rows(COUNTY, plan.facts)
    with store.reading() as records:
        early = records.owed.stale("2019", "v")
    with other.transaction() as records:
        hand_in(records, "城关镇", "grade_proposals")
    with other.reading() as records:
        late = records.owed.stale("2019", "v")
    with other.transaction() as records:
        records.owed.keep("2019", "v", late, {id: [Owed("p", "d", "new", 1)] for id in late})
    with store.transaction() as records:
        records.owed.keep("2019", "v", early, {id: [Owed("p", "d", "old", 1)] for id in early})
    with store.reading() as records:
        town = unit_id(records, "城关镇")
        assert [line.status for line in records.owed.counts("2019")[town]] == ["new"]
        assert records.owed.stale("2019", "v") == {}


def test_the_overview_sums_units_groups_and_county(county: Store, plan: Plan) -> None:
    with county.transaction() as records:
        passed_on(records, plan)
        hand_in(records, "城关镇", "material_list")
        overview = county_overview(plan, records)
        town = overview.by_unit[unit_id(records, "城关镇")]
        papers = unit_papers(plan, records, town.unit.id)
    assert (town.count.owed, town.count.received) == (len(papers.items), 2)
    assert town.count.missing == len(papers.gaps)
    assert {town.held_by(Holder.GROUP), town.held_by(Holder.SECTION)} == {1}
    assert overview.count.owed == sum(each.count.owed for each in overview.units)
    assert sum(each.count.missing for each in overview.groups) == overview.count.missing
