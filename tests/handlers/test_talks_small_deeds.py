"""Small deeds are done at once: agreed to afterwards, put right, asked about."""

from collections.abc import Sequence

import pytest

from handlers.turn.reply import Reply
from tests.kit.talks import County

CLERK = "zhoumin"


def _talk(demo: County, *said: str) -> Reply:
    return [demo.say(CLERK, one) for one in said][-1]


@pytest.mark.parametrize(
    ("deed", "yes", "told"),
    [
        ("明天9点提醒我收表", "对", "收表"),
        ("明天9点提醒我收表", "没错，就这样", "收表"),
        ("我明天到29号请假", "确认", "12月29日"),
        ("联系人换成何晓燕", "是的", "何晓燕"),
        ("晚上9点以后别给我发消息", "好的，就这么设", "21:00"),
    ],
)
def test_a_yes_afterwards_is_told_that_it_is_done(
    demo: County, deed: str, yes: str, told: str
) -> None:
    text = _talk(demo, deed, yes).text
    assert "已经办好了" in text
    assert told in text


@pytest.mark.parametrize("after", ["谢谢", "附件1几份", "好吗", "对了，附件8谁填"])
def test_what_is_no_yes_is_not_told_so(demo: County, after: str) -> None:
    assert "已经办好了" not in _talk(demo, "明天9点提醒我收表", after).text


@pytest.mark.parametrize(
    ("deed", "change", "days"),
    [
        ("我明天到29号请假", "不对，到30号", "12月26日至12月30日"),
        ("我明天到29号请假", "说错了，是请到31号", "12月26日至12月31日"),
        ("我30号请假", "不对，是31号", "12月31日"),
        ("下周一到周三我请假", "错了，到周四", "12月30日至1月2日"),
    ],
)
def test_days_of_leave_are_put_right(demo: County, deed: str, change: str, days: str) -> None:
    text = _talk(demo, deed, change).text
    assert f"周敏{days}请假" in text
    with demo.store.reading() as records:
        open_ = records.speaking.absences_of(CLERK)
    assert len(open_) == 1


@pytest.mark.parametrize(
    "after", ["请到31号要谁批", "附件8到30号能交吗", "到30号了吗", "刘洋是31号来的"]
)
def test_a_question_moves_no_leave(demo: County, after: str) -> None:
    demo.say(CLERK, "我明天到29号请假")
    demo.say(CLERK, after)
    with demo.store.reading() as records:
        [absence] = records.speaking.absences_of(CLERK)
    assert absence.last.day == 29


@pytest.mark.parametrize(
    ("after", "contact"),
    [
        ("还是换回我吧", CLERK),
        ("算了，还是写我", CLERK),
        ("还是我来弄", CLERK),
        ("我想问下她能收到吗", "hexiaoyan"),
        ("她忙的时候是不是换成我", "hexiaoyan"),
    ],
)
def test_the_contact_goes_back_to_who_writes(demo: County, after: str, contact: str) -> None:
    demo.say(CLERK, "联系人换成何晓燕")
    demo.say(CLERK, after)
    with demo.store.reading() as records:
        assert contact in records.speaking.contacts().values()


def test_whether_it_was_done_is_told_of_small_deeds_as_well(demo: County) -> None:
    text = _talk(demo, "联系人换成何晓燕", "换了没").text
    assert "什么也没有办" not in text


@pytest.mark.parametrize(
    "said",
    [
        "我电话换成13911112222了，帮我登记一下",
        "冯秀英手机号变了，改成13911112222",
        "新号13911112222，更新一下",
    ],
)
def test_a_new_number_is_told_that_none_is_kept(demo: County, said: str) -> None:
    assert "没有登记，也没有改" in demo.say(CLERK, said).text


@pytest.mark.parametrize("said", ["考核组电话多少", "何晓燕的号码有吗", "附件1里要填电话吗"])
def test_who_asks_for_a_number_changes_none(demo: County, said: str) -> None:
    assert "没有登记，也没有改" not in demo.say(CLERK, said).text


@pytest.mark.parametrize("talk", [("述职报告多少字", "两个都是2500字吗"), ("发",)])
def test_no_deed_is_made_up(demo: County, talk: Sequence[str]) -> None:
    assert "已经办好了" not in _talk(demo, *talk).text
