"""Who of a unit is to be turned to, told to whom it concerns; asking changes nothing."""

import pytest

from handlers.turn.reply import Kind
from storage.views import Act
from tests.kit.talks import County

CLERK, BOSS, GROUP = "zhoumin", "jianduwang", "kaohe1a"


@pytest.mark.parametrize("said", ["河口镇的联系人是谁", "现在河口联系人叫什么", "河口镇谁负责报送"])
def test_the_section_is_told_who_it_is(demo: County, said: str) -> None:
    with demo.store.reading() as records:
        unit = next(one for one in records.roster.units() if one.name == "河口镇")
        first = records.members.clerks_of(unit.id)[0]
    reply = demo.say(BOSS, said)
    assert reply.kind is Kind.ACTION
    assert first.name in reply.text
    with demo.store.reading() as records:
        assert not list(records.audit.entries(act=Act.CHANGED))


def test_a_group_hears_of_its_own_units_only(demo: County) -> None:
    with demo.store.reading() as records:
        units = records.roster.units()
        member = records.members.by_userid(GROUP)
        assert member is not None
        other = next(one for one in units if one.group_id != member.group_id)
        name = records.members.clerks_of(other.id)[0].name
    assert name not in demo.say(GROUP, f"{other.name}的联系人是谁").text


def test_a_clerk_hears_nothing_of_other_units(demo: County) -> None:
    with demo.store.reading() as records:
        unit = next(one for one in records.roster.units() if one.name == "河口镇")
        name = records.members.clerks_of(unit.id)[0].name
    assert name not in demo.say(CLERK, "河口镇的联系人是谁").text


def test_a_change_is_still_a_change(demo: County) -> None:
    assert "联系人是" not in demo.say(BOSS, "河口镇的联系人改成谁好").text
