"""What the roster says once it is imported: facts of people, units by their names, members."""

from dataclasses import replace
from datetime import date, datetime

from rules.plan import Given, Plan
from rules.plan.roster_facts import KindFact, RosterFacts
from rules.roster import UnitKind
from storage import Store
from tests.kit.databases import unit_id
from tests.kit.roster import COUNTY


def test_a_county_secondees_months_are_counted_to_the_cutoff(
    store: Store, import_county, plan: Plan
) -> None:
    import_county(COUNTY)
    with store.transaction() as records:
        [wang] = records.roster.people_named("王强")
        facts = dict(records.roster.facts_of(wang, plan))

    months = facts.pop("months_served").value
    assert isinstance(months, float)
    assert 6 < months < 6.2
    assert {fact: given.value for fact, given in facts.items()} == {
        "works_at": "county_department",
        "is_secondee": True,
        "sent_by": "county",
        "host_kind": "township",
        "served_from": date(2019, 6, 28),
        "position": "team_member",
    }
    assert {given.source for given in facts.values()} == {"roster"}


def test_where_one_sent_from_above_works_at_home_is_not_known(
    store: Store, import_county, plan: Plan
) -> None:
    import_county(COUNTY)
    with store.transaction() as records:
        [zhao] = records.roster.people_named("赵敏")
        facts = records.roster.facts_of(zhao, plan)
    assert "works_at" not in facts
    assert facts["sent_by"] == Given("province", "roster")


def test_a_secondment_after_the_cutoff_or_ended_in_an_earlier_year_does_not_count(
    store: Store, import_county, plan: Plan
) -> None:
    import_county(COUNTY)
    with store.transaction() as records:
        [wang] = records.roster.people_named("王强")
        assert "is_secondee" not in records.roster.facts_of(
            wang, replace(plan, cutoff=date(2018, 12, 31))
        )
        assert wang.secondment is not None
        ended = replace(wang, secondment=replace(wang.secondment, end=date(2019, 9, 1)))
        assert "is_secondee" not in records.roster.facts_of(
            ended, replace(plan, cutoff=date(2020, 12, 31))
        )


def test_a_unit_is_found_by_full_name_short_name_or_part_of_it(store: Store, import_county) -> None:
    import_county(COUNTY)
    with store.transaction() as records:

        def named(text: str) -> list[str]:
            return [unit.name for unit in records.roster.unit_named(text)]

        assert named("城关镇") == ["城关镇"]
        assert named("财政局") == ["县财政局"]
        assert named("财政") == ["县财政局"]
        assert named("镇") == []
        assert named("水利局") == []
        assert named("") == []


def test_a_member_is_known_however_the_userid_is_written(
    store: Store, import_county, now: datetime
) -> None:
    import_county(COUNTY)
    with store.transaction() as records:
        clerk = records.members.by_userid("CLERKcg")
        assert clerk is not None
        assert (clerk.userid, clerk.name, clerk.role) == ("clerkcg", "周明", "clerk")
        assert records.members.by_userid("nobody") is None
        town = unit_id(records, "城关镇")
        assert [m.name for m in records.members.clerks_of(town)] == ["周明", "吴芳"]
        assert [m.name for m in records.members.supervisors()] == ["孙正"]
        group = records.roster.groups()[0].id
        assert [m.name for m in records.members.of_group(group)] == ["冯组长"]
        cadre = records.members.by_userid("WangQiang")
        assert cadre is not None
        assert cadre.person_id == records.roster.people_named("王强")[0].id


def test_who_cannot_be_reached_is_marked_until_a_message_goes_through(
    store: Store, import_county
) -> None:
    import_county(COUNTY)
    with store.transaction() as records:
        records.members.mark_unreachable("ClerkCG", "没有企业微信许可")
        records.members.mark_unreachable("somebody else", "不在通讯录里")
    import_county(COUNTY)  # an import does not make anybody reachable
    with store.transaction() as records:
        assert [(m.name, m.why_not) for m in records.members.unreachable()] == [
            ("周明", "没有企业微信许可")
        ]
        records.members.mark_reachable("clerkcg")
        assert records.members.unreachable() == []


def test_what_kinds_of_units_and_secondments_say_is_the_plan_s_to_tell(
    store: Store, import_county, plan: Plan
) -> None:
    """A notice without such facts hears nothing of them, and one with others hears its own."""
    import_county(COUNTY)
    bare = replace(plan, roster=RosterFacts())
    told = RosterFacts(works_at=KindFact("sort", {UnitKind.COUNTY_DEPARTMENT: "office"}, "other"))
    with store.transaction() as records:
        [wang], [zhang] = (records.roster.people_named(name) for name in ("王强", "张伟"))
        assert records.roster.facts_of(wang, bare) == {"position": Given("team_member", "roster")}
        of_wang, of_zhang = (
            records.roster.facts_of(one, replace(plan, roster=told)) for one in (wang, zhang)
        )
    assert (of_wang["sort"].value, of_zhang["sort"].value) == ("office", "other")
