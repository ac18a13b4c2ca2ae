"""Each kind of correction: checked, kept with its date, and last week can still be explained."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rules.roster import ImportRows, MemberRow
from storage import Records, Store
from storage.roster.typed import CannotChange
from storage.views import Act, Correction, Edit, Entity, Secondment
from tests.kit.plans import PLAN
from tests.kit.roster import COUNTY

Correct = Callable[..., bool]
POSTED = {"host": "柳河镇", "home": "城关镇", "sent_by": "county", "start": "2019-06-03", "end": ""}


@pytest.fixture
def correct(county: Store, now: datetime) -> Correct:
    def run(entity: Entity, id: object, field: str, **values: str) -> bool:
        named = {name.replace("__", "."): value for name, value in values.items()}
        with county.transaction() as records:
            wanted = Correction(entity, str(id), field, named)
            return records.roster.correct(wanted, Edit("boss", now), PLAN.facts)

    return run


def person(store: Store, name: str) -> int:
    with store.reading() as records:
        return records.roster.people_named(name)[0].id


def unit(records: Records, name: str) -> int:
    return records.roster.unit_named(name)[0].id


def trail(store: Store) -> list[str]:
    with store.reading() as records:
        return [each.subject for each in records.audit.entries(act=Act.CHANGED)]


CHANGES = [
    ("李红", "post", {"value": "镇长"}),
    ("李红", "name", {"value": "李 虹"}),
    ("李红", "unit", {"value": "柳河镇"}),
    ("李红", "facts", {"facts__position": "unit_head", "facts__retired_on": "2019年11月30日"}),
    ("王强", "facts", {"facts__position": ""}),
    ("李红", "secondment", POSTED),
    ("王强", "secondment:{城关镇}", {"sent_by": "县", "start": "2019-07-01", "end": "2019-12-01"}),
    ("王强", "no_secondment:{城关镇}", {}),
    ("王强", "left", {}),
]


@pytest.mark.parametrize(("name", "field", "values"), CHANGES)
def test_after_a_change_last_week_is_as_it_was_and_done_twice_it_changes_nothing(
    county: Store, correct: Correct, now: datetime, name: str, field: str, values: dict[str, str]
) -> None:
    week, id = now - timedelta(days=7), person(county, name)
    with county.reading() as records:
        field = field.replace("{城关镇}", str(unit(records, "城关镇")))
        was, facts = records.roster.person(id), records.roster.facts_as_of(id, week, PLAN)

    assert correct(Entity.PERSON, id, field, **values)
    assert not correct(Entity.PERSON, id, field, **values)

    assert trail(county) == [f"人员：{'李虹' if field == 'name' else name}"]
    with county.reading() as records:
        assert records.roster.person_as_of(id, week) == was
        assert records.roster.facts_as_of(id, week, PLAN) == facts
        is_now = records.roster.person_as_of(id, now)
        assert is_now != was
        assert is_now is None or is_now == records.roster.person(id)
        assert {each.at for each in records.roster.changes(Entity.PERSON, id)} == {now}


def test_somebody_added_was_not_there_last_week(
    county: Store, correct: Correct, now: datetime
) -> None:
    new = {"name": "周 涛", "unit": "城关", "post": "副镇长"}
    assert correct(Entity.PERSON, "", "new", **new)
    assert not correct(Entity.PERSON, "", "new", **new)
    with county.reading() as records:
        [found] = records.roster.people_named("周涛")
        assert (found.unit_id, found.post) == (unit(records, "城关镇"), "副镇长")
        assert records.roster.person_as_of(found.id, now - timedelta(days=7)) is None
        assert records.roster.person_as_of(found.id, now) == found
    assert trail(county) == ["人员：周涛"]


def test_somebody_who_left_and_is_added_again_is_who_they_were(
    county: Store, correct: Correct
) -> None:
    id = person(county, "王强")
    correct(Entity.PERSON, id, "left")
    assert correct(Entity.PERSON, "", "new", name="王强", unit="县财政局", post="")
    with county.reading() as records:
        assert [(each.id, each.post) for each in records.roster.people_named("王强")] == [
            (id, "副局长")
        ]


def test_a_secondment_is_as_typed(county: Store, correct: Correct) -> None:
    id = person(county, "李红")
    correct(Entity.PERSON, id, "secondment", **POSTED | {"host": "财政局", "home": "城关"})
    with county.reading() as records:
        host = unit(records, "县财政局")
        assert records.roster.secondments(id) == [
            Secondment(host, "城关镇", "county", date(2019, 6, 3), None)
        ]
        assert [each.id for each in records.roster.secondees_at(host)] == [id]


def test_who_leaves_takes_along_the_accounts_of_a_cadre_and_of_a_clerk(
    county: Store, correct: Correct
) -> None:
    correct(Entity.PERSON, "", "new", name="周明", unit="城关镇", post="办事员")
    for name, userid in (("王强", "wangqiang"), ("周明", "clerkcg")):
        correct(Entity.PERSON, person(county, name), "left")
        with county.reading() as records:
            assert records.members.by_userid(userid) is None
            [gone] = records.roster.changes(Entity.MEMBER, userid)
        assert (gone.field, gone.before["name"], gone.after) == ("", name, None)
    with county.reading() as records:
        clerks = records.members.clerks_of(unit(records, "城关镇"))
    assert [clerk.userid for clerk in clerks] == ["clerkcg2"]


def test_an_import_gives_no_account_back_to_who_left(county: Store, correct: Correct) -> None:
    correct(Entity.PERSON, person(county, "王强"), "left")
    member = MemberRow(5, "WangQiang", "王强", "干部", "县财政局")
    rows = ImportRows(units=COUNTY.units, groups=COUNTY.groups, members=(member,))
    with county.transaction() as records:
        wrong = records.roster.import_rows(rows, PLAN.facts).problems
        assert "里没有“王强”" in str(wrong[0])
        people = tuple(each for each in COUNTY.people if each.name == "王强")
        back = replace(rows, people=people)
        assert not records.roster.import_rows(back, PLAN.facts).problems


PERSON, MEMBER = Entity.PERSON, Entity.MEMBER
NEW = {"name": "周涛", "unit": "城关镇"}
ACCOUNT = {"userid": "zhoutao", "name": "周涛", "role": "clerk", "unit": "城关镇"}
WRONG = [
    (PERSON, "李红", "secondment", POSTED | {"host": "无此镇"}, "没有“无此镇”这个单位"),
    (PERSON, "李红", "secondment", POSTED | {"host": ""}, "还没有写单位，例如“县财政局”"),
    (PERSON, "李红", "secondment", POSTED | {"host": "城关镇"}, "是同一个单位"),
    (PERSON, "李红", "secondment", POSTED | {"home": "县财政局"}, "派出单位请写“城关镇”"),
    (PERSON, "李红", "secondment", POSTED | {"home": " "}, "还没有写派出单位"),
    (PERSON, "李红", "secondment", POSTED | {"sent_by": "镇"}, "没有“镇”这个派出层级，可选：中央"),
    (PERSON, "李红", "secondment", POSTED | {"start": ""}, "还没有写挂职开始日期，例如“2019"),
    (PERSON, "李红", "secondment", POSTED | {"start": "2019-02-30"}, "这一天不存在"),
    (PERSON, "李红", "secondment", POSTED | {"start": "1919-06-28"}, "离现在太远，请核对年份"),
    (PERSON, "李红", "secondment", POSTED | {"start": "2091-06-28"}, "离现在太远，请核对年份"),
    (PERSON, "李红", "secondment", POSTED | {"end": "2019-06-02"}, "早于开始日期2019-06-03"),
    (PERSON, "王强", "secondment", POSTED | {"host": "城关镇", "home": "县财政局"}, "已经有一条"),
    (PERSON, "李红", "secondment:999", POSTED, "没有这条挂职了"),
    (PERSON, "李红", "facts", {"facts__position": "镇长"}, "职务：不认得“镇长”，可填：党政正职"),
    (PERSON, "李红", "facts", {"facts__retired_on": "去年"}, "退休时间：“去年”不是年月日"),
    (PERSON, "李红", "facts", {"facts__shoe_size": "42"}, "没有这一项情况"),
    (PERSON, "李红", "unit", {"value": "无此镇"}, "没有“无此镇”这个单位"),
    (PERSON, "", "new", NEW | {"name": " "}, "还没有写姓名，例如“王强”"),
    (PERSON, "", "new", NEW | {"unit": "柳河"}, "请写单位全称，例如“柳河镇”"),
    (PERSON, "", "new", NEW | {"name": "李红"}, "城关镇已有一位“李红”。确是同名"),
    (PERSON, "", "new", NEW | {"post": "长" * 61}, "写得太长"),
    (MEMBER, "", "new", ACCOUNT | {"userid": "周涛"}, "账号只能用字母、数字"),
    (MEMBER, "", "new", ACCOUNT | {"userid": ""}, "例如“zhangsan”"),
    (MEMBER, "", "new", ACCOUNT | {"userid": "ClerkCG"}, "已登记给周明（政工人事）"),
    (MEMBER, "", "new", ACCOUNT | {"role": "镇长"}, "没有“镇长”这个身份，可选：政工人事、干部"),
    (MEMBER, "", "new", ACCOUNT | {"role": "cadre"}, "城关镇的名册里没有“周涛”"),
    (MEMBER, "", "new", ACCOUNT | {"unit": ""}, "还没有写单位"),
    (MEMBER, "", "new", ACCOUNT | {"role": "group"}, "还没有选考核组，可选：第一考核组"),
    (MEMBER, "clerkcg", "place", {"role": "cadre", "unit": "城关镇"}, "名册里没有“周明”"),
    (MEMBER, "boss", "place", {"role": "clerk", "unit": "城关镇"}, "不能在这里改自己的账号"),
    (MEMBER, "boss", "left", {}, "不能在这里改自己的账号"),
    (MEMBER, "nobody", "left", {}, "名册里没有“nobody”这个账号"),
    (MEMBER, "nobody", "place", ACCOUNT, "名册里没有这个账号了"),
]  # fmt: skip


@pytest.mark.parametrize(("entity", "whose", "field", "values", "words"), WRONG)
def test_what_cannot_be_is_said_in_words_and_nothing_is_kept(
    county: Store,
    correct: Correct,
    entity: Entity,
    whose: str,
    field: str,
    values: dict[str, str],
    words: str,
) -> None:
    id = person(county, whose) if entity is PERSON and whose else whose
    with pytest.raises(CannotChange) as refused:
        correct(entity, id, field, **values)
    assert words in refused.value.words
    assert refused.value.words.endswith("。")
    with county.reading() as records:
        assert records.roster.latest_changes() == []
    assert trail(county) == []


def test_nothing_of_a_refused_change_stays_where_the_transaction_goes_on(
    county: Store, now: datetime
) -> None:
    with county.transaction() as records:
        wanted = Correction(PERSON, str(records.roster.people_named("王强")[0].id), "left", {})
        with pytest.raises(CannotChange):
            records.roster.correct(wanted, Edit("wangqiang", now), PLAN.facts)
    with county.reading() as records:
        assert len(records.roster.people_named("王强")) == 1
        assert records.roster.latest_changes() == []


def test_who_has_left_is_not_corrected_any_more(county: Store, correct: Correct) -> None:
    id = person(county, "王强")
    assert correct(PERSON, id, "left")
    assert not correct(PERSON, id, "left")
    with pytest.raises(CannotChange, match="已经离开名册"):
        correct(PERSON, id, "post", value="局长")


def test_a_secondee_who_is_moved_to_the_host_is_no_secondee_any_more(
    county: Store, correct: Correct, now: datetime
) -> None:
    id = person(county, "王强")
    assert correct(Entity.PERSON, id, "unit", value="城关镇")
    with county.reading() as records:
        assert records.roster.secondments(id) == []
        assert (
            "is_secondee" not in records.roster.facts_of(records.roster.person(id), PLAN)
            or not records.roster.facts_of(records.roster.person(id), PLAN)["is_secondee"].value
        )
        # Last week they were.
        before = records.roster.facts_as_of(id, now - timedelta(days=7), PLAN)
        assert before is not None
        assert before["is_secondee"].value is True
