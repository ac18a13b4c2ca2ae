"""Days that are no deadline and no beginning: when a group comes, when somebody went back."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County


@pytest.mark.parametrize(
    "say", ["第一考核组到城关镇的时间定在12月30号上午9点", "第二考核组去河口镇的时间定在1月2日"]
)
def test_when_a_group_comes_sets_no_deadline(demo: County, say: str) -> None:
    reply = demo.say("jianduwang", say)
    assert reply.pending is None
    assert "这里不记" in reply.text


def test_a_deadline_of_a_group_is_set(demo: County) -> None:
    assert demo.say("jianduwang", "考核组报监督股的时间，就定1月10号").pending is not None


@pytest.mark.parametrize(
    "say", ["其实我没在城关镇挂了，11月就回局里了", "我11月已经回单位了，在哪考"]
)
def test_when_somebody_went_back_is_no_beginning(demo: County, say: str) -> None:
    reply = demo.say("liuyang", say)
    assert reply.kind is Kind.SILENT or "2个月" not in reply.text
