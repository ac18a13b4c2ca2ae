"""A whole roster ruled, and one list of what is still missing."""

from datetime import date

import pytest

from rules.verdicts import missing_facts, verdict, verdicts
from tests.kit.forms.county import (
    BORROWED,
    BOTH,
    FROM_COUNTY,
    FROM_PROVINCE,
    HEAD,
    PEOPLE,
    RETIRED,
    VILLAGE,
    somebody,
)
from tests.kit.plans import PLAN

UNKNOWN = somebody(40, "石磊", is_secondee=True, works_at="county_department", host="城关镇")
NAMELESS = somebody(41, "方圆", concurrent_posts=True)


def test_everybody_has_each_axis_settled_open_or_without_meaning() -> None:
    for each in verdicts(PLAN, (*PEOPLE, BORROWED, BOTH, UNKNOWN, NAMELESS)):
        assert {*each.values, *each.open, *each.closed} == set(PLAN.axes), each.person.name
        assert each.clauses, each.person.name


def test_a_county_secondee_of_six_months_is_the_hosts_in_everything() -> None:
    found = verdict(PLAN, FROM_COUNTY)
    assert dict(found.values) == {
        "participation": "takes_part",
        "assessed_at": "host_unit",
        "quota_base": "host_unit",
        "excellent_quota": "host_unit",
        "grade": "ordinary",
        "form": "附件6",
    }
    assert found.clauses[0] == "一(一)1"


def test_what_the_notice_leaves_open_does_not_hide_what_it_settles() -> None:
    found = verdict(PLAN, FROM_PROVINCE)
    assert (found.values["assessed_at"], found.values["form"]) == ("host_unit", "附件6")
    assert list(found.open) == ["quota_base"]
    assert found.missing == ()


def test_who_does_not_take_part_has_no_quota_and_no_form() -> None:
    found = verdict(PLAN, RETIRED)
    assert (found.values["participation"], found.closed) == (
        "does_not",
        ("excellent_quota", "form"),
    )


@pytest.mark.parametrize("person", [BOTH, BORROWED, VILLAGE])
def test_a_clash_or_a_silence_asks_nobody_anything(person: object) -> None:
    found = verdict(PLAN, person)  # type: ignore[arg-type]
    assert found.open
    assert found.missing == ()
    assert found.unsaid


def test_missing_facts_come_as_one_list_by_question_with_the_people() -> None:
    twin = somebody(42, "石头", is_secondee=True, works_at="county_department", host="城关镇")
    found = missing_facts(PLAN, verdicts(PLAN, (HEAD, UNKNOWN, NAMELESS, twin)))
    assert [(each.question, [person.name for person in each.people]) for each in found] == [
        ("是哪一级派下来的？（中央、省、市、县）", ["石磊", "石头"]),
        ("主要工作职责在哪个单位？", ["方圆"]),
    ]


@pytest.mark.parametrize(("months", "fits"), [(7, False), (3, True), (4, True)])
def test_seven_months_do_not_fit_into_three(months: int, fits: bool) -> None:
    person = somebody(
        43, "钟点", is_secondee=True, sent_by="county", host="城关镇",
        served_from=date(2019, 10, 1), months_served=months,
    )  # fmt: skip
    told = verdict(PLAN, person).conflicts
    words = "挂职时间写的是7个月，但从2019年10月1日算起只有3个月，请核对。"
    assert told == (() if fits else (words,))
