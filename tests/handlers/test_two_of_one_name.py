"""Of two people of one name a deed shows which, and a correction takes the other."""

import pytest

from tests.kit.talks import County

SECTION, CLERK = "jianduwang", "zhoumin"


@pytest.mark.parametrize("said", ["催一下王磊", "提醒王磊交附件5"])
def test_a_chase_shows_which(demo: County, said: str) -> None:
    assert "王磊（城关镇副镇长）：" in demo.say(CLERK, said).text


def test_a_name_borne_by_one_stands_alone(demo: County) -> None:
    assert "冯秀英：" in demo.say(CLERK, "催一下冯秀英").text


def test_who_owes_nothing_here_is_told_by_unit_and_post(demo: County) -> None:
    demo.say(CLERK, "催一下王磊")
    reply = demo.say(CLERK, "不是这个，是水利局那个")
    assert "王磊（县水利局副局长）在本单位没有还没交的" in reply.text
    assert reply.pending is None


@pytest.mark.parametrize(
    ("said", "rather", "shown"),
    [
        ("城关镇王磊改任副书记", "不是这个，是水利局那个", "王磊（县水利局副局长）：现任职务"),
        ("水利局王磊改任局长", "错了，是城关镇那个", "王磊（城关镇副镇长）：现任职务"),
        ("水利局王磊改任局长", "不是他，另一个", "王磊（城关镇副镇长）：现任职务"),
        ("王磊改任局长", "水利局那个", "王磊（县水利局副局长）：现任职务：副局长 → 局长"),
    ],
)
def test_a_change_of_the_roster_is_that_of_the_other(
    demo: County, said: str, rather: str, shown: str
) -> None:
    demo.say(SECTION, said)
    text = demo.say(SECTION, rather).text
    assert shown in text
    assert "还没有改" in text


def test_neither_of_them_is_nobody(demo: County) -> None:
    demo.say(SECTION, "城关镇王磊改任副书记")
    assert "县水利局" not in demo.say(SECTION, "不是这个，是林业局那个").text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("把陈思远改成河口镇镇长", "陈思远：现任职务：党委副书记（挂职） → 镇长"),
        ("龚丽不当副局长了，改成局长", "龚丽：现任职务：党委委员、宣传委员 → 局长"),
        ("城关镇龚丽现在是党委副书记了，改一下", "→ 党委副书记"),
        ("邓丽华的职务改一下，改成镇长", "邓丽华：现任职务：党委副书记 → 镇长"),
        ("把韩志强改成财政局局长", "韩志强：所在单位：城关镇 → 县财政局"),
    ],
)
def test_another_post_is_a_change_that_is_shown(demo: County, said: str, shown: str) -> None:
    text = demo.say(SECTION, said).text
    assert shown in text
    assert "还没有改" in text
    for small_talk in ("今天真冷", "辛苦了"):
        assert "考核（" not in demo.say(SECTION, small_talk).text


@pytest.mark.parametrize("said", ["韩志强改成局长的话在哪考核", "把韩志强改成局长行不行"])
def test_what_is_asked_or_supposed_changes_nothing(demo: County, said: str) -> None:
    assert demo.say(SECTION, said).pending is None
