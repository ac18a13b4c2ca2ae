"""The plan of 2019, loaded once a process, and its reader."""

from functools import cache
from pathlib import Path
from typing import Final

from language.reader import Reader
from rules.loading import load_plan
from rules.plan import Plan

ROOT: Final = Path(__file__).parents[2]
PLAN_2019: Final = ROOT / "plans" / "2019"
PLAN: Final[Plan] = load_plan(PLAN_2019)


@cache
def reader() -> Reader:
    """Who reads messages under the plan of 2019, made once a process."""
    return Reader(PLAN)


def change(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first occurrence in a file of a plan; returns its line."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
