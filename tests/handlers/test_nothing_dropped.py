"""What is said with a deed and not kept by it is told: hours of a deadline, who stands in."""

import pytest

from tests.kit.talks import County

BOSS, CLERK = "jianduwang", "zhoumin"


@pytest.mark.parametrize(
    ("say", "hour"),
    [
        ("附件8定在1月6号下午3点前", "下午3点"),
        ("把附件8截止时间改到1月6号17:30", "17:30"),
        ("附件8定在1月6号下班前", "下班前"),
        ("附件8截止时间定为1月6日中午12点", "中午12点"),
    ],
)
def test_the_hour_of_a_deadline_is_said_not_to_be_kept(demo: County, say: str, hour: str) -> None:
    text = demo.say(BOSS, say).text
    assert f"截止时间只记到日，“{hour}”没有记" in text
    assert "截止时间定为2020年1月6日" in text


@pytest.mark.parametrize("say", ["改到1月7号上午9点", "改成7号下午5点前", "1月7号下班前"])
def test_also_where_a_shown_one_is_put_right(demo: County, say: str) -> None:
    demo.say(BOSS, "附件8定在1月6号")
    text = demo.say(BOSS, say).text
    assert "只记到日" in text
    assert "2020年1月7日" in text


@pytest.mark.parametrize(
    "say",
    ["附件8申请延期到1月12日中午，党委会还没有开", "附件8想延期到1月12号下午5点前，因为党委会没开"],
)
def test_and_of_a_later_day_asked_for(demo: County, say: str) -> None:
    text = demo.say("linfang", say).text
    assert "只记到日" in text
    assert "发通知" not in text


@pytest.mark.parametrize("say", ["附件8定在1月6号", "把附件8截止时间定为1月6日", "附件8改到1月6号"])
def test_without_an_hour_nothing_is_said_of_it(demo: County, say: str) -> None:
    assert "只记到日" not in demo.say(BOSS, say).text


@pytest.mark.parametrize(
    ("say", "span"),
    [
        ("我下周休假，材料找韩志强", "12月30日至1月5日"),
        ("明天起我出差一周，材料的事先找韩志强", "12月26日至1月1日"),
        ("我30号到2号休年假，有事联系韩志强", "12月30日至1月2日"),
        ("我明天休两天假，材料的事发给韩志强", "12月26日至12月27日"),
    ],
)
def test_who_stands_in_is_said_not_to_be_kept(demo: County, say: str, span: str) -> None:
    text = demo.say(CLERK, say).text
    assert f"已登记：周敏{span}请假" in text
    assert "改发给何晓燕" in text
    assert "您说的“韩志强”没有记" in text


@pytest.mark.parametrize(
    "say",
    ["我下周休假，有事找何晓燕", "我明天请假，材料发给何晓燕", "我下周三请假，由何晓燕接"],
)
def test_who_stands_in_anyway_needs_no_word(demo: County, say: str) -> None:
    text = demo.say(CLERK, say).text
    assert "改发给何晓燕" in text
    assert "没有记" not in text


@pytest.mark.parametrize("say", ["我要是下周休假呢", "蔡云说她下周休假", "下周休假的话怎么登记"])
def test_what_is_only_supposed_is_not_entered(demo: County, say: str) -> None:
    assert "已登记" not in demo.say(CLERK, say).text
