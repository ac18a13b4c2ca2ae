"""A chase reaches those it names and nobody else, however many there are."""

import pytest

import handlers.chase
from handlers.kit.speaking.narrowing import Narrowing
from rules.roster import UnitKind
from tests.actions.conftest import County


@pytest.mark.parametrize(
    "text", ["催一下火星镇", "催一下火星镇没交班子总结的", "提醒火星局尽快把附件8报上来"]
)
def test_a_unit_that_is_not_there_does_not_chase_the_county(text: str, county: County) -> None:
    reply = county.say("Boss", text)
    assert "没有找到您说的单位，没有发出提醒" in reply.text
    assert not reply.options


@pytest.mark.parametrize(
    "text",
    ["催一下没交的", "催一下没交班子总结的单位", "催一下没交班子总结的乡镇", "催一下第一组没交的"],
)
def test_a_command_that_names_no_unit_is_about_all_it_says(text: str, county: County) -> None:
    assert "将提醒下列" in county.say("Boss", text).text


def test_a_person_is_not_chased_by_staff_and_nobody_else_is_instead(county: County) -> None:
    reply = county.say("Boss", "催一下李红")
    assert "催报按单位发" in reply.text
    assert not reply.options


def test_of_very_many_units_only_those_shown_are_chased(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers.chase, "_MOST_SPELLED_OUT", 1)
    shown = county.say("Boss", "催一下没交班子总结的乡镇")
    assert "县财政局" not in shown.text
    assert shown.options[0].key.endswith(":gktownship")
    sent = county.press("Boss", "发送提醒")
    assert [push.to for push in sent.pushes] == ["clerkcg"]


@pytest.mark.parametrize(
    "narrowing",
    [
        Narrowing(),
        Narrowing(3),
        Narrowing(None, frozenset({UnitKind.TOWNSHIP, UnitKind.COUNTY_DEPARTMENT})),
    ],
)
def test_a_button_carries_what_a_command_was_narrowed_to(narrowing: Narrowing) -> None:
    assert Narrowing.read(narrowing.key) == narrowing
    assert Narrowing.read("u1,u2") is None
