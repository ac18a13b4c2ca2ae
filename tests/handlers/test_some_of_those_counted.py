"""What a number of people counts is changed by a later message, as the notice has it."""

import pytest

from tests.kit.talks import County

CLERK = "zhoumin"
FIRST = "我们镇23个干部能评几个优秀"


def told(demo: County, *said: str) -> str:
    return [demo.say(CLERK, one).text for one in said][-1]


@pytest.mark.parametrize(
    "say",
    ["23个包括了那2个挂职的", "里头有2个是挂职的", "其中2个是市里派来挂职的", "算上了2个挂职的"],
)
def test_both_ways_where_it_is_not_settled(demo: County, say: str) -> None:
    text = told(demo, FIRST, say)
    assert "算的话：23人×20%＝4.6" in text
    assert "不算的话：21人×20%＝4.2" in text


@pytest.mark.parametrize(
    "say",
    [
        "其中2个是县里派来挂职的 不满半年",
        "包括2个10月退休的",
        "里头有2个县里派来挂职3个月的",
        "23个里有2个9月退休了",
    ],
)
def test_who_is_in_no_base_here_is_taken_off(demo: County, say: str) -> None:
    text = told(demo, FIRST, say)
    assert text.startswith("21人×20%＝4.2")
    assert "2人不计入基数" in text


@pytest.mark.parametrize(
    "say", ["其中3个是县里派来挂职8个月的", "包括3个脱产学习的", "里头有3个被立案了还没结案"]
)
def test_who_is_in_the_base_stays(demo: County, say: str) -> None:
    text = told(demo, FIRST, say)
    assert text.startswith("23人×20%＝4.6")
    assert "3人计入基数" in text


@pytest.mark.parametrize("say", ["里头有3个是挂职的，不算", "挂职的那3个不算", "去掉3个挂职的"])
def test_who_is_taken_off_by_the_asker(demo: County, say: str) -> None:
    assert told(demo, FIRST, say).startswith("20人×20%＝4，")


@pytest.mark.parametrize("say", ["这23个没算挂职那2个", "没含2个挂职的", "23个里没包括那2个挂职的"])
def test_who_never_was_in_the_number(demo: County, say: str) -> None:
    text = told(demo, FIRST, say)
    assert text.startswith("23人×20%")
    assert "算的话：25人×20%＝5" in text


@pytest.mark.parametrize("say", ["要是不含呢", "那去掉呢", "如果不算他们呢"])
def test_the_same_ones_taken_off_after_all(demo: County, say: str) -> None:
    assert told(demo, FIRST, "23个包括了那2个挂职的", say).startswith("21人×20%")


def test_the_number_is_kept_for_what_comes_next(demo: County) -> None:
    said = (FIRST, "其中2个是县里派来挂职的 不满半年", "里头还有1个10月退休的")
    assert told(demo, *said).startswith("20人×20%")


@pytest.mark.parametrize(
    "say",
    [
        "我们镇22个干部，其中2个是县里派来挂职不满半年的，能报几个优秀",
        "22个科级干部里有2个县里派来挂职3个月的，优秀能报几个",
        "我们22个人，包括2个10月退休的，最多几个优秀",
    ],
)
def test_in_one_message(demo: County, say: str) -> None:
    assert "20人×20%＝4" in told(demo, say)


@pytest.mark.parametrize(
    "say", ["其中1个是县派挂职8个月的，占不占我们的指标", "里头有1个挂职的，他在哪考核"]
)
def test_a_question_of_its_own_is_answered(demo: County, say: str) -> None:
    assert "人×20%" not in told(demo, FIRST, say)
