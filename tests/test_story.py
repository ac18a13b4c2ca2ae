"""One clerk, one form, one deadline: the main job from the first question to the reminder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.story import Stage, filled, readable, stage

# Each test starts the whole service and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow

CLERK, OTHER_CLERK, SUPERVISOR = "zhoumin", "hexiaoyan", "jianduwang"
# What 城关镇 owes under the day that was set: everything but 附件8. 唐福生 has retired, 刘洋 is
# counted here since 28 June, 王磊 of 县水利局 came too late, 吴昊 was sent from above.
OWED = """【城关镇】还有29件考核材料没有交，1月5日（星期日）截止，还有3天：
· 附件1《县管干部年度考核登记表》：郑建国、冯秀英、韩志强、邓丽华、曹国平、彭雪梅、王磊、蒋文涛、\
崔永强、龚丽、贺志刚、沈小兵
· 附件5《领导干部日常考核评价表》：郑建国、冯秀英、韩志强、邓丽华、曹国平、彭雪梅、王磊、蒋文涛、\
崔永强、龚丽、贺志刚、沈小兵、吴昊、刘洋
· 附件6《挂职干部年度考核登记表》：吴昊、刘洋
· 附件9《考核上报材料清单》"""


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
    page = county.clerk_opens(CLERK, county.ask(CLERK, "我要交附件8"))
    form = page.template()
    refused = page.upload("城关镇附件8.xlsx", filled(form, excellent=3))
    assert "还不算交" in refused
    assert "优秀多了" in refused
    assert "20%=2.6，不超过2个" in refused
    assert "一(三)5" in refused
    assert "G10" in refused

    # The right one earns a receipt.
    received = page.upload("城关镇附件8.xlsx", filled(form, excellent=2))
    assert "已收到" in received
    assert "2019-" in received

    # The supervision section sets the day the notice left blank.
    county.ask(SUPERVISOR, "把附件8截止时间定为1月5日")
    settled = county.ask(SUPERVISOR, "确认")
    assert "1月5日" in settled

    # On 2 January the unit is told once exactly what it still owes.
    county.wecom.jump("2020-01-02T09:58")
    county.everything_is_out()
    (reminder,) = county.reminders(CLERK)
    assert reminder.startswith(OWED)
    assert readable(reminder.removeprefix(OWED)) == "查看本单位清单并上报"
    assert county.reminders(OTHER_CLERK) == []

    # The service is started anew: nothing is said twice.
    county.restart_the_bot()
    county.wecom.jump("2020-01-02T10:58")
    county.everything_is_out()
    assert county.reminders(CLERK) == [reminder]
    assert county.reminders(OTHER_CLERK) == []

    # The supervisor asks who has not handed in 附件8 and gets the list.
    listed = county.ask(SUPERVISOR, "哪些单位还没交附件8")
    assert "河口镇" in listed
    assert "城关镇" not in listed

    # A clerk asking for another unit is refused in words.
    refusal = county.ask(CLERK, "河口镇还差什么")
    assert refusal.startswith("您只能查看和办理本单位（城关镇）的材料。")
