"""A ruling of last week is explained by what the roster had then."""

from dataclasses import replace

from storage.views import Edit
from tests.kit.roster import COUNTY
from tests.kit.talks import County


def test_a_changed_fact_is_told_with_its_day_and_what_was_ruled_before(county: County) -> None:
    first = county.say("Boss", "王强在哪考核").text
    assert first.startswith("王强在城关镇考核")
    assert "改过" not in first

    county.wait(3 * 24 * 60)
    sent = tuple(row for row in COUNTY.secondments if row.person != "王强")
    sent += (replace(COUNTY.secondments[0], start="2019-12-01"),)
    with county.store.transaction() as records:
        edit = Edit("boss", county.now)
        rows = replace(COUNTY, secondments=sent)
        assert not records.roster.import_rows(rows, county.plan.facts, edit=edit).problems

    county.wait(60)
    then = county.say("Boss", "王强在哪考核").text
    assert "名册12月28日改过：" in then
    assert "改之前：在哪里考核：所挂职乡镇。" in then


def test_what_does_not_bear_on_the_ruling_is_not_told(county: County) -> None:
    people = tuple(replace(row, post="副局长（正科级）") for row in COUNTY.people)
    with county.store.transaction() as records:
        edit = Edit("boss", county.now)
        rows = replace(COUNTY, people=people)
        assert not records.roster.import_rows(rows, county.plan.facts, edit=edit).problems
    county.wait(60)
    assert "改过" not in county.say("Boss", "王强在哪考核").text


def test_a_secondment_that_is_over_is_not_told_what_more_months_would_change(
    county: County,
) -> None:
    assert "（挂职12月28日满6个月）" in county.say("Boss", "王强在哪考核").text
    over = replace(COUNTY.secondments[0], end="2019-09-01")
    with county.store.transaction() as records:
        rows = replace(COUNTY, secondments=(over, *COUNTY.secondments[1:]))
        assert not records.roster.import_rows(rows, county.plan.facts).problems
    ruled = county.say("Boss", "王强在哪考核").text
    assert ruled.startswith("王强在县财政局考核（挂职满2个月）。")
    assert "满6个月" not in ruled
