"""Rulings of the supervision section laid over a plan: further rows that override what spoke.

Each of them that is on somebody of the roster brings a fact of its own, true of that person alone
(`fact_of`), so that they are answered by it whatever the roster says of them, and where the ruling
is on this case alone nobody else is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from rules.engine.bounds import CASE_FACT
from rules.engine.case_scope import Rest
from rules.engine.ruling import Ruling
from rules.plan.conditions import Any, Condition, Test
from rules.plan.schema import Fact, Plan, Rule

_PREFIX: Final = "precedent:"


@dataclass(frozen=True)
class Precedent:
    """A numbered ruling in force. `values`: axis and value; `rests`: what it applies to."""

    number: int
    day: date
    reason: str
    values: tuple[tuple[str, str], ...]
    rests: tuple[Rest, ...]
    person_id: int | None = None
    for_all: bool = True  # who has the facts of `rests`; else this person alone

    def condition(self, rest: Rest) -> Condition | None:
        """To whom it applies; None: to nobody."""
        own = Test(fact_of(self.number), "is_one_of", (True,))
        if not self.for_all:
            return None if self.person_id is None else own
        return rest.condition() if self.person_id is None else Any((rest.condition(), own))


def fact_of(number: int) -> str:
    """The fact that somebody is the one a ruling was made for."""
    return f"{CASE_FACT}{number}"


def cited_as(office: str, number: int, day: date) -> str:
    """How a precedent is cited."""
    return f"{office} 批复 第{number}号（{day.year}年{day.month}月{day.day}日）"


def overlaid(plan: Plan, precedents: Sequence[Precedent]) -> Plan:
    """The plan with these precedents, oldest first, as rules; of two that both fit the newer wins.

    The same plan and precedents give the same object, so that it is compiled once; only the last
    few are kept.
    """
    if not precedents or has_precedents(plan):
        return plan
    return _overlaid(plan, tuple(precedents))


@lru_cache(maxsize=8)
def _overlaid(plan: Plan, precedents: tuple[Precedent, ...]) -> Plan:
    rules = list(plan.rules)
    own = {
        fact_of(one.number): one.rests[0].about for one in precedents if one.person_id is not None
    }
    facts = {name: _is_the_one(name, about) for name, about in own.items()}
    plan = replace(plan, facts=MappingProxyType({**plan.facts, **facts}))
    for precedent in precedents:
        rules += _rows(plan, precedent, rules)
    return replace(plan, rules=tuple(rules))


def one_more(plan: Plan, precedent: Precedent) -> Plan:
    """The plan in force with a ruling that is only looked at, on nobody by name."""
    return replace(plan, rules=(*plan.rules, *_rows(plan, precedent, plan.rules)))


def _is_the_one(name: str, about: str) -> Fact:
    """Nothing to ask or to say: the roster tells who it is, and nobody else is."""
    return Fact(name, "", "bool", {}, "", about, presume=False)


def has_precedents(plan: Plan) -> bool:
    """Whether any precedent is in force in this plan."""
    return any(rule.id.startswith(_PREFIX) for rule in plan.rules)


def precedents_in(ruling: Ruling) -> tuple[int, ...]:
    """Numbers of the precedents that decided an asked axis."""
    used = (g.rule_id for axis in ruling.axes for g in ruling.grounds.get(axis, ()))
    return tuple(dict.fromkeys(_number(id) for id in used if id.startswith(_PREFIX)))


def _number(rule_id: str) -> int:
    return int(rule_id.split(":")[1])


def _rows(plan: Plan, precedent: Precedent, before: Iterable[Rule]) -> list[Rule]:
    """One row for each clause that spoke, so that all of them stay cited; the first one speaks."""
    values, rows = dict(precedent.values), list[Rule]()
    for rest in precedent.rests:
        value, when = values.get(rest.axis), precedent.condition(rest)
        if value is None or when is None or not _still_fits(plan, rest, value):
            continue
        spoke = set(rest.rules)
        overrides = tuple(
            rule.id
            for rule in before
            if rule.id in spoke
            or (rule.id.startswith(_PREFIX) and rest.axis in rule.sets and rule.about == rest.about)
        )
        head = cited_as(plan.office, precedent.number, precedent.day)
        says = f"依据：{head}，理由：{precedent.reason.rstrip('。')}。"
        rows += [
            Rule(
                id=f"{_PREFIX}{precedent.number}:{rest.axis}:{index}",
                clause=clause,
                title=f"{plan.office}批复第{precedent.number}号",
                about=rest.about,
                when=when,
                sets={rest.axis: value},
                overrides=overrides,
                says="" if index else says,
            )
            for index, clause in enumerate(_clauses(plan, rest))
        ]
    return rows


def _clauses(plan: Plan, rest: Rest) -> tuple[str, ...]:
    """Where no rule spoke at all: the clause that speaks first on the axis."""
    known = tuple(clause for clause in rest.clauses if clause in plan.clauses)
    general = (rule.clause for rule in plan.rules if rest.axis in rule.speaks_on)
    return known or (next(general, next(iter(plan.clauses))),)


def _still_fits(plan: Plan, rest: Rest, value: str) -> bool:
    """A plan edited since may have dropped the axis, the value or a fact."""
    axis = plan.axes.get(rest.axis)
    if axis is None or value not in axis.values or rest.about not in plan.subjects:
        return False
    return all(
        bound.fact in plan.facts and all(map(plan.facts[bound.fact].accepts, bound.operands))
        for bound in rest.bounds
    )
