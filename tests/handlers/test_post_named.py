"""A post said after somebody else was named is that of its holder, and not that person's."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County

CLERK, CADRE, SECTION = "zhoumin", "liuyang", "jianduwang"


@pytest.mark.parametrize("first", ["刘洋在哪考核", "刘洋能评优秀吗"])
@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("书记还能评优吗", "郑建国"),
        ("那我们镇长呢", "冯秀英"),
        ("镇长填哪张表", "冯秀英"),
        ("纪委书记占名额吗", "曹国平"),
        ("哦，人大主席也在这儿考吗", "韩志强"),
        ("还有我们镇党委书记呢", "郑建国"),
    ],
)
def test_the_only_holder_in_the_own_unit_is_meant(
    demo: County, first: str, said: str, whom: str
) -> None:
    demo.say(CLERK, first)
    text = demo.say(CLERK, said).text
    assert whom in text
    assert "刘洋" not in text
    assert "没有看懂" not in text


@pytest.mark.parametrize(("said", "post"), [("局长占不占名额", "局长"), ("副镇长呢", "副镇长")])
def test_without_one_holder_it_is_the_post_in_general(demo: County, said: str, post: str) -> None:
    demo.say(CLERK, "刘洋占不占名额")
    text = demo.say(CLERK, said).text
    assert text.startswith(post)
    assert "刘洋" not in text


def test_two_posts_are_two_people(demo: County) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    text = demo.say(CLERK, "书记镇长占不占名额").text
    assert text.index("郑建国") < text.index("冯秀英")


@pytest.mark.parametrize(
    "said",
    [
        "书记说他回原单位考，对吗",
        "镇长问他填哪张表",
        "他以前是局长，在哪考核",
        "要是他是镇长呢",
    ],
)
def test_who_only_says_it_is_not_meant(demo: County, said: str) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    text = demo.say(CLERK, said).text
    assert not any(one in text for one in ("郑建国", "冯秀英"))


def test_the_talk_goes_on_with_the_holder_and_comes_back(demo: County) -> None:
    for said in ("刘洋在哪考核", "镇长呢"):
        demo.say(CLERK, said)
    assert "冯秀英填附件1" in demo.say(CLERK, "填哪张表").text
    assert "刘洋填附件6" in demo.say(CLERK, "刘洋呢").text


def test_a_post_asked_about_is_not_that_of_who_asks(demo: County) -> None:
    for said in ("我在哪考核", "镇长呢"):
        demo.say(CADRE, said)
    reply = demo.say(CADRE, "我占谁的名额")
    assert reply.kind is Kind.ANSWER
    assert "主要负责人" not in reply.text


def test_for_the_section_of_no_unit_it_is_the_post(demo: County) -> None:
    demo.say(SECTION, "刘洋在哪考核")
    assert demo.say(SECTION, "书记占不占名额").text.startswith("书记不占本单位的指标")
