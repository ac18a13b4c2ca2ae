"""“撤回来”, “刚才那个不算”: the last deed of any kind is undone, offered to be, or told why not."""

import pytest

from handlers.dialogue.deeds import DEEDS
from handlers.dialogue.undo_table import TABLE
from language.taking_back import taken_back
from rules.plan import Plan
from storage.views import Act
from tests.kit.talks import County

BOSS, GROUP, CLERK = "jianduwang", "kaohe1a", "zhoumin"
# What nobody takes back by a word: questions, notes on a paper, what the service itself sent.
NO_DEED = {Act.ASKED, Act.TOLD, Act.COMMENTED, Act.EXPORTED, Act.LOGGED_IN}


def test_every_deed_is_in_the_table_once() -> None:
    listed = [command for row in TABLE for command in row.commands]
    assert set(listed) == set(DEEDS)
    assert len(listed) == len(set(listed))


def test_every_line_of_the_trail_has_a_row() -> None:
    traced = {trace.partition(":")[0] for row in TABLE for trace in row.traces}
    assert traced == {str(act) for act in Act} - {str(act) for act in NO_DEED}


def test_every_row_says_something_or_does_something() -> None:
    assert all(row.words or row.back or row.topic for row in TABLE)


@pytest.mark.parametrize(
    "say",
    [
        *("撤回来", "撤销", "刚才那个不算", "刚才的不算数", "撤销刚才定的日期", "撤回刚才的通知"),
        *("取消刚才的留言", "刚才的请假不算", "发错了，撤回", "上一步撤销", "刚刚设的提醒不要了"),
    ],
)
def test_said_to_undo(say: str) -> None:
    assert taken_back(say) is not None


@pytest.mark.parametrize(
    "say",
    [
        *("不算", "局长不算", "能撤回吗", "撤回了没有", "算了不撤了", "附件8撤回来", "退休的不算"),
        *("撤销批复1号，理由是错了", "刚才说的不算", "怎么撤销", "撤回附件8第2版", "别撤"),
        "刚才那个人不算基数吧",
    ],
)
def test_not_said_to_undo(say: str) -> None:
    assert taken_back(say) is None


def _done(demo: County, who: str, *says: str) -> None:
    for say in says:
        demo.say(who, say)


def _days(demo: County) -> dict[str, tuple[str, str]]:
    with demo.store.reading() as records:
        found = records.dates.effective("2019")
    return {id: (str(one.effective), one.status) for id, one in found.items()}


@pytest.mark.parametrize("say", ["撤销刚才定的日期", "撤回来", "刚才那个不算", "定错了，撤销"])
def test_a_day_that_was_set_is_shown_and_taken_back(demo: County, say: str) -> None:
    _done(demo, BOSS, "附件8定在1月6号", "确认")
    shown = demo.say(BOSS, say)
    assert "恢复为方案没有写日期" in shown.text
    assert _days(demo)["unit_to_group"] == ("2020-01-06", "confirmed")
    demo.say(BOSS, "确认撤销")
    assert _days(demo)["unit_to_group"] == ("None", "blank")


def test_a_day_set_twice_goes_back_to_the_one_before(demo: County) -> None:
    _done(demo, BOSS, "附件8定在1月6号", "确认")
    demo.wait(1)
    _done(demo, BOSS, "附件8改到1月9号", "确认")
    demo.say(BOSS, "刚才那个不算")
    demo.say(BOSS, "确认撤销")
    assert _days(demo)["unit_to_group"] == ("2020-01-06", "confirmed")


def test_a_day_changed_since_is_left_alone(demo: County) -> None:
    _done(demo, BOSS, "附件8定在1月6号", "确认")
    demo.wait(1)
    demo.say(BOSS, "撤回来")
    demo.wait(1)
    _done(demo, "jiandulis", "附件8改到1月9号", "确认")
    assert "没有再动" in demo.say(BOSS, "确认撤销").text
    assert _days(demo)["unit_to_group"] == ("2020-01-09", "confirmed")


@pytest.mark.parametrize(
    ("who", "says", "say", "told"),
    [
        (BOSS, ("通知各乡镇：明天开会", "发"), "撤回刚才的通知", "更正"),
        (BOSS, ("通知各乡镇：明天开会", "发"), "刚才那个不算", "更正"),
        (GROUP, ("催一下没交附件8的", "发"), "撤回来", "收不回来"),
        (
            CLERK,
            ("请示：借调到省厅的在哪考核", "报", "撤回刚才的请示", "撤回请示"),
            "撤回来",
            "不能恢复",
        ),
    ],
)
def test_what_cannot_be_undone_says_what_comes_nearest(
    demo: County, who: str, says: tuple[str, ...], say: str, told: str
) -> None:
    _done(demo, who, *says)
    reply = demo.say(who, say)
    assert told in reply.text
    assert not reply.pushes
    assert reply.pending is None


