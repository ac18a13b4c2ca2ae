"""No id of a year's plan stands in product code: what a notice says is data.

A ratchet: the number may only fall, and is lowered here with whatever lowers it.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.kit.plans import PLAN, ROOT

ROOMS: Final = ("handlers", "language", "web", "scheduler", "forms", "rules", "bot", "storage")
# A made-up county under the notice of 2019, not installed; tables as they were once migrated; an
# empty plan to write over, whose first form is 附件1 as everywhere.
APART: Final = ("bot/demo/", "storage/migrations/", "rules/plan/blank.py")
# Ids that are words of our own as well: ordinary ones, a question of the chat, keys of quotas.yaml.
ORDINARY: Final = frozenset(
    {"person", "unit", "team", "year", "form", "grade", "rank", "leave", "archive", "rounding"}
    | {"late", "takes_part", "team_grade", "headcount", "filling"}
)
LEFT: Final = {
    "bot": 4,
    "forms": 21,
    "handlers": 11,
    "rules": 12,
    "scheduler": 1,
    "storage": 27,
    "web": 4,
}


def test_no_room_knows_more_of_a_notice_than_it_did() -> None:
    found = list(ids_in_code())
    counted = dict(sorted(Counter(place.split("/")[0] for place, _ in found).items()))
    listed = "\n".join(f"{place}: {id}" for place, id in found)
    assert counted == LEFT, f"{counted}\n{listed}"


def ids_in_code() -> Iterator[tuple[str, str]]:
    """Every id of the plan in a string of product code, with file and line."""
    ids = _ids()
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            if not place.startswith(APART):
                yield from ((f"{place}:{line}", id) for line, id in _in_file(file, ids))


def _ids() -> re.Pattern[str]:
    """Facts, axes, papers, deadlines, topics, silences, clauses, forms, and values of two words."""
    named = {*PLAN.facts, *PLAN.axes, *PLAN.papers, *PLAN.deadlines, *PLAN.topics, *PLAN.silences}
    tables = [one.values for one in PLAN.facts.values()]
    tables += [axis.values for axis in PLAN.axes.values()]
    values = {value for table in tables for value in table}
    words = (named | {value for value in values if "_" in value}) - ORDINARY
    quoted = {*PLAN.clauses, *(paper.form for paper in PLAN.papers.values() if paper.form)}
    printed = sorted((one for one in quoted if "(" in one or one[-1].isdigit()), key=len)[::-1]
    whole = "|".join(sorted(words))
    return re.compile(rf"(?:^|:)(?:{whole})$|{'|'.join(map(re.escape, printed))}")


def _in_file(file: Path, ids: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    heads = [node.body[0] for node in ast.walk(tree) if isinstance(node, documented) and node.body]
    docstrings = {id(head.value) for head in heads if isinstance(head, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = ids.search(node.value)
            if found and id(node) not in docstrings:
                yield node.lineno, found.group(0)
