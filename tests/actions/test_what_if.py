"""What would turn a ruling is told where it is likely, and short; nobody is made a school's."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.chat import County


@pytest.mark.parametrize(
    "said",
    [
        "市里派到乡镇挂职的在哪考核",
        "县派挂职3个月的在哪考核",
        "县派挂职7个月的占谁的指标",
        "普通副镇长在哪考核",
        "副局长评优占谁的指标",
        "镇长占不占名额",
        "王强在哪考核",
    ],
)
def test_the_what_if_names_what_is_likely(county: County, said: str) -> None:
    reply = county.say("ClerkCG", said)
    assert reply.kind is Kind.ANSWER
    for far in ("学校", "医院", "企业", "派出所", "立案", "如果"):
        assert far not in reply.text
    assert len(reply.text) < 120
