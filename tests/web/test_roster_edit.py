"""A supervisor corrects one thing at a time, sees what it changes, and it is kept with its date."""

import re

import pytest

from storage.views import Act
from tests.kit.plans import PLAN
from tests.kit.web.county import ROWS, County
from tests.kit.web.roster_edit import change


def test_what_changed_since_it_was_shown_is_shown_again(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    page = change(boss, "person", id, "unit", "县财政局").text.split("先不办")[0]
    form = dict(
        re.findall(
            '<input type="hidden" name="([^"]+)" value="([^"]*)">', page.split("确认</button>")[0]
        )
    )
    assert "已改好" in change(boss, "person", id, "post", "新的职务", "1").text

    again = boss.post("/roster/edit", data=form).text
    assert "名册在这期间有了变动，还没有改" in again
    with county.store.reading() as records:
        assert records.roster.person(id).unit_id == county.unit_id("城关镇")


def test_a_move_shows_whose_ruling_changes_and_is_done_once_confirmed(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    shown = change(boss, "person", id, "unit", "县财政局")
    assert "还没有改" in shown.text
    assert "所在单位：城关镇 → 县财政局" in shown.text
    assert "还没有改过" in boss.get("/roster/history").text

    assert "已改好" in change(boss, "person", id, "unit", "县财政局", "1").text
    again = change(boss, "person", id, "unit", "县财政局", "1")
    assert again.status_code == 200
    assert "已经是这样，没有要改的" in again.text
    history = boss.get("/roster/history").text
    assert "所在单位：城关镇 → 县财政局" in history
    assert "郑监督" in history
    with county.store.reading() as records:
        trail = [(e.by, e.subject) for e in records.audit.entries(act=Act.CHANGED)]
        member = records.members.by_userid("zhangwei")
    assert trail == [("jiandu", "人员：张伟")]
    assert member is not None
    assert member.unit_id == county.unit_id("县财政局")


def test_who_leaves_is_off_the_list_and_still_known(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    assert "已改好" in change(boss, "person", id, "left", sure="1").text
    with county.store.reading() as records:
        assert records.roster.people_named("张伟") == []
        assert records.roster.person(id).name == "张伟"


def test_the_secondment_of_who_leaves_ends_that_day(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("胡军")
    assert "已改好" in change(boss, "person", id, "left", sure="1").text
    assert "在城关镇的挂职改动" in boss.get("/roster/history").text
    with county.store.reading() as records:
        secondment = records.roster.person(id).secondment
    assert secondment is not None
    assert secondment.end == county.at.date()


def test_a_renamed_unit_keeps_its_people_and_is_found_by_its_old_name(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.unit_id("城关镇")
    assert "已改好" in change(boss, "unit", id, "name", "城关街道", "1").text
    assert county.unit_id("城关街道") == county.unit_id("城关镇") == id

    # A sheet from before does not bring a second unit of the old name.
    with county.store.transaction() as records:
        wrong = records.roster.import_rows(ROWS, PLAN.facts).problems
    assert "“城关镇”已改名为“城关街道”，请写现在的全称" in str(wrong[0])


def test_a_clerk_who_left_is_not_a_member_any_more(county: County) -> None:
    boss, digest = county.as_member("jiandu"), {"kind": "text", "recheck": {"notice": "digest"}}
    with county.store.transaction() as records:
        records.outbox.enqueue("a", "wangfang", {"kind": "text", "text": "已收到"}, county.at)
        records.outbox.enqueue("b", "wangfang", digest, county.at)
        records.outbox.enqueue("c", "lina", {"kind": "text", "text": "已收到"}, county.at)
    assert "已改好" in change(boss, "member", "wangfang", "left", sure="1").text
    with county.store.reading() as records:
        # A digest finds the second clerk by itself when it is looked at before sending.
        assert records.outbox.counts() == {"dropped": 1, "waiting": 2}
        assert records.members.by_userid("wangfang") is None


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("unit", "无此镇", "没有“无此镇”这个单位"),
        ("post", "长" * 61, "写得太长"),
        ("role", "x", "不能在这里改"),
    ],
)
def test_what_cannot_be_is_said_in_words(
    county: County, field: str, value: str, words: str
) -> None:
    refused = change(
        county.as_member("jiandu"), "person", county.person_id("张伟"), field, value, "1"
    )
    assert refused.status_code == 422
    assert words in refused.text


def test_nobody_else_has_the_pages(county: County) -> None:
    for userid in ("wangfang", "zhangwei", "kaohezu"):
        for path in ("/roster/edit", "/roster/history"):
            assert county.as_member(userid).get(path).status_code == 403
