"""A name that was mistyped is corrected wherever it stands; an old sheet does not undo it."""

import pytest

from tests.kit.plans import PLAN
from tests.kit.web.county import ROWS, County
from tests.kit.web.merge import hand_in
from tests.kit.web.roster_edit import change, said

TOWN = "城关镇"


def rename(county: County, name: str, sure: str = "") -> str:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    return said(change(boss, "person", id, "name", name, sure))


def test_it_is_shown_then_done_with_its_account_and_its_history(county: County) -> None:
    paper, id = hand_in(county, TOWN, "registration", "张伟"), county.person_id("张伟")
    shown = rename(county, "章 伟")
    assert "姓名：张伟 → 章伟" in shown
    assert "没有人的判定因此改变" in shown
    assert county.person_id("张伟") == id

    assert rename(county, "章 伟", "1").startswith("已改好")
    boss = county.as_member("jiandu")
    assert "已经是这样" in said(change(boss, "person", id, "name", "章伟", "1"))
    assert "姓名：张伟 → 章伟" in boss.get("/roster/history").text
    with county.store.reading() as records:
        member = records.members.by_userid("zhangwei")
        assert records.roster.person(id).name == "章伟"
        assert records.roster.people_named("张伟") == []
        assert records.handins.by_receipt(paper.receipt) == paper
    assert member is not None
    assert member.name == "章伟"
    assert "章伟" in county.as_member("wangfang").get("/unit").text


@pytest.mark.parametrize(
    ("name", "words"),
    [("王建国", "城关镇已有一位“王建国”"), (" ", "还没有写姓名"), ("张" * 61, "写得太长")],
)
def test_a_name_that_cannot_be_is_refused_in_words(county: County, name: str, words: str) -> None:
    assert words in rename(county, name, "1")


def test_a_sheet_with_the_old_name_brings_no_second_person(county: County) -> None:
    rename(county, "章伟", "1")
    with county.store.transaction() as records:
        wrong = [str(each) for each in records.roster.import_rows(ROWS, PLAN.facts).problems]
    assert "“张伟”已更正为“章伟”，请写现在的姓名" in wrong[0]


def test_a_name_put_back_is_taken_from_a_sheet_again(county: County) -> None:
    id, boss = county.person_id("张伟"), county.as_member("jiandu")
    rename(county, "章伟", "1")
    change(boss, "person", id, "name", "张伟", "1")
    with county.store.transaction() as records:
        assert records.roster.import_rows(ROWS, PLAN.facts).problems == ()
