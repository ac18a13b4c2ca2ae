"""A unit that is merged into another or removed: nothing lost, nothing twice."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rules.roster import (
    MEMBERS,
    PEOPLE,
    SECONDMENTS,
    UNITS,
    ImportRows,
    PersonRow,
    SecondmentRow,
    UnitRow,
)
from storage import Records, Store
from storage.roster.typed import CannotChange
from storage.views import Act, Edit, HandIn
from tests.kit.plans import PLAN
from tests.kit.roster import COUNTY

TOWN, RIVER = "城关镇", "柳河镇"
ROWS = replace(
    COUNTY,
    units=(
        *COUNTY.units,
        UnitRow(7, "城关农技站", "township_station", (), "第一考核组", TOWN),
    ),
    people=(*COUNTY.people, PersonRow(7, "何平", RIVER, "副镇长", {"position": "team_member"})),
    secondments=(
        *COUNTY.secondments,
        SecondmentRow(4, "何平", RIVER, TOWN, "县", "2019-05-01"),
    ),
)


@pytest.fixture
def county(store: Store) -> Store:
    with store.transaction() as records:
        result = records.roster.import_rows(ROWS, PLAN.facts)
        assert result.problems == ()
    return store


def id_of(records: Records, name: str) -> int:
    return records.roster.unit_named(name)[0].id


def merge(store: Store, now: datetime, old: str = TOWN, new: str = RIVER) -> bool:
    with store.transaction() as records:
        gone = {each.name: each.id for each in records.merging.gone()}
        one, other = (gone.get(name) or id_of(records, name) for name in (old, new))
        return records.merging.merge(one, other, Edit("Boss", now)) is not None


def hand_in(store: Store, unit: str, paper: str, person: str, now: datetime) -> HandIn:
    with store.transaction() as records:
        whose = records.roster.people_named(person)[0].id if person else None
        return records.handins.add(
            id_of(records, unit), paper, whose, store.blobs.put([b"x"]), "f", "x", "ClerkCG", now,
            plan_id="2019",
        )  # fmt: skip


def test_people_members_and_units_below_are_the_other_units(county: Store, now: datetime) -> None:
    with county.reading() as records:
        before = {each.name: each.id for each in records.roster.people(id_of(records, TOWN))}
    assert merge(county, now)
    with county.reading() as records:
        river = id_of(records, RIVER)
        assert {unit.name for unit in records.roster.units()} == {
            RIVER, "县财政局", "县第一中学", "县教育局", "城关农技站",
        }  # fmt: skip
        people = {each.name: each.id for each in records.roster.people(river)}
        assert people == before | {"何平": people["何平"]}
        assert [each.userid for each in records.members.clerks_of(river)] == ["clerkcg", "clerkcg2"]
        assert records.roster.unit(id_of(records, "城关农技站")).superior_id == river
        assert id_of(records, TOWN) == id_of(records, "城关") == river


def test_who_was_on_secondment_at_the_other_is_at_home_and_everybody_else_still_there(
    county: Store, now: datetime
) -> None:
    assert merge(county, now)
    with county.reading() as records:
        river = id_of(records, RIVER)
        posted = {
            name: records.roster.people_named(name)[0].secondment
            for name in ("王强", "赵敏", "何平")
        }
        guests = [each.name for each in records.roster.secondees_at(river)]
    assert posted["何平"] is None
    # 王强 came from another unit of the county, 赵敏 from the province.
    assert sorted(guests) == ["王强", "赵敏"]
    assert all(each is None or each.host_unit_id == river for each in posted.values())
    assert posted["王强"]
    assert posted["王强"].start == date(2019, 6, 28)


def test_papers_of_people_go_along_and_those_of_the_unit_stay_under_its_name(
    county: Store, now: datetime
) -> None:
    first, second = (hand_in(county, TOWN, "registration", "李红", now) for _ in range(2))
    own = hand_in(county, TOWN, "grade_proposals", "", now)
    assert merge(county, now)
    with county.reading() as records:
        river = id_of(records, RIVER)
        moved = records.handins.all_of(river, plan_id="2019")
        # Receipt, version, time and what was checked are as they were.
        assert moved == [replace(each, unit_id=river) for each in (first, second)]
        assert [step.at for step in records.handins.steps(first.id)] == [now]
        assert records.handins.by_receipt(own.receipt) == own
        assert records.handins.standing(river, "grade_proposals", plan_id="2019") is None
        assert records.merging.with_merged(river) == (river, own.unit_id)
        assert records.merging.now(own.unit_id) == river


def test_where_both_have_versions_of_one_persons_paper_neither_is_renumbered(
    county: Store, now: datetime
) -> None:
    theirs = hand_in(county, TOWN, "registration", "何平", now)
    own = hand_in(county, RIVER, "registration", "何平", now)
    assert merge(county, now)
    with county.reading() as records:
        river = id_of(records, RIVER)
        assert records.handins.all_of(river, plan_id="2019") == [own]
        assert records.handins.by_receipt(theirs.receipt) == theirs


def test_wishes_of_the_old_unit_bind_nobody_and_the_first_clerk_stays_the_first(
    county: Store, now: datetime
) -> None:
    with county.transaction() as records:
        town, bureau = id_of(records, TOWN), id_of(records, "县财政局")
        records.speaking.snooze(town, date(2020, 1, 8), "ClerkCG", now)
        records.speaking.name_contact(town, "ClerkCG2", "ClerkCG", now)
        records.speaking.name_contact(bureau, "ClerkCZ", "ClerkCZ", now)
    assert merge(county, now, TOWN, "县财政局")
    with county.reading() as records:
        assert records.speaking.snoozed() == {}
        assert records.speaking.contacts() == {bureau: "clerkcz"}
        assert [each.userid for each in records.members.clerks_of(bureau)] == [
            "clerkcz", "clerkcg", "clerkcg2",
        ]  # fmt: skip


def test_last_weeks_rulings_are_explained_by_what_the_roster_had_then(
    county: Store, now: datetime
) -> None:
    week_ago = now - timedelta(days=7)
    with county.reading() as records:
        ids = {n: records.roster.people_named(n)[0].id for n in ("李红", "王强", "何平")}
        then = {n: records.roster.person(id) for n, id in ids.items()}
        facts = {n: records.roster.facts_of(then[n], PLAN) for n in ids}
    assert merge(county, now)
    with county.reading() as records:
        for name, id in ids.items():
            assert records.roster.person_as_of(id, week_ago) == then[name]
            assert records.roster.facts_as_of(id, week_ago, PLAN) == facts[name]
            assert records.roster.person_as_of(id, now) == records.roster.person(id)
        trail = [(each.by, each.subject) for each in records.audit.entries(act=Act.CHANGED)]
    assert trail == [("boss", "单位：城关镇并入柳河镇")]


def test_done_twice_it_changes_nothing_and_elsewhere_it_is_refused(
    county: Store, now: datetime
) -> None:
    assert merge(county, now)
    with county.reading() as records:
        before = records.roster.latest_changes(limit=500), list(records.audit.entries())
    assert not merge(county, now + timedelta(days=1))
    with pytest.raises(CannotChange, match="城关镇已于2019年12月25日并入柳河镇"):
        merge(county, now, TOWN, "县财政局")
    with pytest.raises(CannotChange, match="城关镇已于2019年12月25日并入柳河镇"):
        merge(county, now, "县财政局", TOWN)
    with county.reading() as records:
        assert (records.roster.latest_changes(limit=500), list(records.audit.entries())) == before


def test_people_of_one_name_in_both_are_named_and_nothing_is_done(
    county: Store, now: datetime
) -> None:
    twin = ImportRows(people=(PersonRow(2, "李红", RIVER, "干事"),))
    with county.transaction() as records:
        assert records.roster.import_rows(twin, PLAN.facts).problems == ()
    with pytest.raises(CannotChange, match=r"两个单位都有叫“李红”的，没有合并.*“李红（城关镇）”"):
        merge(county, now)
    with county.reading() as records:
        assert len(records.roster.people_named("李红")) == 2
        assert records.merging.gone() == []
        assert records.roster.latest_changes() == []


def test_what_merged_twice_is_found_under_the_last_one(county: Store, now: datetime) -> None:
    own = hand_in(county, TOWN, "grade_proposals", "", now)
    assert merge(county, now)
    assert merge(county, now + timedelta(days=1), RIVER, "县教育局")
    with county.reading() as records:
        assert id_of(records, TOWN) == records.merging.now(own.unit_id) == id_of(records, RIVER)
        assert records.roster.unit(id_of(records, TOWN)).name == "县教育局"


def test_a_sheet_that_names_a_merged_unit_is_told_when_and_into_what(
    county: Store, now: datetime
) -> None:
    assert merge(county, now)
    with county.transaction() as records:
        problems = records.roster.import_rows(ROWS, PLAN.facts, edit=Edit("Boss", now)).problems
        units = len(records.roster.units())
    words = "城关镇已于2019年12月25日并入柳河镇，请写“柳河镇”"
    assert {(each.sheet, each.what, each.example) for each in problems} >= {
        (UNITS, words, RIVER),
        (PEOPLE, words, RIVER),
        (SECONDMENTS, words, RIVER),
        (MEMBERS, words, RIVER),
    }
    assert units == 5

    # A sheet of now does not take the old names away.
    now_rows = ImportRows(units=tuple(row for row in ROWS.units if row.name == RIVER))
    with county.transaction() as records:
        assert records.roster.import_rows(now_rows, PLAN.facts).changed == ()
        assert id_of(records, TOWN) == id_of(records, RIVER)


def test_a_unit_is_removed_once_nobody_is_left_and_can_come_back(
    county: Store, now: datetime
) -> None:
    edit = Edit("Boss", now)
    with county.transaction() as records:
        station = id_of(records, "城关农技站")
        with pytest.raises(CannotChange) as refused:
            records.merging.remove(id_of(records, TOWN), edit)
        assert str(refused.value).startswith(
            "城关镇还有3人（张伟、李红、赵敏）；在这里挂职的2人（王强、何平）；"
            "企业微信成员2人（周明、吴芳）；下属单位1个（城关农技站），没有撤销。"
        )
    for _ in range(2):
        with county.transaction() as records:
            records.merging.remove(station, edit)
    with county.transaction() as records:
        assert station not in {unit.id for unit in records.roster.units()}
        [problem] = records.roster.import_rows(
            ImportRows(units=(ROWS.units[-1],)), PLAN.facts
        ).problems
        assert "城关农技站已于2019年12月25日撤销，请删去" in problem.what
        assert [each.subject for each in records.audit.entries()] == ["单位：城关农技站撤销"]
    with county.transaction() as records:
        assert records.merging.restore(station, edit)
        assert not records.merging.restore(station, edit)
        assert id_of(records, "城关农技站") == station


def test_a_trial_leaves_nothing(county: Store, now: datetime) -> None:
    with county.transaction() as records:
        town, river = id_of(records, TOWN), id_of(records, RIVER)
        with records.roster.undone():
            assert records.merging.merge(town, river, Edit("Boss", now)) is not None
            assert id_of(records, TOWN) == river
        assert id_of(records, TOWN) == town
        assert records.roster.latest_changes() == []
        assert list(records.audit.entries()) == []
