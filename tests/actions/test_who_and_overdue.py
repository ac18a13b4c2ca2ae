"""Who one is, whom to turn to, and what is past its day."""

import pytest

from tests.kit.chat import County
from tests.kit.speaking_first import at


@pytest.mark.parametrize(
    ("userid", "told"),
    [
        ("ClerkCG", "政工人事"),
        ("WangQiang", "干部本人"),
        ("Group1", "第一考核组，考核组"),
        ("Boss", "干部监督股"),
    ],
)
def test_everybody_is_told_as_what_they_are_registered(
    county: County, userid: str, told: str
) -> None:
    reply = county.say(userid, "我是谁")
    assert reply.text.startswith("您登记的是：")
    assert told in reply.text


def test_a_clerk_hears_whom_the_units_messages_go_to(county: County) -> None:
    assert "本单位的提醒现在发给" in county.say("ClerkCG", "我是哪个单位的").text


@pytest.mark.parametrize("says", ["转人工", "有没有真人", "帮我找个活人"])
def test_a_human_is_named_and_words_can_be_left(county: County, says: str) -> None:
    reply = county.say("ClerkCG", says)
    assert "县委组织部干部监督股（孙正）" in reply.text
    assert "例如“留言：" in reply.text
    assert "您就是" in county.say("Boss", says).text


def test_only_what_is_past_a_day_that_binds_is_overdue(county: County) -> None:
    county.say("Boss", "把附件8截止时间定为1月8日")
    county.press("Boss", "确认这样定")
    county.now = at("2020-01-07 10:00")
    assert "没有超过截止时间还没交" in county.say("Boss", "哪几家超期了").text
    county.now = at("2020-01-11 09:00")
    late = county.say("Boss", "哪几家超期了").text
    assert "城关镇" in late
    assert "已过3天" in late
    assert "城关镇还有" in county.say("ClerkCG", "我们超期的有哪些").text
