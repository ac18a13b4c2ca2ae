"""A yes in more words than “好” does the deed once; a question, a no or another value does not."""

import pytest

from handlers.turn.commands import SetDeadlines
from storage.views import Act
from tests.kit.talks import County

CLERK, BOSS = "zhoumin", "jianduwang"
CHASE, DEADLINE = "催教育局交登记表", "附件8定在1月8号下班前"


def _done(demo: County, act: Act) -> int:
    with demo.store.reading() as records:
        return len(list(records.audit.entries(act=act)))


@pytest.mark.parametrize(
    "said",
    [
        "行，就这么发",
        "没问题，发出去",
        "催吧催吧",
        "好的 发给他们",
        "嗯 赶紧发",
        "同意，请发送",
        "照这个发就行",
        "对，就教育局",
    ],
)
def test_a_yes_with_the_deeds_own_verb_or_value_does_it_once(demo: County, said: str) -> None:
    demo.say(BOSS, CHASE)
    demo.say(BOSS, said)
    assert _done(demo, Act.CHASED) == 1
    demo.say(BOSS, said)
    assert _done(demo, Act.CHASED) == 1


@pytest.mark.parametrize(
    "said",
    [
        "发？",
        "可以发吗",
        "就这么发好不好",
        "行不行啊",
        "不发",
        "行是行，谁收得到",
        "好，我自己去催教育局",
        "对，就财政局",
        "发出去了吗",
    ],
)
def test_a_question_a_no_or_something_else_does_not(demo: County, said: str) -> None:
    demo.say(BOSS, CHASE)
    demo.say(BOSS, said)
    assert _done(demo, Act.CHASED) == 0


@pytest.mark.parametrize(
    "said", ["对，就8号", "可以，就1月8号", "就这么定了", "行 定吧", "是，8号"]
)
def test_the_day_shown_said_again_is_a_yes(demo: County, said: str) -> None:
    demo.say(BOSS, DEADLINE)
    demo.say(BOSS, said)
    assert _done(demo, Act.SET_DATE) == 1


@pytest.mark.parametrize("said", ["对，就9号", "行，改9号", "就8号吗", "是不是8号", "8号谁定的"])
def test_another_day_or_a_question_on_it_is_none(demo: County, said: str) -> None:
    demo.say(BOSS, DEADLINE)
    demo.say(BOSS, said)
    assert _done(demo, Act.SET_DATE) == 0


def test_and_another_day_is_shown(demo: County) -> None:
    demo.say(BOSS, DEADLINE)
    pending = demo.say(BOSS, "对，就9号").pending
    assert pending is not None
    assert isinstance(pending.command, SetDeadlines)
    assert pending.command.days[0].day.day == 9


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("刚才产假那个就这么报", 1),
        ("好，之前请示那件，提交吧", 1),
        ("刚才催报那个就发", 0),
        ("刚才产假那个报了没", 0),
        ("刚才产假那个不报", 0),
        ("好", 0),
    ],
)
def test_after_something_else_a_yes_names_its_deed(demo: County, said: str, times: int) -> None:
    demo.say(CLERK, "休产假的参加考核吗")
    demo.say(CLERK, "请示")
    demo.say(CLERK, "刘洋在哪考核")
    demo.say(CLERK, said)
    assert _done(demo, Act.CASE_FILED) == times


@pytest.mark.parametrize(
    "said",
    [
        "那写个请示 报监督股定",
        "帮我请示一下，报上去定",
        "1.他算不算 2.请示监督股 3.请示监督股",
        "1.他算不算 2.请示监督股 3.确认请示",
    ],
)
def test_what_shows_a_deed_is_never_the_yes_to_it(demo: County, said: str) -> None:
    demo.say(CLERK, "12月31日当天退休的算不算")
    demo.say(CLERK, said)
    assert _done(demo, Act.CASE_FILED) == 0
    demo.say(CLERK, "确认")
    assert _done(demo, Act.CASE_FILED) == 1


def test_what_is_to_stand_in_a_petition_is_added_to_it(demo: County) -> None:
    demo.say(CLERK, "12月31日当天退休的算不算")
    demo.say(CLERK, "帮我请示监督股")
    assert "补充：他是31号办的手续" in demo.say(CLERK, "等下，写清楚他是31号办的手续").text
    assert _done(demo, Act.CASE_FILED) == 0


@pytest.mark.parametrize("said", ["算了不用了，取消", "算了，取消", "别提醒了不用了"])
def test_what_was_just_set_for_oneself_is_dropped_in_any_such_words(
    demo: County, said: str
) -> None:
    demo.say(CLERK, "周四上午提醒我交材料")
    demo.say(CLERK, said)
    assert "没有设自己的提醒" in demo.say(CLERK, "我有哪些提醒").text
    with demo.store.reading() as records:
        assert records.speaking.snoozed() == {}


def test_leave_just_entered_is_dropped_in_such_words(demo: County) -> None:
    demo.say(CLERK, "我12月30日到31日请假")
    demo.say(CLERK, "算了不用了，取消")
    with demo.store.reading() as records:
        assert records.speaking.absences_of(CLERK) == []
