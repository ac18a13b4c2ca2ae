"""What was met in talks: whose group, a form of somebody, somebody new told by what they are."""

import pytest

from tests.kit.talks import County

CLERK, BOSS = "zhoumin", "jianduwang"


@pytest.mark.parametrize(
    "say",
    ["哪个考核组管我们 有电话没", "我们归哪个考核组", "考核我们的是第几考核组", "我们镇归哪个组"],
)
def test_which_group_ones_unit_is_with(demo: County, say: str) -> None:
    assert "城关镇由第一考核组考核" in demo.say(CLERK, say).text


@pytest.mark.parametrize(
    "say", ["帮我把韩志强的表填一下", "帮忙把韩志强的登记表填了", "替我把韩志强的登记表写一下"]
)
def test_somebodys_form_is_filled_in(demo: County, say: str) -> None:
    reply = demo.say(CLERK, say)
    assert any(link.path.startswith("/fill") for link in reply.links)


@pytest.mark.parametrize(
    "say",
    [
        "还有县里派到我们村上的驻村队员 归不归我们考",
        "那市里派来的驻村工作队长呢",
        "另外县里下派的驻村干部是队员，归我们考吗",
    ],
)
def test_somebody_new_told_by_what_they_are(demo: County, say: str) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    text = demo.say(CLERK, say).text
    assert "刘洋" not in text
    assert "专门方案考核" in text


@pytest.mark.parametrize(
    "say",
    ["云岭乡政工换人了 联系人换成罗敏", "云岭乡的政工人事换成罗敏了", "云岭乡联系人改成罗敏"],
)
def test_another_units_clerk_is_changed_on_the_roster(demo: County, say: str) -> None:
    reply = demo.say(BOSS, say)
    assert "更正名册" in reply.text
    assert reply.links
