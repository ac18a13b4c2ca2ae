"""How a thing is to be said is shown with the plan's own paper and days, and the roster's units."""

import json
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.batch import answers
from rules.loading import load_plan
from tests.kit.notices import foreign

HERE: Final = Path(__file__).parent
OF_THE_MADE_UP_COUNTY: Final = ("城关镇", "张伟", "党委会", "韩志强")
ORDERS: Final = (
    "怎么申请延期", "申请延期", "怎么退回材料", "退回材料", "怎么改名册", "怎么定报送日期",
    "催报", "催一下", "打包材料", "收到材料", "名册里有谁", "找真人", "撤销刚才的",
    "给我登记表", "报了几个优秀", "通知：明天开会",
)  # fmt: skip


@pytest.mark.parametrize("notice", ["nanling_college", "yunhu_district", "yunxi_tax"])
@pytest.mark.parametrize("role", ["clerk", "group", "supervisor"])
def test_no_example_is_of_2019_or_its_made_up_county(notice: str, role: str) -> None:
    plan = load_plan(HERE / notice)
    items = [json.dumps({"id": one, "as": role, "turns": [{"say": one}]}) for one in ORDERS]
    at = datetime(plan.year, 12, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    for reply in answers(items, plan, at):
        told = reply["text"]
        assert not [one for one in OF_THE_MADE_UP_COUNTY if one in told], told
        assert not [one for one in foreign(told, plan.root, reply["id"]) if "附件" in one], told
