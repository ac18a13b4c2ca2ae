"""附件8 as everybody else sees it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from forms.grade_proposals import layout, own_reader, reader
from forms.grade_proposals.checks import against_registered, check
from forms.grade_proposals.layout import Proposals
from forms.grade_proposals.own_map import column_map
from forms.grade_proposals.summary import summary
from forms.kit.form import Checked, Form, Occasion, Seen, always
from forms.kit.problem import Problem
from rules.names import name_key
from rules.plan import Plan

_ROW: Final = re.compile(r"(?:[A-Z]{1,3}|第)([0-9]+)行?")


def _template(occasion: Occasion) -> bytes:
    # openpyxl takes 0.3 s and 15 MB, which who only answers or checks does not need.
    from forms.grade_proposals.own_sheet import own_sheet  # noqa: PLC0415
    from forms.grade_proposals.template import template  # noqa: PLC0415

    map = column_map(occasion.plan)
    if map is not None:
        return own_sheet(map, occasion)
    return template(occasion.plan, occasion.unit, occasion.people)


def _check(occasion: Occasion, path: Path) -> Checked:
    map = column_map(occasion.plan)
    known = frozenset(name_key(each.person.name) for each in occasion.people)
    proposals = (
        own_reader.read(occasion.plan, map, path, known)
        if map
        else reader.read(occasion.plan, path, known)
    )
    problems = check(occasion.plan, proposals, occasion.unit, occasion.people)
    if proposals.recognised:
        problems += tuple(against_registered(proposals, occasion))
    told = tuple(_with_name(problem, proposals) for problem in problems)
    return Checked(told, summary(occasion.plan, proposals, occasion.people))


def _with_name(problem: Problem, proposals: Proposals) -> Problem:
    """A fault that speaks of whose row it stands in, G9 or 第9行, bears that name.

    One of the whole list stands in somebody's row as well, and is nobody's.
    """
    found = _ROW.fullmatch(problem.cell)
    names = {line.row: line.text("name") for line in proposals.lines}
    name = names.get(int(found[1]), "") if found and not problem.whose else ""
    theirs = name and (name in problem.what or problem in proposals.problems)
    return replace(problem, whose=name) if theirs else problem


def _recognise(path: Path, _plan: Plan) -> Seen | None:
    headers = reader.face(path)
    if headers is None:
        return None
    return Seen(layout.KIND, unit=headers.get("unit", ""), year=headers.get("year", ""))


def _sheet(plan: Plan, path: Path) -> str:
    map = column_map(plan)
    return own_reader.sheet_of(map, path) if map else reader.sheet_of(path)


FORM: Final = Form(
    layout.KIND, layout.READS, always("xlsx", _template), _check, _recognise, sheet=_sheet
)
