"""A plan as an official reads it: each clause with what it settles, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rules.plan.deadlines import Deadline, Status
from rules.plan.lint import is_heading, lint
from rules.plan.quotas import Share
from rules.plan.schema import Clause, Paper, Plan, Rule

# What of the findings on the notice itself its readers have to know; dates are told as in force.
_OPEN: Final[Mapping[str, str]] = {
    "rounding_unstated": "没有写怎么取整",
    "form_not_supplied": "没有给样表",
    "gap_in_forms": "有编号没有内容",
    "term_undefined": "没有定义的词",
    "name_blanked": "名称被隐去",
}


@dataclass(frozen=True)
class Ruled:
    """What one rule says: for whom, with what result. `loosely`: 一般不得 and the like."""

    whom: str
    results: tuple[str, ...]
    loosely: bool = False


@dataclass(frozen=True)
class Passage:
    """A clause with what rests on it."""

    clause: Clause
    ruled: tuple[Ruled, ...]
    texts: tuple[str, ...]  # titles of questions answered with its own words
    papers: tuple[str, ...]
    deadlines: tuple[str, ...]
    shares: tuple[str, ...]
    heads: bool  # only a heading or what goes before everything

    @property
    def used(self) -> bool:
        """Whether anything rests on it."""
        return any((self.ruled, self.texts, self.papers, self.deadlines, self.shares))

    def holds(self, words: str) -> bool:
        """Whether its number, text or anything that rests on it has these words."""
        said = [self.clause.id, self.clause.title, self.clause.text, *self.texts, *self.papers]
        said += [*self.deadlines, *self.shares]
        said += [part for one in self.ruled for part in (one.whom, *one.results)]
        return any(words in part for part in said)


@dataclass(frozen=True)
class OpenMatter:
    """Something the notice leaves open: of what kind, and which."""

    kind: str
    words: str


def passages(plan: Plan) -> tuple[Passage, ...]:
    """Every clause, in the order it is printed."""
    return tuple(_passage(plan, clause) for clause in plan.clauses.values())


def open_matters(plan: Plan, in_force: Mapping[str, Deadline]) -> tuple[OpenMatter, ...]:
    """What nobody has settled yet: dates not confirmed, then what the notice itself leaves out."""
    return (*_open_dates(in_force), *_open_words(plan))


def share_words(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Each share as the notice has it, with its clause; what a case changes comes after it."""
    found = [(share.words, share.clause) for share in _shares(plan)]
    return tuple(dict.fromkeys(found))


def paper_words(paper: Paper) -> str:
    """附件1《登记表》, or the name alone."""
    return f"{paper.form}《{paper.name}》" if paper.form else paper.name


def _passage(plan: Plan, clause: Clause) -> Passage:
    own = [rule for rule in plan.rules if rule.clause == clause.id]
    return Passage(
        clause,
        tuple(_ruled(plan, rule) for rule in own),
        tuple(one.title for one in plan.topics.values() if clause.id in one.clauses),
        tuple(paper_words(one) for one in plan.papers.values() if one.clause == clause.id),
        tuple(one.label for one in plan.deadlines.values() if one.clause == clause.id),
        tuple(words for words, of in share_words(plan) if of == clause.id),
        is_heading(plan, clause.id),
    )


def _ruled(plan: Plan, rule: Rule) -> Ruled:
    axes = plan.axes
    found = [f"{axes[id].label}：{axes[id].values[value]}" for id, value in rule.sets.items()]
    if rule.silent_on:
        found.append(f"没有写明：{'、'.join(axes[id].label for id in rule.silent_on)}")
    if rule.says:
        found.append(rule.says)
    return Ruled(rule.title, tuple(found), rule.strength == "generally")


def _shares(plan: Plan) -> Iterator[Share]:
    for share in (*plan.quotas.shares.values(), *plan.quotas.by_team_grade.values()):
        yield share
        yield from (other for _, other in share.cases)


def _open_dates(in_force: Mapping[str, Deadline]) -> Iterator[OpenMatter]:
    for deadline in in_force.values():
        if deadline.status is Status.BLANK or deadline.effective is None:
            yield OpenMatter("没有日期的时限", f"{deadline.label}（{deadline.clause}）")
        elif not deadline.binds:
            day = deadline.effective
            words = f"暂按{day.year}年{day.month}月{day.day}日理解"
            yield OpenMatter("待确认的时限", f"{deadline.label}（{deadline.clause}）：{words}")


def _open_words(plan: Plan) -> Iterator[OpenMatter]:
    order = list(_OPEN)
    found = [one for one in lint(plan) if one.kind in _OPEN]
    for one in sorted(found, key=lambda each: order.index(each.kind)):
        yield OpenMatter(_OPEN[one.kind], one.words)
