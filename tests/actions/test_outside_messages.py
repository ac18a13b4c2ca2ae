"""Messages out of public bug reports: below a quotation, and very long (`tests/forms/cases`)."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.chat import County
from tests.kit.web.upload import outside_case

LINE = "- - - - - - - - - - - - - - -"
ASKED = "县派挂职7个月的在哪考核"


@pytest.mark.parametrize(
    "quoted",
    ["我们镇的党委书记占不占名额", "附件8截止到哪天", "市里派的在县直部门挂职", "退回附件1"],
)
def test_below_a_quotation_only_ones_own_words_are_answered(county: County, quoted: str) -> None:
    plain = county.say("ClerkCG", ASKED)
    county.say("ClerkCG", "重新开始")
    with_quote = county.say("ClerkCG", f"「李娜：{quoted}」\n{LINE}\n{ASKED}")
    assert plain.kind is with_quote.kind is Kind.ANSWER
    assert (with_quote.decision, with_quote.clauses) == (plain.decision, plain.clauses)


def test_the_question_at_the_end_of_a_long_message_is_answered(county: County) -> None:
    text = outside_case("转发后再问.txt").read_text(encoding="utf-8")
    assert len(text) > 600
    assert "份数" in county.say("ClerkCG", text).text


@pytest.mark.parametrize("times", [1, 5, 40])
def test_however_long_it_is(county: County, times: int) -> None:
    """Beyond what is read the two ends are, for there the question stands."""
    notice = "现将年度考核有关事项通知如下，请各单位高度重视，认真组织，按时保质完成各项工作。" * 10
    told = county.say("ClerkCG", f"{notice * times}附件9要几份？").text
    assert "份数" in told
