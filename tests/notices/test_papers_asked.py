"""What a notice's papers.yaml has on a paper answers what is asked of it, under any notice."""

import json
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.batch import answers
from rules.loading import load_plan
from tests.kit.plans import PLAN_2019, ROOT

# Each question has a reader made for its notice.
pytestmark = pytest.mark.slow

NOTICES: Final = ROOT / "tests" / "notices"


@pytest.mark.parametrize(
    ("folder", "text", "kind", "words"),
    [
        ("erfu_hospital", "附件1是什么", "answer", "工作人员年度考核登记表"),
        ("erfu_hospital", "附件1什么时候交", "answer", "12月22日"),
        ("erfu_hospital", "附件2交到哪里", "answer", "交院考核办"),
        ("erfu_hospital", "附件4一式几份", "answer", "《医务人员医德考评表》：一式2份"),
        ("erfu_hospital", "附件5交几份", "answer", "一式1份"),
        ("erfu_hospital", "汇总表交给谁", "answer", "交人事科"),
        ("erfu_hospital", "附件6是什么", "action", "列在通知的附件里"),
        ("erfu_hospital", "附件9是什么", "action", "没有附件9"),
        ("xingyuan_group", "附表4是什么", "answer", "借用人员工作鉴定"),
        ("xingyuan_group", "附表2交到哪里", "choices", "您想问什么"),  # its entry has no such thing
        ("xingyuan_group", "附表2一式几份", "answer", "一式3份"),
        ("xingyuan_group", "政府借用人员的鉴定表由谁填", "answer", "由借用单位出具"),
    ],
)
def test_a_paper_is_told_of_by_its_own_entry(folder: str, text: str, kind: str, words: str) -> None:
    plan = load_plan(NOTICES / folder)
    at = datetime(plan.year, 12, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    [reply] = answers([json.dumps({"id": "1", "turns": [{"say": text}]})], plan, at)
    assert reply["kind"] == kind
    assert words in reply["text"]


def test_who_hands_a_paper_in_is_not_to_whom_it_goes() -> None:
    plan = load_plan(PLAN_2019)
    at = datetime(plan.year, 12, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    item = json.dumps({"id": "1", "turns": [{"say": "第四季度评价表弄好了交给谁"}]})
    [reply] = answers([item], plan, at)
    assert "交各乡镇" not in reply["text"]
