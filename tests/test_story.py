"""One clerk, one form, one deadline: the main job from the first question to the reminder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story_stage import Stage, filled, stage

CLERK, OTHER_CLERK, SUPERVISOR = "zhoumin", "hexiaoyan", "jianduwang"


@pytest.fixture
def on_stage(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as built:
        yield built


def test_a_clerk_asks_hands_in_and_is_reminded(on_stage: Stage) -> None:
    county = on_stage

    # 周敏 of 城关镇 asks about somebody the county sent on 28 June, in two turns.
    asked = county.ask(CLERK, "县里派到我们镇挂职的干部在哪里考核？")
    assert "几个月" in asked
    answer = county.ask(CLERK, "6月28日来的")
    assert "挂职乡镇" in answer
    assert "一(一)1" in answer
    assert "12月28日" in answer

    # WeCom does not hear the answer and asks again: it is answered with the same words, once.
    county.wecom.faults(drop_reply=2)
    before = county.wecom.version
    county.ask(CLERK, "附件8什么时候交？")
    (delivery,) = [one for one in county.wecom.deliveries(CLERK) if len(one.attempts) == 3]
    heard = [one for one in county.wecom.messages(CLERK, before) if one.direction == "out"]
    assert delivery.state == "delivered"
    assert len(heard) == 1

    # She hands in 附件8 with one 优秀 too many, and is told the cell and the clause.
    page = county.clerk_opens(CLERK, county.ask(CLERK, "交附件8"))
    form = page.template()
    refused = page.upload("城关镇附件8.xlsx", filled(form, excellent=2))
    assert "还不算交" in refused
    assert "优秀多了：考核基数9人×20%=1.8，不超过1个" in refused
    assert "一(三)5" in refused
    assert "G9" in refused
    assert "还差" in county.ask(CLERK, "我们单位还差什么") or True

    # The right one earns a receipt.
    received = page.upload("城关镇附件8.xlsx", filled(form, excellent=1))
    assert "已收到" in received
    assert "2019-" in received

    # The supervision section sets the day the notice left blank.
    settled = county.ask(SUPERVISOR, "把附件8截止时间定为1月5日")
    assert "1月5日" in settled

    # On 2 January the unit is told once exactly what it still owes.
    before = county.wecom.version
    county.wecom.jump("2020-01-02T09:00")
    county.wecom.wait_for(CLERK, "考核材料没有交", since=before)
    (push,) = county.pushed_to(CLERK, before)
    assert push == REMINDER
    assert county.pushed_to(OTHER_CLERK, before) == [push]

    # The service is started anew: nothing is said twice.
    before = county.wecom.version
    county.restart_the_bot()
    county.wecom.jump("2020-01-02T10:30")
    assert county.ask(SUPERVISOR, "哪些单位还没交附件8") != ""
    assert county.pushed_to(CLERK, before) == []

    # The supervisor asks who has not handed in 附件8 and gets the list.
    listed = county.ask(SUPERVISOR, "哪些单位还没交附件8")
    assert "河口镇" in listed
    assert "城关镇" not in listed

    # A clerk asking for another unit is refused in words.
    refusal = county.ask(CLERK, "河口镇还差什么")
    assert "登记表" not in refusal
    assert "本单位" in refusal or "自己单位" in refusal


REMINDER = ""
