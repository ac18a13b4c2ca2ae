"""Sent to another place's village by one's own township is not 下派: it is asked what they are."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County

CLERK = "zhoumin"


@pytest.mark.parametrize(
    "say",
    [
        "我们镇副镇长被派到河口镇当驻村工作队长，在哪考核",
        "我们镇的干部抽去邻镇的村当驻村队员，算不算下派",
        "镇里把一个副镇长派到别的乡当驻村工作队队长，在哪考",
        "我们镇副镇长安排到隔壁镇的村里当驻村队员，占谁的名额",
        "我们镇干部到青山镇柳树村驻村，在哪考核",
    ],
)
def test_it_is_asked(demo: County, say: str) -> None:
    reply = demo.say(CLERK, say)
    assert reply.kind is Kind.ASK
    assert reply.asks == "village_post"
    assert {"下派的驻村扶贫工作队长", "乡镇自己安排的包村干部"} <= {
        one.label for one in reply.options
    }


@pytest.mark.parametrize(
    "say",
    [
        "我们镇副镇长被县里派到河口镇当驻村工作队长，在哪考核",
        "县里下派到我们镇的驻村工作队员在哪考核",
        "我们局副局长派到河口镇驻村当队长，在哪考核",
        "我们镇副镇长下派到河口镇当驻村工作队长，在哪考核",
        "市派驻村工作队长在哪考核",
    ],
)
def test_who_is_sent_by_those_above_is_ruled_on(demo: County, say: str) -> None:
    assert "专门方案考核" in demo.say(CLERK, say).text


@pytest.mark.parametrize(("pick", "told"), [("2", "专门方案考核"), ("6", "考核")])
def test_the_answer_settles_it(demo: County, pick: str, told: str) -> None:
    demo.say(CLERK, "我们镇副镇长被派到河口镇当驻村工作队长，在哪考核")
    assert told in demo.say(CLERK, pick).text
