"""The made-up county: whole, importable, and the same for the same seed."""

from datetime import date

import pytest

from bot.demo import cast, county
from rules.roster import Role, UnitKind
from simulator.contacts import Contacts


@pytest.fixture
def records(store, plan):
    with store.transaction() as records:
        result = records.roster.import_rows(county.rows(), plan.facts)
        assert [str(one) for one in result.problems] == []
        yield records


def test_it_has_the_units_and_people_of_a_county(records):
    kinds = [unit.kind for unit in records.roster.units()]
    people = records.roster.everybody()

    assert kinds.count(UnitKind.TOWNSHIP) == 12
    assert kinds.count(UnitKind.COUNTY_DEPARTMENT) == 20
    assert {UnitKind.SCHOOL, UnitKind.HOSPITAL, UnitKind.ENTERPRISE} <= set(kinds)
    assert 140 <= sum(len(those) for those in people.values()) <= 180


def test_there_are_secondees_of_every_level_and_length(records, plan):
    found = set()
    for people in records.roster.everybody().values():
        for person in people:
            if person.secondment:
                facts = records.roster.facts_of(person, plan)
                enough = facts["months_served"].value >= 6
                found.add((person.secondment.sent_by, enough))

    assert {"central", "province", "city", "county"} <= {level for level, _ in found}
    assert {("county", True), ("county", False)} <= found


def test_one_came_to_the_town_on_the_28th_of_june(records):
    (town,) = records.roster.unit_named("城关镇")
    (person,) = records.roster.people_named("刘洋", town.id)

    assert person.secondment.start == date(2019, 6, 28)


def test_two_people_of_one_name_are_at_the_town(records):
    (town,) = records.roster.unit_named("城关镇")

    assert len(records.roster.people_named("王磊", town.id)) == 2


def test_every_unit_has_a_clerk_and_some_have_two(records):
    clerks = records.members.clerks()

    assert {unit.id for unit in records.roster.units()} == set(clerks)
    assert sum(len(those) == 2 for those in clerks.values()) >= 2
    assert len(records.members.supervisors()) == 3


def test_importing_it_again_changes_nothing(records, plan):
    again = records.roster.import_rows(county.rows(), plan.facts)

    assert (again.added, again.changed) == ((), ())


def test_the_same_seed_makes_the_same_county():
    assert county.rows() == county.rows(county.SEED) != county.rows(7)
    assert county.contacts() == county.contacts()


def test_everybody_one_can_play_is_a_member_but_for_the_outsider(records):
    contacts = Contacts.parse(county.contacts())
    roles = {one.userid: one.role for one in contacts.members}
    known = {userid: records.members.by_userid(userid) for userid in roles}

    assert [userid for userid, member in known.items() if member is None] == [cast.OUTSIDER[0]]
    assert all(member.role == Role(roles[userid]) for userid, member in known.items() if member)
    assert [one.unit for one in contacts.members if not one.visible] == [cast.UNREACHABLE]