@pytest.mark.parametrize("say", ["撤回来", "刚才那个不算"])
@pytest.mark.parametrize(
    ("order", "back"),
    [
        ("明天下午3点提醒我报附件8", "取消了"),
        ("我下周一到周三请假", "请假已经取消"),
        ("晚上9点以后别给我发消息", "取消了"),
        ("本单位由何晓燕负责", "周敏"),
    ],
)
def test_what_is_done_at_once_is_undone(demo: County, order: str, back: str, say: str) -> None:
    demo.say(CLERK, order)
    assert back in demo.say(CLERK, say).text
    assert "已经撤销过了" in demo.say(CLERK, say).text


def test_also_after_ten_minutes(demo: County) -> None:
    demo.say(CLERK, "我下周一到周三请假")
    demo.wait(15)
    assert "请假已经取消" in demo.say(CLERK, "刚才的请假不算").text


@pytest.mark.parametrize("say", ["撤回来", "取消刚才的延期", "刚才那个不算"])
def test_a_matter_put_is_offered_to_be_withdrawn(demo: County, say: str) -> None:
    _done(demo, CLERK, "附件8申请延期到1月9号，因为领导出差没法签字", "确认")
    shown = demo.say(CLERK, say)
    assert "撤回延期申请第1号" in shown.text
    assert "已撤回" in demo.say(CLERK, "确认撤回").text


def test_a_lesson_is_offered_to_be_withdrawn(demo: County) -> None:
    _done(demo, BOSS, "以后有人问借调的，统一答按原单位", "好")
    assert "还没有撤销" in demo.say(BOSS, "刚才那个不算").text


def test_what_was_only_shown_is_dropped(demo: County) -> None:
    demo.say(BOSS, "附件8定在1月6号")
    assert "没有改" in demo.say(BOSS, "刚才那个不算").text
    assert _days(demo) == {}


def test_what_came_to_nothing_is_not_told_as_done(demo: County) -> None:
    _done(demo, GROUP, "催一下没交附件8的", "不发")
    assert "没有办" in demo.say(GROUP, "撤回来").text


@pytest.mark.parametrize("who", [BOSS, GROUP, CLERK])
def test_where_nothing_was_done_nothing_is(demo: County, who: str) -> None:
    demo.say(who, "附件8一式几份")
    reply = demo.say(who, "刚才那个不算")
    assert "没有查到" in reply.text
    assert reply.pending is None


def test_what_was_done_elsewhere_since_is_the_last(demo: County, plan: Plan) -> None:
    """A day set on the board after an order in the talk is what 撤回来 means."""
    _done(demo, BOSS, "附件8定在1月6号", "确认")
    demo.wait(2)
    with demo.store.transaction() as records:
        records.dates.set_workday(plan.cutoff, works=False, by=BOSS, at=demo.now)
    demo.wait(1)
    assert "照全国日历" in demo.say(BOSS, "撤回来").text
    assert _days(demo)["unit_to_group"] == ("2020-01-06", "confirmed")


def test_the_kind_that_is_named_is_meant_and_not_the_newest(demo: County) -> None:
    _done(demo, BOSS, "附件8定在1月6号", "确认")
    demo.wait(1)
    _done(demo, BOSS, "通知各乡镇：明天开会", "发")
    assert "恢复为方案没有写日期" in demo.say(BOSS, "撤销刚才定的日期").text


def test_another_ones_deed_is_not_taken_back(demo: County) -> None:
    _done(demo, BOSS, "附件8定在1月6号", "确认")
    assert "没有查到" in demo.say("jiandulis", "撤销刚才定的日期").text


def test_just_now_is_not_this_morning(demo: County) -> None:
    demo.say(CLERK, "我下周一到周三请假")
    demo.wait(90)
    assert "没有查到" in demo.say(CLERK, "刚才那个不算").text
    assert "请假已经取消" in demo.say(CLERK, "刚才的请假撤销").text


def test_while_something_is_asked_it_may_be_the_answer(demo: County) -> None:
    demo.say(CLERK, "县里派到乡镇挂职的在哪考核")
    assert "没有查到" not in demo.say(CLERK, "刚才那个不算").text


@pytest.mark.parametrize("say", ["刚才报的那份先撤回来", "刚才交错了，撤回来", "交的那份撤回"])
def test_a_paper_is_meant_where_one_is_said(demo: County, say: str) -> None:
    demo.say(CLERK, "明天下午3点提醒我报附件8")
    assert "可以撤回的材料" in demo.say(CLERK, say).text
