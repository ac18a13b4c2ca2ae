"""What is said about a deed does none: not now, is it done, anger; and looks beside the deeds."""

import pytest

from handlers.turn.reply import Kind
from storage.views import Act
from tests.kit.talks import County

CLERK, BOSS = "zhoumin", "jianduwang"


def _chased(demo: County) -> int:
    with demo.store.reading() as records:
        return len(list(records.audit.entries(act=Act.CHASED)))


@pytest.mark.parametrize("said", ["那别发！", "先别催了", "算了，我自己去说", "先不发，我问问书记"])
def test_a_deed_that_was_shown_is_dropped_and_a_later_yes_does_nothing(
    demo: County, said: str
) -> None:
    demo.say(CLERK, "催一下没交附件1的人")
    demo.say(CLERK, said)
    demo.say(CLERK, "发")
    assert _chased(demo) == 0


@pytest.mark.parametrize("said", ["那别发！", "再给吕思源也发个？算了不发了"])
def test_a_forbidden_deed_is_not_shown_as_an_order(demo: County, said: str) -> None:
    demo.say(CLERK, "我们单位还差什么")
    assert demo.say(CLERK, said).pending is None


@pytest.mark.parametrize("said", ["什么破玩意", "嗯哼哼哈嘿", "今天天气不错"])
def test_words_that_order_nothing_do_not_repeat_the_last_deed(demo: County, said: str) -> None:
    demo.say(CLERK, "催一下没交附件1的人")
    demo.say(CLERK, "不发")
    assert demo.say(CLERK, said).pending is None


def test_whether_it_is_done_is_told(demo: County) -> None:
    demo.say(CLERK, "催一下没交附件1的人")
    assert "还没有办" in demo.say(CLERK, "发出去了吗").text
    assert _chased(demo) == 0
    demo.say(CLERK, "催一下没交附件1的人")
    demo.say(CLERK, "发")
    assert "已提醒" in demo.say(CLERK, "发出去了吗").text
    assert _chased(demo) == 1


def test_a_wish_on_one_person_does_not_silence_the_unit(demo: County) -> None:
    demo.say(CLERK, "方超下午就交，别提醒他了")
    with demo.store.reading() as records:
        assert records.speaking.snoozed() == {}


@pytest.mark.parametrize("said", ["我下周一到周三请假", "我12月30日到31日请假"])
def test_ones_own_leave_is_entered_when_told_and_taken_back(demo: County, said: str) -> None:
    demo.say(CLERK, said)
    with demo.store.reading() as records:
        assert len(records.speaking.absences_of(CLERK)) == 1
    demo.say(CLERK, "请假取消吧")
    with demo.store.reading() as records:
        assert records.speaking.absences_of(CLERK) == []


def test_leave_of_others_is_a_question_on_the_notice(demo: County) -> None:
    demo.say(CLERK, "请病假半年的人怎么考核")
    with demo.store.reading() as records:
        assert records.speaking.absences_of(CLERK) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("我们镇名册里都有谁", "邓丽华"),
        ("名册里刘洋是什么时候来的", "6月28日"),
        ("我最近问过什么", "您最近问过"),
        ("把这个答复转给王磊", "没有发出任何东西"),
    ],
)
def test_looks_that_people_expect(demo: County, said: str, told: str) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    reply = demo.say(CLERK, said)
    assert told in reply.text
    assert reply.kind is Kind.ACTION


def test_who_was_written_to_is_told_and_nobody_is_written_to_again(demo: County) -> None:
    demo.say(CLERK, "催一下没交附件1的人")
    demo.say(CLERK, "发")
    reply = demo.say(CLERK, "我刚才催了谁")
    assert reply.options == ()
    assert "人（附件1）：" in reply.text
    assert _chased(demo) == 1


def test_him_is_whom_the_talk_is_about(demo: County) -> None:
    demo.say(CLERK, "刘洋在哪考核")
    shown = demo.say(CLERK, "催他交表").text
    assert "将提醒下列1个人" in shown
    assert "刘洋" in shown


def test_a_leave_told_until_a_day_lasts_until_that_day(demo: County) -> None:
    demo.say(CLERK, "我明天起休假到30号")
    with demo.store.reading() as records:
        [absence] = records.speaking.absences_of(CLERK)
    assert (absence.first.day, absence.last.day) == (26, 30)


def test_the_last_day_asked_for_after_a_text_is_that_texts_day(demo: County) -> None:
    demo.say(CLERK, "个人述职报告写哪些内容")
    assert "1月5日" in demo.say(CLERK, "最迟哪天交").text
