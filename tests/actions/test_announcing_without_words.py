"""A notice of which only whom it is for is told: the words are asked for, whom is kept."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.chat import County


@pytest.mark.parametrize(
    "say",
    [
        "给第一考核组的单位发个通知",
        "通知一下第一考核组的单位",
        "向第一考核组各单位群发一个通知",
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        "1月3日前把报告发给考核组",
        "内容：1月3日前把报告发给考核组",
        "让他们1月3日前把报告发给考核组",
    ],
)
def test_the_words_are_asked_for_and_whom_is_kept(county: County, say: str, words: str) -> None:
    asked = county.say("Boss", say)
    assert asked.kind is Kind.ACTION
    assert "2个单位" in asked.text
    assert "写什么内容" in asked.text
    shown = county.say("Boss", words)
    assert "城关镇\n联系不上、请电话告知：柳河镇" in shown.text
    assert "1月3日前把报告发给考核组" in shown.text
    changed = county.say("Boss", "3日改成2日")
    assert "1月2日前把报告发给考核组" in changed.text
    assert "正在发送" in county.say("Boss", "发吧").text


@pytest.mark.parametrize("aside", ["附件8几号交", "登记表交几份？", "好"])
def test_a_question_between_is_no_notice(county: County, aside: str) -> None:
    county.say("Boss", "给乡镇发个通知")
    assert "将通知" not in county.say("Boss", aside).text
    assert "将通知" in county.say("Boss", "明天下午2点开会").text


@pytest.mark.parametrize("off", ["算了", "先不发了", "不发了"])
def test_it_may_be_dropped(county: County, off: str) -> None:
    county.say("Boss", "给乡镇发个通知")
    county.say("Boss", off)
    assert "将通知" not in county.say("Boss", "明天下午2点开会").text


@pytest.mark.parametrize("say", ["发个通知", "我要发通知", "帮我发一个通知"])
def test_whom_and_words_are_asked_for(county: County, say: str) -> None:
    assert "要通知谁、通知什么" in county.say("Boss", say).text


@pytest.mark.parametrize("say", ["通知发给各乡镇了没", "先别给乡镇发通知", "怎么给乡镇发通知"])
def test_what_orders_none_asks_for_no_words(county: County, say: str) -> None:
    assert "写什么内容" not in county.say("Boss", say).text


@pytest.mark.parametrize(
    "say", ["给城关镇发个通知 明天上午九点开测评会", "给城关镇发个通知，明天上午九点开测评会"]
)
def test_words_after_a_blank(county: County, say: str) -> None:
    assert "内容：明天上午九点开测评会" in county.say("Boss", say).text
