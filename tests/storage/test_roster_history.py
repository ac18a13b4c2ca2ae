"""What was changed on the roster during the season is kept with its date."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from rules.roster import ImportRows, SecondmentRow
from storage import Store
from storage.views import Edit, Entity, Secondment
from tests.kit.plans import PLAN
from tests.kit.roster import COUNTY


def _changed() -> ImportRows:
    people = [
        replace(row, post="副局长、党组成员", facts={"position": "党政正职、单位主要负责人"})
        if row.name == "王强"
        else row
        for row in COUNTY.people
    ]
    sent = [
        replace(row, end="2019-11-30") if row.person == "王强" else row
        for row in COUNTY.secondments
    ]
    sent.append(SecondmentRow(4, "李红", "城关镇", "柳河镇", "县", "2019-12-01"))
    return replace(COUNTY, people=tuple(people), secondments=tuple(sent))


@pytest.fixture
def changed(store: Store, now: datetime) -> Store:
    with store.transaction() as records:
        assert not records.roster.import_rows(COUNTY, PLAN.facts).problems
    with store.transaction() as records:
        edit = Edit("Boss", now)
        assert not records.roster.import_rows(_changed(), PLAN.facts, edit=edit).problems
    return store


def test_every_field_that_changed_is_kept_with_who_and_when(changed: Store, now: datetime) -> None:
    with changed.reading() as records:
        wang = records.roster.people_named("王强")[0]
        told = [
            (each.field, each.before, each.after, each.by, each.at)
            for each in records.roster.changes(Entity.PERSON, wang.id)
        ]
        host = records.roster.unit_named("城关镇")[0].id
    county = {"home": "县财政局", "sent_by": "county", "start": "2019-06-28"}
    assert told == [
        ("post", "副局长", "副局长、党组成员", "boss", now),
        ("facts.position", "team_member", "unit_head", "boss", now),
        (f"secondment:{host}", county | {"end": None}, county | {"end": "2019-11-30"}, "boss", now),
    ]


def test_a_person_is_known_as_they_were_at_any_moment(changed: Store, now: datetime) -> None:
    with changed.reading() as records:
        wang, li = (records.roster.people_named(name)[0] for name in ("王强", "李红"))
        host = records.roster.unit_named("城关镇")[0].id
        before, just = now - timedelta(seconds=1), now
        assert records.roster.person_as_of(wang.id, just) == wang
        assert records.roster.person_as_of(wang.id, before) == replace(
            wang,
            post="副局长",
            facts={"position": "team_member"},
            secondment=Secondment(host, "县财政局", "county", date(2019, 6, 28), None),
        )
        assert records.roster.person_as_of(li.id, before) == replace(li, secondment=None)


def test_a_second_import_of_the_same_a_trial_and_a_wrong_sheet_leave_no_trace(
    changed: Store, now: datetime
) -> None:
    edit = Edit("boss", now + timedelta(days=1))
    wrong = replace(COUNTY, people=(*COUNTY.people, replace(COUNTY.people[0], unit="无此镇")))
    with changed.transaction() as records:
        before = records.roster.latest_changes()
        records.roster.import_rows(_changed(), PLAN.facts, edit=edit)
        records.roster.import_rows(COUNTY, PLAN.facts, edit=edit, dry_run=True)
        assert records.roster.import_rows(wrong, PLAN.facts, edit=edit).problems
        assert records.roster.latest_changes() == before


def test_the_database_keeps_the_history_from_being_changed(changed: Store) -> None:
    with pytest.raises(DatabaseError, match="only grows"), changed._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM roster_change")
