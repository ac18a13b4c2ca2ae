"""The faults of a person's form: whose it is, whether it is theirs to fill in, what grade."""

from collections.abc import Iterator

from forms.kit import grades
from forms.kit.filled import WHOLE, Filled
from forms.kit.form import Occasion
from forms.kit.grades import GRADES, UNDETERMINED
from forms.kit.months import month_of
from forms.kit.names import differs_in_one
from forms.kit.problem import Problem
from forms.kit.standing import Standing
from forms.kit.workbook import tidy
from rules.engine.decide import Kind, decide
from rules.names import meant, name_key
from rules.papers import grade_list
from rules.plan import Paper

_YOUNGEST, _OLDEST = 18, 70


def of_person(of: Occasion, kind: str, filled: Filled, *, post: str = "post") -> Iterator[Problem]:
    """Name, unit, post, and whether this person fills in this form at all.

    `post`: the blank for the post that the roster has.
    """
    if of.person is None:
        yield Problem(WHOLE, "没有说明这份表是谁的", example="交的时候先选人")
        return
    yield from _name(of, of.person, filled)
    yield from _unit(of, filled)
    yield from _post(of, of.person, of.plan.read_as(kind), filled, post)
    yield from _theirs(of, of.person, of.plan.read_as(kind), filled)


def _name(of: Occasion, whose: Standing, filled: Filled) -> Iterator[Problem]:
    written, name = filled.text("name"), whose.person.name
    if not filled.has("name") or not written:
        return
    cell = filled.cells["name"]
    mine, note = meant(written, (whose,), _called)
    if mine and note:
        what = f"姓名“{written}”按“{name}”收，括号里的“{note}”没有用"
        yield Problem(cell, what, example=name, must=False)
    if mine:
        return
    if meant(written, of.people, _called)[0]:
        what = f"这份表写的是“{written}”，现在是为“{name}”交"
    elif differs_in_one(name_key(name), name_key(written)):
        what = f"姓名写的是“{written}”，名册上是“{name}”"
    else:
        what = f"名册上没有与本单位有关的“{written}”，现在是为“{name}”交"
    yield Problem(cell, what, example=name)


def _called(each: Standing) -> str:
    return each.person.name


def _unit(of: Occasion, filled: Filled) -> Iterator[Problem]:
    written = filled.text("unit")
    if filled.has("unit") and written and not of.unit.is_meant(written):
        what = f"这份表写的单位是“{written}”，现在是为“{of.unit.name}”交"
        yield Problem(filled.cells["unit"], what, example=of.unit.name)


def _post(
    of: Occasion, whose: Standing, paper: Paper, filled: Filled, id: str
) -> Iterator[Problem]:
    """The post may be written with the unit before it."""
    written, person = filled.tidy(id), whose.person
    if not filled.has(id) or not written or not person.post:
        return
    units = (person.unit, person.host, *of.unit.short_names)
    known = {tidy(person.post)} | {tidy(unit + person.post) for unit in units if unit}
    if written in known:
        return
    cell, name = filled.cells[id], tidy(person.name)
    for each in of.people:
        other = each.person
        same_name = other.id != person.id and tidy(other.name) == name
        if same_name and other.post and tidy(other.post) in written:
            what = f"名册上有两位“{person.name}”，这里写的职务是另一位的"
            yield Problem(cell, what, paper.cited("post"), person.post)
            return
    until = f"{of.plan.cutoff.month}月{of.plan.cutoff.day}日"
    what = f"职务与名册（{person.post}）不一致，以{until}前任命的职务为准"
    yield Problem(cell, what, paper.cited("post"), person.post, must=False)


