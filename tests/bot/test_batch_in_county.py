"""Conversations of a batch in the made-up county: who speaks, when, and what was done."""

import json
from typing import Any

import pytest

from bot.batch import answers, moment
from tests.kit.plans import PLAN, reader

CHASE = ["催一下城关镇的附件8", "好"]


def _answers(*items: dict[str, Any]) -> list[dict[str, Any]]:
    lines = [json.dumps({"id": str(number), **item}) for number, item in enumerate(items)]
    return list(answers(lines, PLAN, moment(), reader()))


def _talk(user: str, *says: str, **more: Any) -> dict[str, Any]:
    turns = [{"say": say} for say in says]
    return {"county": "demo", "user": user, "turns": turns, **more}


def test_the_one_who_speaks_is_known():
    (own,) = _answers(_talk("liuyang", "我在哪考核"))
    assert own["kind"] == "answer"
    assert own["decision"]["assessed_at"] == "host_unit"


def test_a_deed_is_told_with_its_unit_and_paper_and_only_once_it_is_done():
    shown, done = _answers(_talk("jianduwang", *CHASE))
    assert shown["did"] == []
    (deed,) = done["did"]
    assert (deed["act"], deed["unit"], deed["paper"]) == ("chased", "城关镇", "附件8")


def test_what_one_conversation_did_the_next_does_not_find():
    first, again = _answers(_talk("jianduwang", *CHASE), _talk("jianduwang", *CHASE))[1::2]
    assert first["did"]
    assert again["did"] == first["did"]


def test_an_item_has_its_own_time():
    says = ("附件8定在1月6号下班前", "确认")
    *_, done = _answers(_talk("jianduwang", *says, at="2019-12-30T10:20"))
    assert "12月30日10:20" in done["text"]


def test_where_an_option_leads_is_told_and_changes_nothing():
    offered, after = _answers(_talk("zhoumin", "离交材料还有几天", "登记表交几份"))
    assert offered["kind"] == "choices"
    assert "answer" in {one["kind"] for one in offered["leads_to"]}
    assert after["kind"] == "answer"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"county": "别的县", "turns": []}, "county 只能是 demo"),
        ({"user": "zhoumin", "turns": []}, "有 user 就要写 county"),
        ({"county": "demo", "user": "没有这人", "turns": []}, "没有“没有这人”这个账号"),
        ({"at": "明天", "turns": []}, "at 看不懂"),
    ],
)
def test_a_line_that_cannot_be_played_is_named(item, words):
    with pytest.raises(ValueError, match=words) as told:
        _answers(item)
    assert "第1行" in str(told.value)
