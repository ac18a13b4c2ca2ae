"""A chase reaches those it names and nobody else, however many there are."""

import pytest

from tests.kit.chat import County


@pytest.mark.parametrize(
    "text", ["催一下火星镇", "催一下火星镇没交班子总结的", "提醒火星局尽快把附件8报上来"]
)
def test_a_unit_that_is_not_there_does_not_chase_the_county(text: str, county: County) -> None:
    reply = county.say("Boss", text)
    assert "没有找到您说的单位，没有发出提醒" in reply.text
    assert not reply.options


@pytest.mark.parametrize(
    "text",
    ["催一下没交的", "催一下没交班子总结的单位", "催一下没交班子总结的乡镇", "催一下第一组没交的"],
)
def test_a_command_that_names_no_unit_is_about_all_it_says(text: str, county: County) -> None:
    assert "将提醒下列" in county.say("Boss", text).text


def test_a_person_is_not_chased_by_staff_and_nobody_else_is_instead(county: County) -> None:
    reply = county.say("Boss", "催一下李红")
    assert "催报按单位发" in reply.text
    assert not reply.options


def test_only_the_units_shown_are_chased(county: County) -> None:
    shown = county.say("Boss", "催一下没交班子总结的乡镇")
    assert "县财政局" not in shown.text
    sent = county.press("Boss", "发送提醒")
    assert [push.to for push in sent.pushes] == ["clerkcg"]


def test_looking_for_a_unit_that_is_not_there_does_not_tell_of_all(county: County) -> None:
    for text in ("火星镇还差什么", "火星镇交齐了没"):
        assert "名册里没有您说的单位" in county.say("Boss", text).text
    assert "您只能查看本考核组的单位" in county.say("Group1", "火星镇还差什么").text
    assert "乡镇" in county.say("Boss", "哪些乡镇还没交附件8").text


def test_a_notice_to_a_unit_that_is_not_there_is_put_right_first(county: County) -> None:
    reply = county.say("Boss", "通知城关镇、火星镇：明天交")
    assert "没有找到火星镇，还没有发出" in reply.text
    assert not reply.options


def test_what_was_returned_is_not_called_never_handed_in(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    county.order("Boss", "退回城关镇附件8：缺公章")
    told = county.say("ClerkCG", "附件8到哪一步了").text
    assert "（已退回：缺公章），还没有重交" in told


def test_less_than_no_messages_is_no_ceiling(county: County) -> None:
    before = county.say("Boss", "每个单位今年最多发多少条消息").text
    assert county.say("Boss", "每个单位今年最多发-3条消息").text == before
