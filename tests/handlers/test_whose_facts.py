"""What was told of nobody in particular is not said of somebody with a name, nor the other way."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County

CLERK = "zhoumin"
ANONYMOUS = "有个挂职的，县里派来的，7月3号来的，在哪考核"


@pytest.mark.parametrize("say", ["韩志强是哪年的", "韩志强在哪考核", "那韩志强呢", "韩志强归谁考"])
def test_of_nobody_to_somebody(demo: County, say: str) -> None:
    demo.say(CLERK, ANONYMOUS)
    told = demo.say(CLERK, say).text
    assert "韩志强" in told
    assert "挂职" not in told


@pytest.mark.parametrize("say", ["这个人叫韩志强", "他是韩志强"])
def test_unless_that_is_who_was_meant(demo: County, say: str) -> None:
    demo.say(CLERK, ANONYMOUS)
    assert "7月3号起挂职" in demo.say(CLERK, say).text


@pytest.mark.parametrize(
    "say", ["那有个省里派来挂职的呢", "有个省里派来挂职的在哪考核", "另一个省里派来挂职的呢"]
)
def test_of_somebody_to_nobody(demo: County, say: str) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    told = demo.say(CLERK, say).text
    assert "刘洋" not in told
    assert "名册" not in told
    assert "省派" in told


def test_the_same_by_pronoun_stays_theirs(demo: County) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    assert "刘洋" in demo.say(CLERK, "他占谁的指标").text


@pytest.mark.parametrize("say", ["韩志强是哪年的", "韩志强多大了", "韩志强什么学历"])
def test_what_no_roster_has_is_said(demo: County, say: str) -> None:
    told = demo.say(CLERK, say).text
    assert told.startswith("名册里没有出生、年龄、学历")
    assert "人大主席" in told


@pytest.mark.parametrize(
    ("before", "say"),
    [
        ((), "县里派到乡镇挂职的，满6个月但中途回原单位两个月，在哪考核"),
        ((), "县里派来挂职7个月，期间请了两个月假，占谁的指标"),
        ((), "挂职期间被抽回单位3个月，在哪考核"),
        ((), "刘洋中途回财政局一个月，在哪考核"),
        (("县里派来挂职5个月的在哪考核",), "中途还回过原单位一个月"),
    ],
)
def test_a_break_in_a_length_is_not_its_length(
    demo: County, before: tuple[str, ...], say: str
) -> None:
    for one in before:
        demo.say(CLERK, one)
    reply = demo.say(CLERK, say)
    assert reply.kind is Kind.SILENT
    assert "回单位帮忙的日子扣不扣" in reply.text


@pytest.mark.parametrize(
    "say",
    [
        "县里派来挂职的，挂职期间在镇里干了7个月，在哪考核",
        "县里派来，中间没回去过，挂职7个月，在哪考核",
    ],
)
def test_a_length_without_a_break_is_one(demo: County, say: str) -> None:
    assert demo.say(CLERK, say).text.startswith("在所挂职乡镇考核（县派、挂职7个月）")


@pytest.mark.parametrize("say", ["12月提前回去了", "10月就回去了", "11月份已经回原单位了"])
def test_going_back_is_an_end_and_no_start(demo: County, say: str) -> None:
    demo.say(CLERK, "县里派到乡镇挂职7个月的在哪考核")
    reply = demo.say(CLERK, say)
    assert reply.kind is Kind.SILENT
    assert "挂职已经结束" in reply.text


@pytest.mark.parametrize("say", ["他12月已经回财政局了", "10月就回去了，在哪考核"])
def test_so_it_is_of_somebody_on_the_roster(demo: County, say: str) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    assert "挂职已经结束" in demo.say(CLERK, say).text


@pytest.mark.parametrize(
    ("before", "say"),
    [("借调到省厅的在哪考核", "10月就回去了"), ("韩志强在哪考核", "他10月就回去了")],
)
def test_who_is_not_on_secondment_does_not_end_one(demo: County, before: str, say: str) -> None:
    demo.say(CLERK, before)
    assert "挂职已经结束" not in demo.say(CLERK, say).text


def test_coming_back_from_leave_is_another_matter(demo: County) -> None:
    assert "请假" in demo.say(CLERK, "我提前回来了").text


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("彭雪梅10月调到交通局了，在哪考", "彭雪梅在交通局考核。"),
        ("韩志强调到河口镇了，归谁考", "韩志强在河口镇考核。"),
        ("王强原来是我们镇副镇长，10月调到交通局了，在哪考", "在交通局考核。"),
        ("我们副镇长9月转到水利局任副局长了，在哪考", "在水利局考核。"),
    ],
)
def test_a_move_told_in_the_question_is_used(demo: County, say: str, told: str) -> None:
    assert demo.say(CLERK, say).text.startswith(told)


@pytest.mark.parametrize(
    "say",
    ["韩志强明年1月调到交通局，在哪考", "韩志强在哪考", "韩志强2020年1月要调到交通局，归谁考"],
)
def test_one_after_the_cut_off_is_not(demo: County, say: str) -> None:
    assert "交通局" not in demo.say(CLERK, say).text.partition("\n")[0]
