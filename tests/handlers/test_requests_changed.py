"""A later day that was asked for is changed by a word, and the section sees who asked today."""

import pytest

from handlers.turn.matter_commands import AskExtension
from storage.views import Matter, MatterKind, MatterState
from tests.kit.talks import County

CLERK, OTHER, BOSS, GROUP = "zhoumin", "hexiaoyan", "jianduwang", "kaohe1a"
ASKS = "附件8申请延期到1月9号，领导出差没法签字"


def _asked(demo: County) -> None:
    demo.say(CLERK, ASKS)
    demo.say(CLERK, "报")


def _all(demo: County) -> list[Matter]:
    with demo.store.reading() as records:
        return records.matters.put_by("2019", CLERK, MatterKind.EXTENSION)


def _open(demo: County) -> list[tuple[str, int]]:
    return [
        (one.paper, one.day.day)
        for one in _all(demo)
        if one.state is MatterState.OPEN and one.day is not None
    ]


@pytest.mark.parametrize(
    ("say", "day"),
    [
        ("延期改到1月8号", 8),
        ("改到1月8号", 8),
        ("附件8的延期改到1月12号", 12),
        ("再晚两天", 11),
        ("延期推到1月12号", 12),
    ],
)
def test_the_open_request_is_changed_after_a_yes(demo: County, say: str, day: int) -> None:
    _asked(demo)
    shown = demo.say(CLERK, say)
    assert "原来申请的：延期申请第1号，延到2020年1月9日" in shown.text
    assert _open(demo) == [("grade_proposals", 9)]
    done = demo.say(CLERK, "确认改")
    assert _open(demo) == [("grade_proposals", day)]
    assert [one.state for one in _all(demo)] == [MatterState.WITHDRAWN, MatterState.OPEN]
    assert all("代替第1号" in push.text for push in done.pushes)


def test_its_reason_as_well(demo: County) -> None:
    _asked(demo)
    demo.say(CLERK, "理由改成：党委会没开")
    demo.say(CLERK, "确认")
    assert [one.words for one in _all(demo)][-1] == "党委会没开"


def test_also_after_something_else_where_it_is_named(demo: County) -> None:
    _asked(demo)
    demo.say(CLERK, "附件1一式几份")
    assert "申请延到：2020年1月8日" in demo.say(CLERK, "延期改到1月8号").text


@pytest.mark.parametrize("say", ["延期能改到1月8号吗", "延期改到几号了"])
def test_a_question_changes_nothing(demo: County, say: str) -> None:
    _asked(demo)
    assert "这样改吗" not in demo.say(CLERK, say).text


def test_another_one_of_the_unit_does_not_change_it(demo: County) -> None:
    _asked(demo)
    told = demo.say(OTHER, "附件8申请延期到1月12号，因为党委会没开").text
    assert "已经申请过了" in told
    assert "请周敏（城关镇）自己改" in told


@pytest.mark.parametrize("say", ["改到1月8号", "不对，1月8号", "还是1月8号吧"])
def test_what_is_only_shown_is_put_right(demo: County, say: str) -> None:
    demo.say(CLERK, ASKS)
    pending = demo.say(CLERK, say).pending
    assert pending is not None
    assert isinstance(pending.command, AskExtension)
    assert (pending.command.day.day, pending.command.reason) == (8, "领导出差没法签字")


def test_another_paper_leans_on_the_first(demo: County) -> None:
    _asked(demo)
    shown = demo.say(CLERK, "附件1也延到1月10号").text
    assert "附件1《县管干部年度考核登记表》\n申请延到：2020年1月10日\n理由：领导出差" in shown
    demo.say(CLERK, "报")
    assert _open(demo) == [("grade_proposals", 9), ("registration", 10)]


def test_and_is_asked_for_what_it_lacks_only(demo: County) -> None:
    _asked(demo)
    told = demo.say(CLERK, "附件1也想晚两天").text
    assert "请再说一下延到几月几日，" in told
    assert "什么理由" not in told


def test_two_at_a_time_lose_neither(demo: County) -> None:
    demo.say(CLERK, ASKS)
    assert demo.say(CLERK, "附件1也想晚两天").text.startswith("一份一份来")
    demo.say(CLERK, "报")
    assert _open(demo) == [("grade_proposals", 9)]


@pytest.mark.parametrize("say", ["今天都有谁申请延期了", "有哪些延期申请", "哪家要延期"])
def test_the_section_sees_who_asked(demo: County, say: str) -> None:
    assert "没有待办的延期申请" in demo.say(BOSS, say).text
    _asked(demo)
    told = demo.say(BOSS, say).text
    assert "周敏（城关镇）" in told
    assert "留言" not in told


def test_of_today_also_what_was_settled(demo: County) -> None:
    _asked(demo)
    demo.order(BOSS, "同意延期1号")
    told = demo.say(BOSS, "今天都有谁申请延期了").text
    assert "已经办了的延期申请有1件" in told
    assert "已同意" in told


def test_a_group_is_told_who_does(demo: County) -> None:
    assert "由县委组织部干部监督股办理" in demo.say(GROUP, "谁申请延期了").text


@pytest.mark.parametrize("who", [BOSS, GROUP, CLERK])
def test_whom_results_are_told_is_another_matter(demo: County, who: str) -> None:
    assert "主要领导反馈" in demo.say(who, "测评完分数反馈给谁").text
