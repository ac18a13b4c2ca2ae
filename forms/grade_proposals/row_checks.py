"""The faults of one row: its cells, whether the person belongs here, what grade they may have."""

from collections.abc import Iterator
from typing import Final

from forms.grade_proposals.layout import KIND, NO, YES, Line
from forms.grade_proposals.match import Row
from forms.kit.grades import (
    EXCELLENT,
    GRADES,
    UNDETERMINED,
    first_ground,
    near_grade,
    unsettled,
    where,
)
from forms.kit.problem import Problem
from forms.kit.standing import Place, Standing, ThisUnit
from forms.kit.workbook import tidy
from rules.engine.decide import Ground, Kind, decide
from rules.plan import Facts, Given, Paper, Plan
from rules.plan.conditions import facts_in

# What is not known is not suggested: a grade or score copied from an example would be made up.
_SCORE: Final = "按测评结果填0到100之间的数"
_GRADE: Final = "按单位研究的结果从中选一个"
_ROUTINE: Final = "按平时考核的结果填“有”或“无”"


def of_row(plan: Plan, row: Row, unit: ThisUnit, team_grade: str | None) -> Iterator[Problem]:
    """Every fault of a row."""
    yield from _name(row)
    if row.to_delete:  # what else is wrong in it goes with the row
        if row.standing is not None and not row.twice:
            yield from _belongs(plan, row, row.standing)
        return
    paper = plan.read_as(KIND)
    yield from _cells(paper, row)
    if row.standing is None:
        return
    yield from _belongs(plan, row, row.standing)
    yield from _unit_and_post(plan, row.line, row.standing, unit)
    yield from _apart(paper, row.line, row.standing)
    yield from _grade_allowed(plan, row.line, row.standing, team_grade)


def score_of(line: Line) -> float | None:
    """The score, None where it is empty or no number from 0 to 100; 0.935 is 93.5%."""
    text = line.tidy("score")
    score = _number(text)
    if score is None:
        return None
    score = round(score * 100, 8) if 0 < score < 1 and not text.endswith("%") else score
    return score if 0 <= score <= 100 else None


def _number(text: str) -> float | None:
    try:
        return float(text.removesuffix("分").removesuffix("%").replace("。", "."))
    except ValueError:
        return None


def routine_of(line: Line) -> bool | None:
    """What the row says of 平时考核; nothing where it says neither yes nor no."""
    word = line.tidy("routine")
    return True if word in YES else False if word in NO else None


def _name(row: Row) -> Iterator[Problem]:
    line, cell = row.line, row.line.cell("name")
    if not line.name:
        yield Problem(cell, "姓名是空的", example="张伟")
    elif row.namesakes:
        what = f"名册上有{row.namesakes}位“{line.name}”，看不出是哪一位；请把现任职务写得和名册一致"
        yield Problem(cell, what, example="张伟，党委委员、副镇长")
    elif row.standing is None:
        right = f"，是不是“{row.near}”" if row.near else "，请核对姓名；确有此人的，先请更新名册"
        what = f"名册上没有与本单位有关的“{line.name}”{right}"
        yield Problem(cell, what, example=row.near or "与名册一致的姓名")
    elif row.twice:
        what = f"“{line.name}”在第{row.twice}行已经列过"
        yield Problem(cell, what, example="同一个人只留一行")
    elif row.note:
        name = row.standing.person.name
        what = f"“{line.text('name')}”按“{name}”检查，姓名后面的“{row.note}”没有用"
        yield Problem(cell, what, example=name, must=False)


def _cells(paper: Paper, row: Row) -> Iterator[Problem]:
    line = row.line
    apart = row.standing is not None and row.standing.listed_apart
    if not line.text("post"):
        yield Problem(line.cell("post"), "现任职务是空的", example="党委委员、副镇长")
    yield from _score(paper, line)
    word, clause = line.tidy("routine"), paper.cited("routine")
    if not word:
        what = "平时考核领导评价有无“优秀”没有填"
        yield Problem(line.cell("routine"), what, clause, _ROUTINE)
    elif routine_of(line) is None:
        yield Problem(line.cell("routine"), f"“{word}”看不出是有还是无", clause, _ROUTINE)
    yield from _grade_word(paper, line, may_be_empty=apart)


def _score(paper: Paper, line: Line) -> Iterator[Problem]:
    cell, text, clause = line.cell("score"), line.text("score"), paper.cited("score")
    if not text:
        undetermined = line.grade == UNDETERMINED
        yield Problem(cell, "民主测评分没有填", clause, _SCORE, must=not undetermined)
    elif score_of(line) is None:
        yield Problem(cell, f"“{text}”不是0到100之间的分数", clause, _SCORE)
    elif (score := score_of(line)) != _number(line.tidy("score")):
        what = f"“{text}”按{score:g}分检查；分数请填0到100之间的数"
        yield Problem(cell, what, clause, f"{score:g}", must=False)


def _grade_word(paper: Paper, line: Line, *, may_be_empty: bool) -> Iterator[Problem]:
    cell, word, clause = line.cell("grade"), line.grade, paper.cited("grade")
    words = "、".join(GRADES)
    if not word:
        if not may_be_empty:
            yield Problem(cell, f"等次建议没有填，可填{words}", clause, _GRADE)
    elif word not in GRADES:
        what = f"“{word}”不是规定的等次，可填{words}"
        yield Problem(cell, what, clause, near_grade(word) or _GRADE)


