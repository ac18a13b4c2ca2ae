"""Plans of other years, made of the one of 2019 as `kaohe plan new` does, with other numbers."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from rules.loading import load_plan
from rules.plan import Plan
from rules.plan.copy import Shift, moved
from tests.kit.plans import PLAN_2019

# What the made-up notices of other years say otherwise: what stands in 2019's, and what in theirs.
_OTHERWISE: Final = (
    ("percent: 20,", "percent: 18,"),
    (
        "优秀比例控制在本乡镇和部门乡科级干部总数的20%",
        "优秀比例控制在本乡镇和部门乡科级干部总数的18%",
    ),
    ("优秀比例控制在本乡镇和部门乡科级干部总数20%", "优秀比例控制在本乡镇和部门乡科级干部总数18%"),
    ("copies: 3", "copies: 5"),
)


@cache
def plan_of(year: int) -> Plan:
    """Read from a folder of its own; made once a process."""
    return load_plan(folder_of(year, Path(mkdtemp(prefix="plans-"))))


def folder_of(year: int, into: Path) -> Path:
    """The folder of that year's plan under `into`."""
    folder = into / str(year)
    shutil.copytree(PLAN_2019, folder)
    texts = {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*.yaml"))
    }
    for file, text in moved(texts, Shift(2019, year)).items():
        for before, after in _OTHERWISE:
            text = text.replace(before, after)  # noqa: PLW2901
        (folder / file).write_text(text, encoding="utf-8")
    return folder
