"""Which papers a unit owes for whom."""

from datetime import date

import pytest

from rules.engine.decide import Given
from rules.papers import PersonFacts, UnitFacts, papers_owed
from rules.plan import Plan

TOWN = UnitFacts(1, "城关镇", "township")
BUREAU = UnitFacts(2, "县财政局", "county_department")
SECONDEE = {"is_secondee": Given(True), "sent_by": Given("county")}
OWN_PAPERS = ["registration", "routine_evaluation", "duty_report"]


def owed_for(plan: Plan, unit: UnitFacts, person: PersonFacts) -> list[str]:
    owed = papers_owed(plan, unit, [person])
    return [each.paper_id for each in owed if each.person_id == person.id]


def test_a_deputy_owes_the_registration_the_routine_evaluation_and_a_report(plan: Plan) -> None:
    person = PersonFacts(1, "王副镇长", {"position": Given("team_member")}, unit_id=1)
    owed = papers_owed(plan, TOWN, [person])
    assert [(each.paper_id, each.person_id) for each in owed] == [
        ("registration", 1),
        ("routine_evaluation", 1),
        ("duty_report", 1),
        ("grade_proposals", None),
        ("material_list", None),
        ("team_summary", None),
    ]
    assert (owed[0].form, owed[0].clause, owed[0].deadline_id) == (
        "附件1",
        "三(一)",
        "unit_to_group",
    )


def test_a_secondee_of_six_months_is_owed_for_by_the_township(plan: Plan) -> None:
    facts = SECONDEE | {"months_served": Given(7)}
    person = PersonFacts(1, "刘某", facts, unit_id=2, host_id=1)
    assert owed_for(plan, TOWN, person) == [
        "routine_evaluation",
        "secondee_registration",
        "duty_report",
    ]
    assert owed_for(plan, BUREAU, person) == []


def test_a_secondee_of_three_months_is_owed_for_at_home(plan: Plan) -> None:
    facts = SECONDEE | {"months_served": Given(3)}
    person = PersonFacts(1, "林某", facts, unit_id=2, host_id=1)
    assert owed_for(plan, BUREAU, person) == OWN_PAPERS
    assert owed_for(plan, TOWN, person) == []


def test_nothing_is_owed_while_it_is_not_settled_where_somebody_belongs(plan: Plan) -> None:
    person = PersonFacts(1, "何某", SECONDEE, unit_id=2, host_id=1)
    assert papers_owed(plan, TOWN, [person])[0].paper_id == "team_summary"
    assert owed_for(plan, BUREAU, person) == []


def test_nothing_is_owed_for_the_retired_and_the_village_teams(plan: Plan) -> None:
    retired = PersonFacts(1, "宋某", {"retired_on": Given(date(2019, 9, 1))}, unit_id=1)
    in_village = PersonFacts(2, "郑某", {"village_post": Given("member")}, unit_id=1)
    assert owed_for(plan, TOWN, retired) == []
    assert owed_for(plan, TOWN, in_village) == []


def test_delegated_people_and_station_heads_are_owed_for_by_the_department_above(
    plan: Plan,
) -> None:
    doctor = PersonFacts(1, "高某", {"works_at": Given("hospital")}, unit_id=5, superior_id=2)
    station = {"works_at": Given("township_station"), "position": Given("unit_head")}
    officer = PersonFacts(2, "罗某", station, unit_id=6, superior_id=2)
    assert owed_for(plan, BUREAU, doctor) == OWN_PAPERS
    assert owed_for(plan, BUREAU, officer) == OWN_PAPERS
    assert owed_for(plan, UnitFacts(5, "县医院", "hospital"), doctor) == []


@pytest.mark.parametrize(
    ("named", "main_id", "owing"),
    [
        ("县供销社", 9, 9),  # 一(一)5: where the main duties lie, as the ledger counts
        ("县供销社", None, None),  # that unit is not on the roster
        ("unclear", None, None),  # not said by the notice
    ],
)
def test_of_two_posts_the_unit_of_the_main_duties_owes_the_papers(
    plan: Plan, named: str, main_id: int | None, owing: int | None
) -> None:
    facts = {"concurrent_posts": Given(True), "main_duties_at": Given(named)}
    person = PersonFacts(1, "方某", facts, unit_id=1, main_id=main_id)
    elsewhere = UnitFacts(9, "县供销社", "public_institution")
    assert owed_for(plan, elsewhere, person) == (OWN_PAPERS if owing else [])
    assert owed_for(plan, TOWN, person) == []


def test_nothing_is_owed_while_nobody_said_where_the_main_duties_lie(plan: Plan) -> None:
    person = PersonFacts(1, "方某", {"concurrent_posts": Given(True)}, unit_id=1)
    assert owed_for(plan, TOWN, person) == []


def test_a_department_reports_on_those_delegated_to_it_by_their_own_day(plan: Plan) -> None:
    doctor = PersonFacts(1, "高某", {"works_at": Given("hospital")}, unit_id=5, superior_id=2)
    deputy = PersonFacts(2, "郑某", {"position": Given("team_member")}, unit_id=2)

    def of_unit(*people: PersonFacts) -> dict[str, str | None]:
        owed = papers_owed(plan, BUREAU, people)
        return {each.paper_id: each.deadline_id for each in owed if each.person_id is None}

    without = {
        "grade_proposals": "unit_to_group",
        "material_list": "unit_to_group",
        "team_summary": "summary_written",
    }
    assert of_unit(deputy) == without
    assert of_unit(deputy, doctor) == without | {"delegated_proposals": "delegated_reported"}


def test_a_unit_that_assesses_nobody_owes_nothing_but_for_its_team(plan: Plan) -> None:
    assert papers_owed(plan, UnitFacts(5, "县医院", "hospital"), []) == ()
    assert [each.paper_id for each in papers_owed(plan, TOWN, [])] == ["team_summary"]
