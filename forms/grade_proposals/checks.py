"""Every fault of one form, all in one round: the form itself, each row, the list as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from forms.grade_proposals import list_checks, row_checks
from forms.grade_proposals.layout import COLUMNS, HEADERS, KIND, NEEDED, WHOLE, Proposals
from forms.grade_proposals.match import matched
from forms.kit.form import Occasion
from forms.kit.grades import GRADES
from forms.kit.problem import Problem
from forms.kit.standing import Standing, ThisUnit
from forms.kit.workbook import position, tidy
from rules.plan import Plan


def check(
    plan: Plan, proposals: Proposals, unit: ThisUnit, standings: Sequence[Standing]
) -> tuple[Problem, ...]:
    """Faults in the order of the sheet. A workbook that is not this form has just that fault."""
    if not proposals.recognised:
        return proposals.problems
    problems = [*proposals.problems, *_form(plan, proposals, unit)]
    rows = matched(proposals, standings)
    grade = team_grade(plan, proposals)
    unread = {problem.cell for problem in proposals.problems}
    for row in rows:
        name = row.line.text("name")
        found = row_checks.of_row(plan, row, unit, grade)
        problems += [replace(problem, whose=name) for problem in found]
    staying = [row for row in rows if not row.to_delete]
    problems += list_checks.of_list(plan, proposals, staying, unit, standings, grade)
    told = [each for each in problems if each in proposals.problems or each.cell not in unread]
    if proposals.by_map:  # what the county did not print a column for is not asked for
        told = [each for each in told if not each.cell.endswith("行")]
    return tuple(sorted(dict.fromkeys(told), key=_place))


def against_registered(proposals: Proposals, of: Occasion) -> Iterator[Problem]:
    """A grade that is not the one on the person's registration form in force."""
    for row in matched(proposals, of.people):
        if row.standing is None or row.twice:
            continue
        written = of.registered.get(row.standing.person.id)
        if written in GRADES and row.line.grade in GRADES and written != row.line.grade:
            name, grade = row.line.name, row.line.grade
            what = f"“{name}”建议为{grade}，已交的登记表上写的是{written}，两处要一致"
            clause = of.plan.read_as(KIND).cited("registered")
            yield Problem(row.line.cell("grade"), what, clause, written, must=False)


def team_grade(plan: Plan, proposals: Proposals) -> str | None:
    """The id of the team's grade in the header, None while it is empty or not a grade."""
    text = tidy(proposals.headers.get("team_grade", ""))
    fact = plan.facts.get(plan.quotas.grade_fact)
    labels = {label: id for id, label in fact.values.items()} if fact else {}
    return labels.get(text)


def _form(plan: Plan, proposals: Proposals, unit: ThisUnit) -> list[Problem]:
    problems = []
    headings = {id: heading for id, heading, *_ in COLUMNS}
    for id in NEEDED:
        if id not in proposals.columns and not proposals.by_map:
            what = f"没有“{headings[id]}”这一列"
            problems.append(Problem(WHOLE, what, example="用模板重新填，列名不要改"))
    problems += _year(plan, proposals) + _unit(proposals, unit) + _grade(plan, proposals)
    if not proposals.lines:
        problems.append(Problem(WHOLE, "一个人也没有填", example="从第一行起填写，一人一行"))
    return problems


def _year(plan: Plan, proposals: Proposals) -> list[Problem]:
    right = str(plan.year)
    written = tidy(proposals.headers.get("year", "")).removesuffix("年").removesuffix("度")
    written = written.removesuffix("年")
    if written and written != right:
        cell = proposals.header_cells["year"]
        what = f"年度写的是“{written}”，本次考核是{right}年度"
        return [Problem(cell, what, example=right)]
    if not written and right not in proposals.title and _asks(proposals, "year"):
        cell = proposals.header_cells.get("year", WHOLE)
        return [Problem(cell, "没有写明年度", example=right)]
    return []


def _unit(proposals: Proposals, unit: ThisUnit) -> list[Problem]:
    cell = proposals.header_cells.get("unit", WHOLE)
    written = proposals.headers.get("unit", "")
    if not _asks(proposals, "unit"):
        return []
    if not written:
        return [Problem(cell, f"“{HEADERS['unit']}”是空的", example=unit.name)]
    if not unit.is_meant(written):
        what = f"这张表写的单位是“{written}”，现在是为“{unit.name}”交"
        return [Problem(cell, what, example=unit.name)]
    return []


def _asks(proposals: Proposals, header: str) -> bool:
    return header in proposals.header_cells or not proposals.by_map


def _grade(plan: Plan, proposals: Proposals) -> list[Problem]:
    text = tidy(proposals.headers.get("team_grade", ""))
    fact = plan.facts.get(plan.quotas.grade_fact)
    if not text or team_grade(plan, proposals) or fact is None:
        return []
    words = "、".join(fact.values.values())
    what = f"“{text}”不是班子等次，可填{words}；还没有确定的，空着不填"
    return [Problem(proposals.header_cells["team_grade"], what, example="优秀")]


def _place(problem: Problem) -> tuple[int, int, int, bool]:
    """The whole form first, then by row and column; in one cell what must be mended first."""
    if problem.cell[:1].isascii() and problem.cell[-1:].isdigit():
        return (1, *position(problem.cell), not problem.must)
    return (0, 0, 0, not problem.must)
