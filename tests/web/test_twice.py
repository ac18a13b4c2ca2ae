"""Deeds pressed twice, and pages of the board come back to after the deed."""

from datetime import timedelta

import pytest

from tests.kit.web.board import handed_in, settle, token
from tests.kit.web.county import County


def test_a_step_pressed_twice_is_told_as_done_and_can_be_taken_back(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    group, path = county.as_member("kaohezu"), f"/board/step/{receipt}"
    data = {"token": token(group, path), "to": "with_group"}
    assert "已记下：城关镇的材料收到" in group.post(path, data=data).text
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
    assert "已撤销刚才的操作" in group.post("/board/undo", data=fields).text


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
    day = {"token": token(boss), "deadline": "unit_to_group", "day": "2020-01-08"}
    shown = boss.post("/board/dates", data=day).text
    assert "已记录：郑监督" in settle(boss, shown, back="/board/dates")
    assert "这件事已经办好了" in settle(boss, shown, back="/board/dates")
    assert "定过1次" in boss.get("/board/dates").text


def test_an_answer_confirmed_twice_is_noted_once(county: County) -> None:
    with county.store.transaction() as records:
        records.unread.note("述职念稿要多久", county.at)
    boss = county.as_member("jiandu")
    fields = {"token": token(boss), "question": "1", "own": "请问考核组。"}
    shown = boss.post("/board/questions", data=fields).text
    assert "撤销第1条答法" in settle(boss, shown)
    assert "是第1条答法，没有再记一遍" in settle(boss, shown)
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
    "command",
    [
        '{"kind":"set_deadlines","days":[]}',
        '{"kind":"set_deadlines","days":[{"deadline":"unit_to_group","day":"2020-13-40"}]}',
        '{"kind":"set_deadlines","days":[{"deadline":"nothing","day":"2020-01-08"}]}',
        '{"kind":"teach","question":7,"words":"请问考核组。"}',
        '{"kind":"answer_case","number":3,"values":{"a":"b"},"words":"","reason":"r"}',
        '{"kind":"withdraw_precedent","number":3,"reason":""}',
        '{"kind":"chase","paper":"\\u0000"}',
        '{"kind":"chase","units":[999999]}',
        '{"kind":"announce","units":[1],"words":""}',
        '{"kind":"return_paper","receipt":"2019-999999","reason":"x"}',
        '{"kind":"withdraw","receipt":"x"}',
        '{"kind":"move_papers","step":"file","unit_id":999999}',
        '{"kind":"forget_lesson","lesson":9}',
        '{"kind":"petition","topic":"plan:none","axes":["none"],"facts":{"x":{"value":{}}}}',
        '{"kind":"set_ceiling","messages":0}',
        '{"kind":"name_contact","userid":"x"}',
    ],
)
def test_a_command_that_cannot_be_meant_is_refused_in_words(command: str, county: County) -> None:
    boss = county.as_member("jiandu")
    page = boss.post("/board/settle", data={"token": token(boss), "command": command})
    assert page.status_code in (200, 404)
    done = ("已记录", "已提醒", "已退回", "已撤回", "已记下", "已批复", "已改为", "正在发送")
    assert not [words for words in done if words in page.text]
    with county.store.reading() as records:
        assert records.outbox.waiting() == 0
