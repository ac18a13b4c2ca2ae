"""Notices of other counties and institutions, and what of the 2019 notice must not be in them."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.batch import answers
from rules.loading import load_plan
from tests.kit.plans import PLAN, PLAN_2019, ROOT

ANOTHER_COUNTY: Final = ROOT / "tests" / "rules" / "another_county"
FOLDERS: Final = (
    ANOTHER_COUNTY,
    *sorted(file.parent for file in (ROOT / "tests" / "notices").glob("*/plan.yaml")),
)
_RUN: Final = 8  # characters; our own sentences share no longer run with the text of a notice
_APART: Final = re.compile(r"[^一-鿿0-9%]+")
_FORM: Final = re.compile(r"附件\d+")
_PERCENT: Final = re.compile(r"\d+%")
_CLAUSE: Final = re.compile(r"[一二三四五]\([一二三四五六]\)\d*")
# Words of the trade as 2019 has it; another notice may have them as well, and then they are its.
_DAY: Final = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_WORDS: Final = (
    "挂职", "驻村", "党政正职", "部门负责人", "乡科级", "县管", "监督股", "县直", "乡镇", "班子",
    "群体性事件", "问责", "测评", "单列", "立案", "交叉任职", "平时考核", "委托考核", "90分",
)  # fmt: skip


# A sentence of our own that the folder of 2019 has among its examples.
_OURS: Final = "我们单位还差什么材料"


def foreign(text: str, folder: Path, said: str = "") -> list[str]:
    """What in `text` is of the notice of 2019, and neither of the one in `folder` nor in `said`.

    Runs of eight characters, clause numbers, forms, percentages and words of the trade.
    """
    own = _words_of(folder) + said + _OURS
    there = _words_of(PLAN_2019)
    runs = [run for run in _runs(text) if run in there and run not in own]
    marks = [each for shape in (_FORM, _PERCENT, _CLAUSE) for each in shape.findall(text)]
    marks += [word for word in (*_WORDS, PLAN.office) if word in text]
    return [*runs, *(mark for mark in marks if mark not in own)]


def _runs(text: str) -> Iterator[str]:
    for part in _APART.split(text):
        yield from (part[at : at + _RUN] for at in range(len(part) - _RUN + 1))


@cache
def _words_of(folder: Path) -> str:
    """Everything the folder of a notice holds, and its days as our sentences write them."""
    files = sorted(folder.rglob("*.yaml"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    days = (f"{int(y)}年{int(m)}月{int(d)}日前" for y, m, d in _DAY.findall(text))
    return "\n".join((text, *days))


def last_replies(notice: str, *talks: str) -> Iterator[dict[str, Any]]:
    """The last reply of each talk; what is said after → goes on with it."""
    plan = load_plan(ROOT / "tests" / "notices" / notice)
    items = [
        json.dumps({"id": talk, "turns": [{"say": said} for said in talk.split("→")]})
        for talk in talks
    ]
    at = datetime(plan.year, 12, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    last = {reply["id"]: reply for reply in answers(items, plan, at)}
    return iter(last[talk] for talk in talks)
