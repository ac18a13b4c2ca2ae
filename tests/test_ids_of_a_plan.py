"""No id of a year's plan stands in product code: what a notice says is data."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from rules.roster import UnitKind
from tests.kit.plans import PLAN, ROOT

# Every word of the product's code is looked at.
pytestmark = pytest.mark.slow

ROOMS: Final = ("handlers", "language", "web", "scheduler", "forms", "rules", "bot", "storage")
# A made-up county under the notice of 2019, not installed; tables as they were once migrated; an
# empty plan to write over, whose first form is 附件1 as everywhere.
APART: Final = ("bot/demo/", "storage/migrations/", "rules/plan/blank.py")
# Ids that are words of our own as well: ordinary ones, a question of the chat, keys of quotas.yaml.
ORDINARY: Final = frozenset(
    {"person", "unit", "team", "year", "form", "grade", "rank", "leave", "archive", "rounding"}
    | {"late", "takes_part", "team_grade", "headcount", "filling"}
)
# The same word as an id of the notice, and yet our own: each with what it is there.
OWN: Final = {
    "rules/roster.py": "kinds of units and columns of the roster's sheet, as the database has them",
    "storage/roster/": "columns of the roster's sheet and tables",
    "handlers/roster/phrases.py": "a column of the roster's history",
    "web/roster_forms.py": "blanks of the page that corrects the roster",
    "forms/roster_import/": "a column of the roster's sheet",
    "forms/registration/": "blanks of our own form",
    "forms/secondee_registration/": "blanks of our own form; the plan's `tells` names them so",
    "forms/kit/workbook.py": "the name of a function",
}
OWN_WORDS: Final = frozenset(
    {"sent_by", "home_unit", "host_unit", "position", "post_since"}
    | {kind.value for kind in UnitKind}
)


def test_no_id_of_a_notice_stands_in_product_code() -> None:
    found = [(place, id) for place, id in ids_in_code() if not is_own(place, id)]
    assert not found, "\n".join(f"{place}: {id}" for place, id in found)


def test_every_exception_is_still_one() -> None:
    places = [place for place, id in ids_in_code() if is_own(place, id)]
    assert [one for one in OWN if not any(place.startswith(one) for place in places)] == []


def is_own(place: str, id: str) -> bool:
    """Whether it only looks like an id of the notice there."""
    return id in OWN_WORDS and place.startswith(tuple(OWN))


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
