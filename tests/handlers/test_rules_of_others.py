"""What a cadre asks of somebody else by their circumstances is a question on the notice."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County


@pytest.mark.parametrize(
    "say",
    [
        "小贺是省里下派来挂副镇长的，他要是评上优秀会不会把镇里的名额占掉一个",
        "我爱人在县医院当副院长，她要是评上优秀占卫健局的名额不",
        "同事是县派挂职8个月的，如果评了优秀算谁的指标",
    ],
)
def test_it_is_answered(demo: County, say: str) -> None:
    assert demo.say("wanglei", say).kind is not Kind.ACTION


@pytest.mark.parametrize("say", ["郑建国评了什么等次", "别人的附件5我能看看吗"])
def test_what_others_got_is_not_told(demo: County, say: str) -> None:
    reply = demo.say("wanglei", say)
    assert reply.kind is Kind.ACTION
    assert reply.text.startswith("不能")
