"""Units that a message takes out are those that nothing is sent to, whichever way it says so."""

import pytest

from handlers.turn.commands import Announce, Chase
from tests.kit.talks import County

BOSS, OUT = "jianduwang", "城关镇"


def _names(demo: County, ids: tuple[int, ...]) -> set[str]:
    with demo.store.reading() as records:
        return {records.roster.unit(id).name for id in ids}


@pytest.mark.parametrize(
    "said",
    [
        "催一下没交附件8的乡镇，城关镇除外",
        "催一下没交附件8的乡镇，除了城关镇",
        "除了城关镇，没交附件8的乡镇都催一下",
        "除城关镇外，没交附件8的乡镇都催",
        "催一下没交附件8的乡镇，城关镇不催",
        "催一下没交附件8的乡镇，城关镇就算了",
        "催一下没交附件8的乡镇，城关镇不用",
    ],
)
def test_a_chase_leaves_them_out(demo: County, said: str) -> None:
    pending = demo.say(BOSS, said).pending
    assert pending is not None
    assert isinstance(pending.command, Chase)
    names = _names(demo, pending.command.units)
    assert OUT not in names
    assert {"河口镇", "清水乡"} <= names
    assert "县教育局" not in names


def test_several_are_left_out(demo: County) -> None:
    pending = demo.say(BOSS, "除城关镇、河口镇以外的乡镇，没交附件8的催一下").pending
    assert pending is not None
    assert isinstance(pending.command, Chase)
    assert _names(demo, pending.command.units).isdisjoint({OUT, "河口镇"})


def test_without_another_word_all_others_are_meant(demo: County) -> None:
    pending = demo.say(BOSS, "催一下没交附件8的单位，城关镇除外").pending
    assert pending is not None
    assert isinstance(pending.command, Chase)
    names = _names(demo, pending.command.units)
    assert OUT not in names
    assert "县教育局" in names


def test_a_notice_leaves_them_out(demo: County) -> None:
    pending = demo.say(BOSS, "通知各乡镇，城关镇除外：明天下午3点前交齐附件8").pending
    assert pending is not None
    assert isinstance(pending.command, Announce)
    assert OUT not in _names(demo, pending.command.units)
    assert "河口镇" in _names(demo, pending.command.units)


def test_a_look_leaves_them_out(demo: County) -> None:
    text = demo.say(BOSS, "哪些乡镇没交附件8，城关镇除外").text
    assert OUT not in text
    assert "河口镇" in text
