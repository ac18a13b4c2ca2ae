"""Deeds pressed twice, and pages of the board come back to after the deed."""

from datetime import timedelta

import pytest

from tests.kit.web.board import handed_in, token
from tests.kit.web.county import County


def test_a_step_pressed_twice_is_told_as_done_and_can_be_taken_back(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    group, path = county.as_member("kaohezu"), f"/board/step/{receipt}"
    data = {"token": token(group, path), "to": "with_group"}
    assert "已接收" in group.post(path, data=data).text
    again = group.post(path, data=data).text
    assert f"这一步您已经办好了，回执号{receipt}" in again
    assert "撤销这一步" in again


def test_a_step_somebody_else_took_is_not_offered_to_be_taken_back(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    group, boss = county.as_member("kaohezu"), county.as_member("jiandu")
    path = f"/board/step/{receipt}"
    data = {"token": token(group, path), "to": "with_group"}
    boss.post(path, data={"token": token(boss, path), "to": "with_section"})
    late = group.post(path, data=data).text
    assert "没有再动它" in late
    assert "撤销这一步" not in late


def test_only_the_paper_of_the_page_is_taken_back(county: County) -> None:
    first = handed_in(county, "城关镇", "registration", "张伟")
    second = handed_in(county, "城关镇", "registration", "刘洋")
    group = county.as_member("kaohezu")
    for receipt in (first, second):
        county.at += timedelta(minutes=1)
        path = f"/board/step/{receipt}"
        fields = {"token": token(group, path), "to": "with_group"}
        group.post(path, data=fields)
    fields["receipt"] = first
    assert "没有可以撤销的" in group.post("/board/undo", data=fields).text
    fields["receipt"] = second
    assert "已撤销刚才的一步" in group.post("/board/undo", data=fields).text


def test_a_paper_of_others_is_not_taken_back(county: County) -> None:
    other = handed_in(county, "河口镇", "registration", "何平")
    own = handed_in(county, "城关镇", "registration", "张伟")
    group = county.as_member("kaohezu")
    fields = {"token": token(group, f"/board/step/{own}"), "receipt": other}
    assert group.post("/board/undo", data=fields).status_code == 403


def test_back_at_a_paper_already_returned_there_is_nothing_to_confirm(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    boss, path = county.as_member("jiandu"), f"/board/return/{receipt}"
    boss.post(path, data={"token": token(boss, path), "reason": "缺公章"})
    back = boss.get(path).text
    assert "已经撤回或退回，不用再操作" in back
    assert "确认退回" not in back


def test_a_date_confirmed_twice_is_noted_once(county: County) -> None:
    boss = county.as_member("jiandu")
    fields = {"token": token(boss), "topic": "confirm_deadline", "back": "/board/dates"}
    key = "confirm_deadline:yes:unit_to_group=2020-01-08"
    assert "已记录：郑监督" in boss.post("/board/settle", data={**fields, "key": key}).text
    again = boss.post("/board/settle", data={**fields, "key": key}).text
    assert "这件事已经办好了" in again
    assert "定过1次" in boss.get("/board/dates").text


def test_an_answer_confirmed_twice_is_noted_once(county: County) -> None:
    with county.store.transaction() as records:
        records.unread.note("述职念稿要多久", county.at)
    boss = county.as_member("jiandu")
    fields = {"token": token(boss), "topic": "teach", "key": 'teach:yes:[1,"请问考核组。"]'}
    assert "撤销第1条答法" in boss.post("/board/settle", data=fields).text
    assert "是第1条答法，没有再记一遍" in boss.post("/board/settle", data=fields).text
    with county.store.reading() as records:
        assert len(records.lessons.in_force("2019")) == 1


def test_from_a_receipt_and_a_checklist_staff_come_back_to_the_board(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    unit = county.unit_id("城关镇")
    back = f'href="/board/unit/{unit}"'
    for path in (f"/receipt/{receipt}", f"/unit/{unit}"):
        assert back in county.as_member("jiandu").get(path).text
        assert back not in county.as_member("wangfang").get(path).text


@pytest.mark.parametrize(
    "key",
    [
        "confirm_deadline:yes:unit_to_group",
        "confirm_deadline:yes:unit_to_group=2020-13-40",
        "confirm_deadline:yes:nothing=2020-01-08",
        "teach:yes:[1",
        "teach:yes:{}",
        "answer_case:yes:x",
        "chase:yes:\x00",
        "announce:yes:[]",
    ],
)
def test_a_button_with_a_broken_key_leads_nowhere_and_does_nothing(
    key: str, county: County
) -> None:
    boss = county.as_member("jiandu")
    fields = {"token": token(boss), "topic": key.partition(":")[0], "key": key}
    page = boss.post("/board/settle", data=fields)
    assert page.status_code in (200, 404)
    assert "已记录" not in page.text
    assert "已提醒" not in page.text
