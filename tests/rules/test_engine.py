"""What the engine promises beyond the single cases."""

from datetime import date

import pytest

from rules.engine.decide import Given, Kind, WrongFact, decide
from rules.plan import Plan

COUNTY_SECONDEE = {"is_secondee": Given(True), "sent_by": Given("county")}


def test_what_is_presumed_is_said(plan: Plan) -> None:
    ruling = decide(plan, {"position": Given("team_member")}, ["assessed_at"])
    assert ruling.values["assessed_at"] == "own_unit"
    assert ruling.presumed["is_secondee"].words == "未提到挂职"
    assert ruling.presumed["retired_on"].words == "未提到退休"
    assert "position" not in ruling.presumed


def test_only_presumptions_that_could_change_the_ruling_are_said(plan: Plan) -> None:
    ruling = decide(plan, {"retired_on": Given(date(2019, 9, 1))}, ["assessed_at"])
    assert list(ruling.presumed) == ["under_investigation"]


def test_a_needed_fact_is_asked_and_not_presumed(plan: Plan) -> None:
    facts = {"works_at": Given("township")}
    assert decide(plan, facts, ["excellent_quota"]).kind is Kind.ANSWER
    assert decide(plan, facts, ["excellent_quota"], needs=["position"]).asks == "position"


def test_a_fact_that_was_mentioned_is_never_presumed(plan: Plan) -> None:
    assert decide(plan, {"in_training": Given(None)}, ["assessed_at"]).asks == "in_training"


def test_a_mention_of_heads_leaves_the_post_open(plan: Plan) -> None:
    assert decide(plan, {"is_unit_head": Given(None)}, ["excellent_quota"]).asks == "position"


def test_the_facts_used_are_those_the_ruling_looked_at(plan: Plan) -> None:
    facts = COUNTY_SECONDEE | {"months_served": Given(7), "professional_title": Given(True)}
    assert list(decide(plan, facts, ["assessed_at"]).used) == [
        "is_secondee",
        "sent_by",
        "months_served",
    ]


def test_every_settled_axis_comes_with_its_ground(plan: Plan) -> None:
    ruling = decide(plan, COUNTY_SECONDEE | {"months_served": Given(7)}, ["assessed_at"])
    assert ruling.values == {
        "participation": "takes_part",
        "assessed_at": "host_unit",
        "quota_base": "host_unit",
        "excellent_quota": "host_unit",
        "grade": "ordinary",
        "form": "附件6",
    }
    assert {axis: grounds[0].clause for axis, grounds in ruling.grounds.items()} == {
        "participation": "一(一)1",
        "assessed_at": "一(一)1",
        "quota_base": "一(一)1",
        "excellent_quota": "一(一)1",
        "grade": "一(一)",
        "form": "一(三)6",
    }


def test_who_does_not_take_part_has_no_quota_and_no_form(plan: Plan) -> None:
    ruling = decide(plan, {"retired_on": Given(date(2019, 9, 1))}, ["excellent_quota", "form"])
    assert ruling.kind is Kind.ANSWER
    assert ruling.closed_axes == ("excellent_quota", "form")
    assert ruling.values == {
        "participation": "does_not",
        "assessed_at": "none",
        "quota_base": "none",
        "grade": "none",
    }
    assert ruling.clauses == ("一(一)10",)


def test_an_answer_may_leave_one_of_two_questions_silent(plan: Plan) -> None:
    facts = {"is_secondee": Given(True), "sent_by": Given("city")}
    ruling = decide(plan, facts, ["assessed_at", "quota_base"])
    assert ruling.kind is Kind.ANSWER
    assert ruling.silent_axes == ("quota_base",)
    assert ruling.silent_notes[0].says.startswith("方案只写明不占")


def test_a_clash_names_both_sides(plan: Plan) -> None:
    facts = {"retired_on": Given(date(2019, 11, 1)), "under_investigation": Given("open")}
    (clash,) = decide(plan, facts, ["participation"]).clashes
    assert clash.axis == "participation"
    assert [(side.clause, side.value) for side in clash.sides] == [
        ("一(一)10", "does_not"),
        ("一(一)11", "takes_part"),
    ]


def test_a_clash_on_taking_part_is_a_clash_of_every_question(plan: Plan) -> None:
    facts = {"retired_on": Given(date(2019, 11, 1)), "under_investigation": Given("open")}
    for axis in plan.axes:
        assert decide(plan, facts, [axis]).kind is Kind.CLASH


def test_the_rival_is_the_clause_beyond_the_threshold_with_its_day(plan: Plan) -> None:
    facts = COUNTY_SECONDEE | {"served_from": Given(date(2019, 6, 28))}
    rival = decide(plan, facts, ["assessed_at"]).rival
    assert rival is not None
    assert (rival.clause, rival.fact, rival.becomes) == ("一(一)1", "months_served", "home_unit")
    assert rival.on == date(2019, 12, 28)
    assert rival.words == "如果挂职时间不满6个月，在哪里考核：原单位（派出单位）"


def test_six_months_that_end_with_the_year_are_full_on_its_last_day(plan: Plan) -> None:
    facts = COUNTY_SECONDEE | {"served_from": Given(date(2019, 7, 1))}
    rival = decide(plan, facts, ["assessed_at"]).rival
    assert rival is not None
    assert rival.on == date(2019, 12, 31)


def test_a_length_that_ended_has_no_rival_of_more_months(plan: Plan) -> None:
    said = {"served_from": Given(date(2019, 6, 28)), "months_served": Given(2.16)}
    ruling = decide(plan, COUNTY_SECONDEE | said, ["assessed_at"])
    assert ruling.values["assessed_at"] == "home_unit"
    assert ruling.rival is None


def test_the_rival_of_a_secondee_from_above_is_one_from_the_county(plan: Plan) -> None:
    facts = {"is_secondee": Given(True), "sent_by": Given("city")}
    rival = decide(plan, facts, ["excellent_quota"]).rival
    assert rival is not None
    assert (rival.fact, rival.value, rival.becomes) == ("sent_by", "county", None)


def test_questions_about_a_team_look_at_the_team_alone(plan: Plan) -> None:
    facts = {"team_kind": Given("village"), "retired_on": Given(date(2019, 1, 1))}
    assert decide(plan, facts, ["participation"]).clauses == ("一(一)8",)


def test_a_value_the_plan_does_not_know_is_refused_in_words(plan: Plan) -> None:
    with pytest.raises(WrongFact, match="“乡”不是“派出层级”能取的值。"):
        decide(plan, {"sent_by": Given("乡")}, ["assessed_at"])


def test_rulings_on_the_same_facts_are_equal(plan: Plan) -> None:
    facts = COUNTY_SECONDEE | {"months_served": Given(7)}
    assert decide(plan, facts, ["form"]) == decide(plan, facts, ["form"])


def test_a_sending_level_with_a_secondment_in_doubt_leaves_the_village_post_open(
    plan: Plan,
) -> None:
    """Were it no secondment, a village team would be what the level was said of."""
    facts = {"sent_by": Given("central"), "is_secondee": Given(None), "position": Given(None)}
    assert decide(plan, facts, ["participation"]).asks == "village_post"
