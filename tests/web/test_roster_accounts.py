"""Accounts are added, change their role and leave; who left the roster cannot come in any more."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from storage.views import Act
from tests.kit.web.county import County
from tests.kit.web.roster_edit import change


def comes_in(client: TestClient, userid: str) -> Any:
    off = client.get("/unit")
    state = parse_qs(urlsplit(off.headers["location"]).query)["state"][0]
    return client.get("/oauth/callback", params={"code": f"code-of-{userid}", "state": state})


def test_who_left_cannot_log_in_nor_go_on_with_a_page_that_was_open(county: County) -> None:
    boss, open_page = county.as_member("jiandu"), county.as_member("zhangwei")
    assert open_page.get("/unit").status_code == 200
    id = county.person_id("张伟")

    shown = change(boss, "person", id, "left")
    assert "成员：张伟（zhangwei）" in shown.text
    assert open_page.get("/unit").status_code == 200
    assert "已改好" in change(boss, "person", id, "left", sure="1").text

    assert open_page.get("/unit").status_code == 403
    refused = comes_in(county.anonymous(), "zhangwei")
    assert refused.status_code == 403
    assert "没有在考核名单里找到您的企业微信账号" in refused.text
    history = boss.get("/roster/history").text
    assert "成员：张伟（zhangwei）" in history
    assert "离开名册（干部，城关镇）" in history


def test_a_clerk_who_leaves_as_a_person_is_no_clerk_any_more(county: County) -> None:
    boss, clerk = county.as_member("jiandu"), county.as_member("wangfang")
    new = {"name": "王芳", "unit": "城关镇", "post": "党政办主任"}
    assert "已改好" in change(boss, "person", "", "new", sure="1", **new).text
    assert clerk.get("/unit").status_code == 200
    assert "已改好" in change(boss, "person", county.person_id("王芳"), "left", sure="1").text
    assert clerk.get("/unit").status_code == 403
    with county.store.reading() as records:
        assert records.members.clerks_of(county.unit_id("城关镇")) == []


def test_a_clerk_who_moves_is_shown_to_stay_clerk_of_the_old_unit(county: County) -> None:
    boss = county.as_member("jiandu")
    change(boss, "person", "", "new", sure="1", name="王芳", unit="城关镇", post="党政办主任")
    shown = change(boss, "person", county.person_id("王芳"), "unit", "河口镇").text
    assert "账号wangfang（政工人事）还在城关镇" in shown
    cadre = change(boss, "person", county.person_id("张伟"), "unit", "河口镇").text
    assert "还在城关镇" not in cadre


def test_an_account_is_added_and_comes_in(county: County) -> None:
    boss = county.as_member("jiandu")
    new = {"userid": "LiuYang", "name": "刘洋", "role": "cadre", "unit": "城关镇", "group": ""}
    assert comes_in(county.anonymous(), "liuyang").status_code == 403
    assert "加入名册（干部，城关镇）" in change(boss, "member", "", "new", **new).text
    assert comes_in(county.anonymous(), "liuyang").status_code == 403
    assert "已改好" in change(boss, "member", "", "new", sure="1", **new).text
    again = change(boss, "member", "", "new", sure="1", **new)
    assert (again.status_code, "已经是这样" in again.text) == (200, True)
    assert comes_in(county.anonymous(), "liuyang").status_code == 303
    with county.store.reading() as records:
        member = records.members.by_userid("liuyang")
        trail = [each.subject for each in records.audit.entries(act=Act.CHANGED)]
    assert member is not None
    assert member.person_id == county.person_id("刘洋")
    assert trail == ["成员：刘洋"]


def test_a_clerk_becomes_a_member_of_a_group_and_is_asked_for_nothing_of_the_unit(
    county: County,
) -> None:
    boss, clerk = county.as_member("jiandu"), county.as_member("wangfang")
    with county.store.transaction() as records:
        records.speaking.name_contact(county.unit_id("城关镇"), "wangfang", "jiandu", county.at)
    place = {"role": "group", "unit": "", "group": "第二考核组"}
    assert "已改好" in change(boss, "member", "wangfang", "place", sure="1", **place).text
    history = boss.get("/roster/history").text
    for words in ("身份：政工人事 → 考核组", "所在单位：城关镇 → 空", "考核组：空 → 第二考核组"):
        assert words in history
    with county.store.reading() as records:
        assert records.speaking.contacts() == {}
        assert records.members.clerks_of(county.unit_id("城关镇")) == []
    assert clerk.get("/board").status_code == 200


def test_an_account_that_left_is_confirmed_again_calmly_and_one_never_known_is_not(
    county: County,
) -> None:
    boss = county.as_member("jiandu")
    assert "已改好" in change(boss, "member", "wangfang", "left", sure="1").text
    again = change(boss, "member", "wangfang", "left", sure="1")
    assert again.status_code == 200
    assert "已经是这样，没有要改的" in again.text
    unknown = change(boss, "member", "nobody", "left", sure="1")
    assert unknown.status_code == 422
    assert "没有“nobody”这个账号" in unknown.text


@pytest.mark.parametrize("field", ["left", "place"])
def test_nobody_locks_themselves_out(county: County, field: str) -> None:
    boss = county.as_member("jiandu")
    refused = change(boss, "member", "jiandu", field, sure="1", role="clerk", unit="城关镇")
    assert refused.status_code == 422
    assert "不能在这里改自己的账号" in refused.text
    assert boss.get("/roster/edit").status_code == 200
