"""Two people of one name: nobody is answered for the other, whatever came before."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County

CLERK = "zhoumin"
BOTH = ["王磊（城关镇副镇长）", "王磊（县水利局副局长）"]


def asks_which(demo: County, say: str) -> None:
    reply = demo.say(CLERK, say)
    assert reply.kind is Kind.ASK
    assert [one.label for one in reply.options] == BOTH


@pytest.mark.parametrize(
    "say",
    [
        "今天开会碰到王磊，他说才来半年，优秀占我们的名额吗",
        "昨天王磊跟我说他9月来的，算满半年吗",
        "王磊去年评了优秀，今年又想评，还占我们镇名额吗",
        "听说王磊要评优秀，占不占指标",
    ],
)
def test_in_a_story(demo: County, say: str) -> None:
    asks_which(demo, say)


@pytest.mark.parametrize("before", ["王磊9月2号来的", "王磊的考核结果出来没有", "王磊还差什么材料"])
@pytest.mark.parametrize("say", ["他在哪考核", "他占谁的名额", "那他在哪边考"])
def test_in_a_message_that_leans_on_the_name(demo: County, before: str, say: str) -> None:
    demo.say(CLERK, before)
    asks_which(demo, say)
    assert demo.say(CLERK, "2").kind is Kind.ANSWER


@pytest.mark.parametrize("say", ["王磊呢", "他跟王磊一样吗", "那王磊填哪张"])
def test_after_somebody_else(demo: County, say: str) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    asks_which(demo, say)


@pytest.mark.parametrize(
    "say", ["刘洋和王磊在哪考核", "王磊和刘洋在哪考核", "刘洋、王磊都在哪考核"]
)
def test_whoever_else_is_named_is_answered(demo: County, say: str) -> None:
    reply = demo.say(CLERK, say)
    assert "刘洋在城关镇考核" in reply.text
    assert [one.label for one in reply.options] == BOTH
    assert "王磊在县水利局考核" in demo.say(CLERK, "2").text


@pytest.mark.parametrize("say", ["我们镇那个王磊呢", "我们镇的王磊呢", "本镇的王磊在哪考核"])
def test_the_one_of_the_askers_own_unit(demo: County, say: str) -> None:
    demo.say(CLERK, "水利局的王磊在哪考核")
    assert "王磊在城关镇考核" in demo.say(CLERK, say).text


@pytest.mark.parametrize(
    "say",
    [
        "王磊和吴昊都是挂职的，他们在哪考核",
        "吴昊和王磊都是挂职的，在哪考核",
        "王磊和吴昊都在我们镇挂职，在哪考核",
    ],
)
def test_who_is_told_apart_leaves_the_others_named(demo: County, say: str) -> None:
    text = demo.say(CLERK, say).text
    assert "王磊在县水利局考核" in text
    assert "吴昊在城关镇考核" in text


@pytest.mark.parametrize(
    "say", ["我们镇王磊和吴昊都是挂职的，在哪考核", "我们镇王磊是挂职的，在哪考核"]
)
def test_words_that_fit_each_another_tell_nobody(demo: County, say: str) -> None:
    asks_which(demo, say)


def test_whose_name_came_first_is_gone_on_with(demo: County) -> None:
    demo.say(CLERK, "韩志强的材料交齐了没")
    assert "韩志强在城关镇考核" in demo.say(CLERK, "他在哪考核").text


@pytest.mark.parametrize("say", ["王磊呢", "那王磊呢", "王磊满半年没有"])
def test_after_a_length(demo: County, say: str) -> None:
    demo.say(CLERK, "刘洋满半年了吗")
    asks_which(demo, say)
    assert demo.say(CLERK, "水利局来挂职的那个").text.startswith("没满：王磊")


@pytest.mark.parametrize(
    "say", ["副镇长那个", "不是水利局那个，副镇长那个", "副镇长那个 不是水利局的"]
)
def test_who_is_told_after_the_name(demo: County, say: str) -> None:
    demo.say(CLERK, "王磊的考核结果出来没有")
    demo.say(CLERK, "他在哪考核")
    assert "王磊在城关镇考核" in demo.say(CLERK, say).text


@pytest.mark.parametrize(
    "say", ["他测评88分，能不能评优", "他测评才85分 能评优秀吗", "他88分还能不能评优秀"]
)
def test_what_is_the_same_for_both_is_answered(demo: County, say: str) -> None:
    demo.say(CLERK, "王磊的考核结果出来没有")
    assert "不能评为优秀" in demo.say(CLERK, say).text


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("刘洋够半年了吗", "刘洋在城关镇考核"),
        ("陈思远满半年了吗", "陈思远在河口镇考核"),
        ("王磊水利局那个满半年没有", "王磊在县水利局考核"),
    ],
)
def test_a_length_tells_what_hangs_on_it(demo: County, say: str, told: str) -> None:
    assert told in demo.say("jianduwang", say).text
