"""A hint that leaves some values of a fact: asked among these, and not asked where they agree."""

from rules.engine.decide import decide
from rules.plan import Given, Plan

STATION = ("township_station", "other_station", "public_institution")


def test_what_all_of_them_come_to_is_ruled(plan: Plan) -> None:
    facts = {"village_post": Given("member"), "works_at": Given(None, among=STATION)}
    ruling = decide(plan, facts, ("assessed_at",))
    assert dict(ruling.values)["assessed_at"] == "separate_scheme"


def test_where_they_differ_it_is_asked(plan: Plan) -> None:
    facts = {"position": Given("team_member"), "works_at": Given(None, among=STATION)}
    assert decide(plan, facts, ("assessed_at",)).asks == "works_at"


def test_a_hint_without_values_may_be_any(plan: Plan) -> None:
    facts = {"village_post": Given("member"), "works_at": Given(None)}
    assert decide(plan, facts, ("assessed_at",)).asks == "works_at"
