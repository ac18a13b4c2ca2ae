"""A card whose question was answered by text: it takes no press any more."""

from datetime import timedelta

import pytest

from bot.clock import MovableClock
from handlers.turn.buttons import DeedButton
from handlers.turn.reply import Kind, Option, Reply
from tests.kit.bot.house import House, house

OPTIONS = (
    Option("确认这样定", DeedButton("abcd", "yes")),
    Option("先不定", DeedButton("abcd", "no")),
)


@pytest.fixture
def here(store):
    with house(store) as made:
        made.replies["定时间"] = Reply(Kind.ACTION, "这样定吗？", options=OPTIONS)
        made.replies["1"] = lambda: Reply(Kind.ACTION, "已记录。", settles=made.heard[0].message_id)
        yield made


def cards(here: House) -> list:
    return [each for each in here.driver.received("ZhangSan") if each.card]


def test_the_card_turns_once_it_is_answered_by_text(here: House) -> None:
    here.driver.say("ZhangSan", "定时间")
    here.later()
    [card] = cards(here)
    here.driver.say("ZhangSan", "1")
    here.later()
    here.later()

    [settled] = cards(here)
    assert settled.id == card.id
    assert (settled.card["state"], settled.card["replace_text"]) == ("done", "已处理")
    assert here.driver.call_counts()["message/update_template_card"] == 1


def test_a_card_that_has_not_gone_out_yet_is_not_sent(here: House) -> None:
    here.driver.say("ZhangSan", "定时间")
    here.driver.say("ZhangSan", "1")
    here.later()

    assert cards(here) == []


def test_an_old_card_that_did_nothing_does_not_say_it_was_chosen(here: House) -> None:
    here.replies["deed:abcd:yes"] = Reply(Kind.ACTION, "没有照它办。", card="已失效")
    here.driver.say("ZhangSan", "定时间")
    here.later()
    [card] = cards(here)
    here.driver.click("ZhangSan", card.id, "deed:abcd:yes#确认这样定")

    assert cards(here)[0].card["replace_text"] == "已失效"


def test_after_72_hours_the_card_is_left_alone(here: House) -> None:
    here.driver.say("ZhangSan", "定时间")
    here.later()
    assert isinstance(here.clock, MovableClock)
    here.clock.put(here.clock.now() + timedelta(hours=73))
    here.driver.jump(here.clock.now())
    here.driver.say("ZhangSan", "1")
    here.later()

    assert "message/update_template_card" not in here.driver.call_counts()