def _belongs(plan: Plan, row: Row, standing: Standing) -> Iterator[Problem]:
    cell, name = row.line.cell("name"), row.line.name
    ruling = standing.on_place
    if standing.place is Place.ELSEWHERE:
        ground = first_ground(plan, ruling)
        title = plan.rule(ground.rule_id).title if ground else ""
        what = f"“{name}”不列入本单位：{title}，{where(plan, ruling)}"
        yield Problem(cell, what, ground.clause if ground else "", "删去这一行")
    elif standing.place is Place.UNSETTLED:
        yield unsettled(plan, cell, f"“{name}”是否在本单位考核，", ruling)


def _unit_and_post(plan: Plan, line: Line, standing: Standing, unit: ThisUnit) -> Iterator[Problem]:
    person = standing.person
    written = line.tidy("unit")
    known = {tidy(name) for name in (person.unit, person.host, *unit.short_names) if name}
    if written and written not in known:
        what = f"单位写的是“{line.text('unit')}”，与名册不一致"
        yield Problem(line.cell("unit"), what, example=person.unit, must=False)
    post = line.tidy("post")
    if post and person.post and post != tidy(person.post):
        until = f"{plan.cutoff.month}月{plan.cutoff.day}日"
        what = f"现任职务与名册（{person.post}）不一致，以{until}前任命的职务为准"
        clause = plan.read_as(KIND).cited("post")
        yield Problem(line.cell("post"), what, clause, person.post, must=False)


def _apart(paper: Paper, line: Line, standing: Standing) -> Iterator[Problem]:
    word, cell, clause = line.tidy("apart"), line.cell("apart"), paper.cited("apart")
    says_apart = word in YES
    if word and word not in YES | NO:
        yield Problem(cell, f"“{word}”看不出是还是否", clause, "否")
    elif standing.listed_apart and not says_apart:
        what = f"“{line.name}”{paper.says.get('apart', '应当单列')}"
        yield Problem(cell, what, clause, "是")
    elif says_apart and not standing.listed_apart:
        what = f"“{line.name}”{paper.says.get('not_apart', '不能单列')}"
        yield Problem(cell, what, clause, "否")


def _grade_allowed(
    plan: Plan, line: Line, standing: Standing, team_grade: str | None
) -> Iterator[Problem]:
    """The grade written, against the ruling on what this very row says."""
    axis, paper = plan.dialogue.questions.get("grade"), plan.read_as(KIND)
    if line.grade not in GRADES or axis is None:
        return
    ruling = decide(plan, _facts(plan, line, standing.person.facts, team_grade), (axis,))
    cell, value = line.cell("grade"), ruling.values.get(axis)
    waits = plan.dialogue.means("waits", "grade", ruling.values)
    if ruling.kind is not Kind.ANSWER and value is None:
        yield unsettled(plan, cell, f"“{line.name}”的等次，", ruling)
    elif waits and line.grade != UNDETERMINED:
        ground = ruling.grounds[axis][0]
        title = plan.rule(ground.rule_id).title
        yield Problem(cell, f"“{line.name}”{title}", ground.clause, UNDETERMINED)
    elif not waits and line.grade == UNDETERMINED:
        what = f"名册上没有记载“{line.name}”{paper.says.get('undetermined', '不确定等次的情形')}"
        yield Problem(cell, what, paper.cited("undetermined"), _GRADE, must=False)
    elif plan.dialogue.means("barred", "grade", ruling.values):
        for ground in ruling.grounds.get(axis, ()):
            yield from _barred(plan, line, ground)


def _facts(plan: Plan, line: Line, roster: Facts, team_grade: str | None) -> Facts:
    """What the roster says of somebody and what this row tells besides."""
    written = {"score": score_of(line), "routine": routine_of(line), "team_grade": team_grade}
    told = plan.read_as(KIND).tells
    own = {
        told[column]: Given(value)
        for column, value in written.items()
        if column in told and value is not None
    }
    return {**roster, **own}


def _barred(plan: Plan, line: Line, ground: Ground) -> Iterator[Problem]:
    """不得 must be mended; 一般不得 is weaker and only to be looked at."""
    rule = plan.rule(ground.rule_id)
    # 一般不得确定为称职及以上等次 speaks of 称职 too.
    if line.grade != EXCELLENT and line.grade not in ground.says:
        return
    looked_at, told = facts_in(rule.when), plan.read_as(KIND).tells
    column, found = "grade", ""
    if told.get("score") in looked_at:
        column, found = "score", f"（{score_of(line):g}分）"
    elif told.get("routine") in looked_at:
        column, found = "routine", f"（填的是“{line.text('routine')}”）"
    must = ground.strength == "must"
    says = ground.says.rstrip("。") or f"{rule.title}的，不能评为优秀"
    what = f"“{line.name}”建议为{line.grade}，但{says}{found}"
    right = "改等次，或核对后改正这一格" if column != "grade" else f"不填“{line.grade}”"
    yield Problem(line.cell(column), what, ground.clause, right, must=must)
