"""Deeds of a group or the section are on the units just looked at, and on all only where said."""

from typing import Any

import pytest

from handlers.turn.commands import Announce, Chase
from tests.kit.talks import County

BOSS, GROUP, CLERK = "jianduwang", "kaohe1a", "zhoumin"
COUNTY, TOWNSHIPS = 40, 12  # units that owe papers; townships


def _shown(demo: County, who: str, *says: str) -> Any:
    for say in says[:-1]:
        demo.say(who, say)
    pending = demo.say(who, says[-1]).pending
    return pending.command if pending else None


def _names(demo: County, ids: tuple[int, ...]) -> set[str]:
    with demo.store.reading() as records:
        return {records.roster.unit(id).name for id in ids}


@pytest.mark.parametrize("who", [BOSS, GROUP])
@pytest.mark.parametrize("look", ["河口镇还差什么", "河口镇交了没", "河口镇材料到哪一步了"])
@pytest.mark.parametrize("say", ["催他们", "催一下", "催一下他们", "催一下没交的"])
def test_one_unit_looked_at_is_the_one_chased(demo: County, who: str, look: str, say: str) -> None:
    command = _shown(demo, who, look, say)
    assert isinstance(command, Chase)
    assert _names(demo, command.units) == {"河口镇"}


def test_also_after_a_side_question(demo: County) -> None:
    command = _shown(demo, BOSS, "河口镇还差什么", "附件8截止哪天", "催他们")
    assert _names(demo, command.units) == {"河口镇"}


@pytest.mark.parametrize("say", ["催一下各单位", "催一下全部没交的", "全县没交的都催一下"])
def test_all_are_meant_where_all_are_said(demo: County, say: str) -> None:
    assert len(_shown(demo, BOSS, "河口镇还差什么", say).units) == COUNTY


def test_a_look_at_all_is_about_all_again(demo: County) -> None:
    assert len(_shown(demo, BOSS, "河口镇还差什么", "各单位进度", "催他们").units) == COUNTY


def test_long_after_only_a_pronoun_goes_back(demo: County) -> None:
    command = _shown(demo, BOSS, "河口镇还差什么", "附件1一式几份", "催一下没交附件8的")
    assert len(command.units) == COUNTY


def test_a_kind_and_its_paper_go_on(demo: County) -> None:
    assert len(_shown(demo, BOSS, "乡镇交了哪些", "催他们").units) == TOWNSHIPS
    command = _shown(demo, BOSS, "县直部门谁没交附件8", "催他们")
    assert (command.paper, len(command.units)) == ("grade_proposals", 21)
    assert _shown(demo, BOSS, "谁没交附件8", "催一下他们").paper == "grade_proposals"


@pytest.mark.parametrize("say", ["通知他们：明天下班前报", "给他们发个通知：明天下班前报"])
def test_a_notice_goes_to_them_too(demo: County, say: str) -> None:
    command = _shown(demo, BOSS, "河口镇还差什么", say)
    assert isinstance(command, Announce)
    assert (_names(demo, command.units), command.words) == ({"河口镇"}, "明天下班前报")


def test_a_notice_to_them_without_a_look_goes_to_nobody(demo: County) -> None:
    assert _shown(demo, BOSS, "通知他们：明天下班前报") is None


@pytest.mark.parametrize(
    ("say", "words"),
    [
        ("给乡镇发个通知，内容：附件8下班前报", "附件8下班前报"),
        ("给各乡镇发通知：还没交附件8的抓紧", "还没交附件8的抓紧"),
        ("给乡镇发一条消息，就说明天上午9点开会", "明天上午9点开会"),
        ("麻烦给乡镇发个通知 内容是明天开会", "明天开会"),
    ],
)
def test_a_notice_with_words_is_no_chase(demo: County, say: str, words: str) -> None:
    command = _shown(demo, BOSS, say)
    assert isinstance(command, Announce)
    assert (len(command.units), command.words) == (TOWNSHIPS, words)


@pytest.mark.parametrize(
    "say",
    ["给乡镇发个通知，行吗", "给乡镇发个通知", "给乡镇发通知要盖章吗", "给乡镇发的通知谁看得到"],
)
def test_what_asks_or_says_no_words_is_no_notice(demo: County, say: str) -> None:
    assert _shown(demo, BOSS, say) is None


@pytest.mark.parametrize(
    "say",
    [
        *("除了催报的", "除了催报的还发过什么", "除了催报的都导出来", "除了通知的，今天还发了哪些"),
        *("催报的发了几条", "催报的有哪些", "不含催报的"),
    ],
)
def test_messages_that_are_only_named_are_not_sent(demo: County, say: str) -> None:
    reply = demo.say(BOSS, say)
    assert reply.pending is None
    assert not reply.pushes


@pytest.mark.parametrize(
    "say", ["以后催报发给何晓燕", "以后提醒发给何晓燕，别发我了", "今后通知都找何晓燕"]
)
def test_to_whom_reminders_go_is_no_chase(demo: County, say: str) -> None:
    reply = demo.say(CLERK, say)
    assert "以后先发给何晓燕" in reply.text
    assert reply.options, "one tap takes it back"


def test_who_owes_nothing_is_not_made_everybody(demo: County) -> None:
    assert _shown(demo, CLERK, "催一下何晓燕") is None
    assert _shown(demo, CLERK, "催一下韩志强和刘洋") is not None


@pytest.mark.parametrize(
    ("look", "say", "names"),
    [
        ("郑建国还差什么", "催他", {"郑建国"}),
        ("郑建国和刘洋交了没", "催他们", {"郑建国", "刘洋"}),
        ("刘洋在哪考核", "催一下他", {"刘洋"}),
    ],
)
def test_people_looked_at_are_those_chased(
    demo: County, look: str, say: str, names: set[str]
) -> None:
    command = _shown(demo, CLERK, look, say)
    with demo.store.reading() as records:
        assert {records.roster.person(id).name for id in command.people} == names


def test_him_without_anybody_is_nobody(demo: County) -> None:
    reply = demo.say(CLERK, "催他")
    assert "催哪一位" in reply.text
    assert reply.pending is None


def test_all_of_the_unit_are_still_chased_where_they_are_meant(demo: County) -> None:
    assert len(_shown(demo, CLERK, "催一下没交的人").people) > 2
