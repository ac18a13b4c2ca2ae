"""While a deed waits, a few words put it right; it is shown anew and done only after a yes."""

import pytest

from handlers.turn.commands import Announce, Chase, SetDeadlines
from tests.kit.talks import County

BOSS = "jianduwang"


def _waits(demo: County, *says: str):
    for say in says[:-1]:
        demo.say(BOSS, say)
    pending = demo.say(BOSS, says[-1]).pending
    assert pending is not None
    return pending.command


def test_another_paper(demo: County) -> None:
    command = _waits(demo, "催教育局交登记表", "是附件8 不是登记表")
    assert isinstance(command, Chase)
    assert (command.paper, len(command.units)) == ("grade_proposals", 1)


def test_another_unit(demo: County) -> None:
    before = _waits(demo, "催财政局交附件8")
    command = _waits(demo, "不是，是教育局")
    assert isinstance(command, Chase)
    assert command.paper == before.paper
    assert command.units != before.units


def test_fewer_units(demo: County) -> None:
    before = _waits(demo, "通知各单位：明天来领表")
    command = _waits(demo, "只发乡镇")
    assert isinstance(command, Announce)
    assert command.words == before.words
    assert 0 < len(command.units) < len(before.units)


@pytest.mark.parametrize("said", ["改7日", "改成1月7号"])
def test_another_day(demo: County, said: str) -> None:
    command = _waits(demo, "附件8定在1月6号下班前", said)
    assert isinstance(command, SetDeadlines)
    assert (command.days[0].day.month, command.days[0].day.day) == (1, 7)


@pytest.mark.parametrize("said", ["附件8什么时候交", "教育局在哪一组", "是不是附件8"])
def test_a_question_puts_nothing_right(demo: County, said: str) -> None:
    before = _waits(demo, "催财政局交登记表")
    after = demo.say(BOSS, said).pending
    assert after is None or after.command == before