def _theirs(of: Occasion, whose: Standing, paper: Paper, filled: Filled) -> Iterator[Problem]:
    """Who does not take part fills in nothing; a secondee assessed at the host has 附件6."""
    cell, name = filled.cells.get("name", WHOLE), whose.person.name
    plan, facts = of.plan, whose.person.facts
    dialogue = plan.dialogue
    asked, form = dialogue.axes_of(("takes_part",)), dialogue.questions.get("which_form", "")
    part = decide(plan, facts, asked) if asked else None
    takes_part = part is None or dialogue.means("takes_part", "takes_part", part.values)
    if part is not None and part.kind is Kind.ANSWER and not takes_part:
        ground = grades.first_ground(plan, whose.on_place)
        what = f"“{name}”{grades.where(plan, whose.on_place)}，不用交这份表"
        yield Problem(cell, what, ground.clause if ground else "", "不交")
        return
    wanted = paper.when_ruled.get(form)
    if not wanted:
        return
    ruling = decide(plan, facts, (form,))
    value = ruling.values.get(form)
    if ruling.kind is Kind.ANSWER and value and value not in wanted:
        right = plan.axes[form].values.get(value, value)
        clause = next(iter(ruling.clauses), paper.clause)
        what = f"“{name}”应填{right}，不是{paper.form}"
        yield Problem(cell, what, clause, f"发“发我{value}”，换一张填")
    elif ruling.kind is not Kind.ANSWER and value is None:
        yield grades.unsettled(plan, cell, f"“{name}”填哪一张登记表，", ruling)


def of_grade(of: Occasion, kind: str, filled: Filled, id: str = "grade") -> Iterator[Problem]:
    """Against the ruling on what the roster says, and against the unit's proposals in force."""
    grade = filled.tidy(id)
    if of.person is None or not filled.has(id) or grade not in GRADES:
        return
    cell, name = filled.cells[id], of.person.person.name
    own = of.plan.read_as(kind)
    yield from _allowed(of, of.person, own, cell, grade)
    proposed = of.proposed.get(of.person.person.id)
    if proposed and proposed in GRADES and proposed != grade:
        listed = grade_list(of.plan)
        number = (listed.form or "") if listed else ""
        what = f"“{name}”的等次写的是{grade}，单位交的{number}等次建议是{proposed}，两处要一致"
        yield Problem(cell, what, own.cited(id), proposed)


def _allowed(
    of: Occasion, whose: Standing, paper: Paper, cell: str, grade: str
) -> Iterator[Problem]:
    plan, name = of.plan, whose.person.name
    axis = plan.dialogue.questions.get("grade")
    if axis is None:
        return
    ruling = decide(plan, whose.person.facts, (axis,))
    waits = plan.dialogue.means("waits", "grade", ruling.values)
    if ruling.kind is Kind.CLASH:
        yield grades.unsettled(plan, cell, f"“{name}”的等次，", ruling)
    elif waits and grade != UNDETERMINED:
        ground = ruling.grounds[axis][0]
        title = plan.rule(ground.rule_id).title
        yield Problem(cell, f"“{name}”{title}", ground.clause, UNDETERMINED)
    elif axis in ruling.values and not waits and grade == UNDETERMINED:
        what = f"名册上没有记载“{name}”{paper.says.get('undetermined', '不确定等次的情形')}"
        clause = paper.cited("undetermined")
        yield Problem(cell, what, clause, "按单位研究的结果填", must=False)
    elif plan.dialogue.means("barred", "grade", ruling.values):
        yield from grades.barred(plan, cell, name, grade, ruling)


def of_age(of: Occasion, kind: str, filled: Filled) -> Iterator[Problem]:
    """An age that nobody in office has."""
    born = month_of(filled.values.get("born")) if filled.has("born") else None
    if born is None:
        return
    age = of.plan.year - born.year
    if not _YOUNGEST <= age <= _OLDEST and born.year <= of.today.year:
        what = f"按出生年月{born}，{of.plan.year}年是{age}岁，请核对"
        clause = of.plan.read_as(kind).cited("born")
        yield Problem(filled.cells["born"], what, clause, "1971.04", must=False)


def of_dates(of: Occasion, kind: str, filled: Filled, before: str, after: str) -> Iterator[Problem]:
    """Two months in the wrong order."""
    first = month_of(filled.values.get(before)) if filled.has(before) else None
    second = month_of(filled.values.get(after)) if filled.has(after) else None
    if first and second and second < first:
        fields = filled.fields
        what = f"“{fields[after].label}”{second}早于“{fields[before].label}”{first}"
        clause = of.plan.read_as(kind).cited("dates")
        yield Problem(filled.cells[after], what, clause, "两个日期都再看一遍")
