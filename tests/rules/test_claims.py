"""Nobody twice, nobody nowhere."""

from dataclasses import replace

from rules.claims import Claims, claims
from rules.names import name_key
from rules.plan import Given
from rules.standing import Candidate, ThisUnit
from tests.kit.forms.county import (
    BORROWED,
    BOTH,
    FROM_COUNTY,
    PEOPLE,
    RETIRED,
    TOO_SHORT,
    VILLAGE,
    somebody,
)
from tests.kit.plans import PLAN

UNITS = {
    name_key(name): ThisUnit(name)
    for name in ("城关镇", "柳河镇", "县财政局", "县水利局", "县教育局", "一中")
}


def found(*people: Candidate) -> Claims:
    return claims(PLAN, people, UNITS)


def test_a_roster_in_order_has_nothing_to_look_at() -> None:
    assert found(*PEOPLE).total == 0


def test_who_legitimately_belongs_nowhere_is_not_reported() -> None:
    assert found(RETIRED, VILLAGE).total == 0


def test_a_short_secondee_whose_home_is_not_on_the_roster_is_assessed_by_nobody() -> None:
    outsider = replace(TOO_SHORT, unit="城关镇", home="县林业局")
    [claim] = found(outsider).nowhere
    assert (claim.meant, claim.unit, claim.clause) == ("县林业局", None, "一(一)1")


def test_main_duties_in_a_unit_that_is_not_on_the_roster() -> None:
    person = somebody(50, "方圆", concurrent_posts=True, main_duties_at="县妇联")
    [claim] = found(person).nowhere
    assert (claim.meant, claim.clause) == ("县妇联", "一(一)5")
    assert found(replace(person, facts={**person.facts, **_main("县 财政局")})).total == 0


def _main(unit: str) -> dict[str, Given]:
    return {"main_duties_at": Given(unit, "roster")}


def test_a_school_without_a_department_above_it() -> None:
    teacher = somebody(51, "冯校", "校长", "一中", works_at="school")
    [claim] = found(teacher).nowhere
    assert (claim.meant, claim.place) == ("", "delegated_department")
    assert found(replace(teacher, superior="县教育局")).total == 0


def test_host_and_home_that_both_list_a_secondee() -> None:
    again = somebody(52, "胡 军", "副镇长", "城关镇")
    [pair] = found(FROM_COUNTY, again).twice
    assert [(claim.person.unit, claim.unit) for claim in pair] == [
        ("县财政局", "城关镇"),
        ("城关镇", "城关镇"),
    ]


def test_two_people_who_only_share_a_name_are_left_alone() -> None:
    namesake = somebody(53, "胡军", "副镇长", "柳河镇")
    assert found(FROM_COUNTY, namesake).total == 0


def test_contradiction_silence_and_missing_facts_are_kept_apart() -> None:
    unknown = somebody(54, "石磊", is_secondee=True, works_at="county_department", host="城关镇")
    seen = found(BOTH, BORROWED, unknown)
    assert [
        [claim.person.name for claim in some] for some in (seen.clashing, seen.unsaid, seen.asked)
    ] == [["宋辉"], ["梁宇"], ["石磊"]]
