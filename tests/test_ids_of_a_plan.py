"""No id and no word of a year's plan stands in product code: what a notice says is data."""

import ast
import re
from collections.abc import Iterator
from functools import cache
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


# Words of 2019's notice in what is read or said, and yet not its law: each with what it is there.
WORDS: Final = re.compile(
    "监督股|组织部|县委|县直|乡镇|乡科级|县管|党政正职|部门负责人|挂职|驻村|交叉任职|立案|问责|"
    "群体性事件|单列|委托考核|平时考核|测评|班子"
)
OWN_SENTENCES: Final = {
    "language/": "words people use, whatever the notice; each has its own besides",
    "handlers/turn/entity_extraction.py": "kinds of units as people name them; the roster has them",
    "handlers/turn/looked_at.py": "units as people speak of them after a look",
    "handlers/notifications/": "units as people speak of them in a notice or a chase",
    "handlers/deadlines/naming.py": "whose day it is, as people name it",
    "handlers/cases/in_other_words.py": "the section as people call it where they petition",
    "handlers/submissions/topics/others.py": "papers and results as people ask for them",
    "handlers/turn/somebody_else.py": "papers and results as people ask for them",
    "handlers/dialogue/strangers.py": "what stands after a name: a post, as people write it",
    "handlers/dialogue/topics/teach.py": "who a rule of the section is said to come from",
    "handlers/dialogue/topics/choosing.py": "how questions are put, offered as what was meant",
    "handlers/quotas/": "teams and their grades, asked only where the notice appraises teams",
    "handlers/rulings/quota_kind.py": "teams, read only where the notice has a share for them",
    "handlers/rulings/topics/results.py": "results that are none: of an evaluation",
    "handlers/roster/": "secondments are a sheet of every roster; a delegated list, if any",
    "storage/roster/": "secondments are a sheet of every roster",
    "web/roster": "secondments are a sheet of every roster",
    "web/templates/roster": "secondments are a sheet of every roster",
    "rules/roster.py": "names of sheets, kinds of units and roles in the roster's workbook",
    "rules/register.py": "the column of the register for teams",
    "rules/plan/": "examples of how a plan is written; shares by whom they are for",
    "forms/grade_proposals/": "columns of our own 附件8, used where a plan's paper is read as it",
    "forms/county_summary/": "columns of our own county summary",
    "forms/secondee_registration/": "our own 附件6, used where a plan's paper is read as it",
    "forms/registration/": "our own 附件1, used where a plan's paper is read as it",
    "forms/team_summary/": "our own report of a team, used where a plan's paper is read as it",
    "forms/kit/": "parts our own forms share; a name of a file for an example",
    "forms/roster_import/": "the roster's workbook, whose rows are units, people and secondments",
    "forms/roster_list/": "columns of a clerk's own list, as they are headed",
    "bot/cli/": "what is imported; shares by whom they are for",
}


def test_no_sentence_of_ours_has_words_of_a_notice() -> None:
    found = [f"{place}: {text}" for place, text in said_in_code() if not is_own_sentence(place)]
    assert not found, "\n".join(found)


def test_every_place_of_such_words_still_has_some() -> None:
    places = [place for place, _ in said_in_code()]
    assert [one for one in OWN_SENTENCES if not any(p.startswith(one) for p in places)] == []


def test_the_office_is_named_by_the_plan_alone() -> None:
    """Who answers is another one in each county: it stands in no sentence, only in what is read."""
    read = (
        *("language/", "handlers/dialogue/topics/teach.py", "rules/roster.py", "rules/plan/"),
        *("handlers/cases/in_other_words.py", "handlers/deadlines/naming.py"),
    )
    found = [
        f"{place}: {text}"
        for place, text in said_in_code()
        if re.search("监督股|组织部", text) and not place.startswith(read)
    ]
    assert not found, "\n".join(found)


def is_own_sentence(place: str) -> bool:
    """Whether such words are our own there, with a reason."""
    return place.startswith(tuple(OWN_SENTENCES))


def said_in_code() -> Iterator[tuple[str, str]]:
    """Every string and line of a page of ours with such words, with file and line."""
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            if not place.startswith((*APART, "language/words/")):
                yield from ((f"{place}:{n}", found.string) for n, found in _in_file(file, WORDS))
        for page in sorted((ROOT / room).rglob("*.html")):
            place = page.relative_to(ROOT).as_posix()
            lines = enumerate(page.read_text(encoding="utf-8").splitlines(), 1)
            yield from ((f"{place}:{n}", line) for n, line in lines if WORDS.search(line))


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
                yield from ((f"{place}:{line}", id[0]) for line, id in _in_file(file, ids))


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


def _in_file(file: Path, ids: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    return ((line, found) for line, text in _strings(file) if (found := ids.search(text)))


@cache
def _strings(file: Path) -> list[tuple[int, str]]:
    """Every string in a module that is no docstring, with its line."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = list(ast.walk(tree))
    heads = [node.body[0] for node in nodes if isinstance(node, documented) and node.body]
    docstrings = {id(head.value) for head in heads if isinstance(head, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]
