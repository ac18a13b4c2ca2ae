"""Whom a ruling is for: this case alone, or from now on whoever has certain facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.turn.case_commands import AnswerCase
from rules.engine.bounds import (
    Picked,
    bound_words,
    picked_bounds,
    to_pick,
    values_words,
)
from rules.engine.case_scope import Rest, cases_of, counting, impossible
from rules.engine.compile import programs
from rules.engine.decide import decide
from rules.engine.ruling import Kind
from rules.plan import Plan
from rules.plan.called import notice_word
from rules.plan.source import Value
from storage.facts import decoded, encoded
from storage.views import Case, Json


@dataclass(frozen=True)
class Way:
    """One way in which a fact may count. `values`: as a command carries them."""

    values: tuple[Json, ...]
    words: str
    chosen: bool


@dataclass(frozen=True)
class Pick:
    """A fact a ruling may go by. `own`: how it is in the case; "" where the case does not say."""

    fact: str
    label: str
    own: str
    ways: tuple[Way, ...]


def picks(plan: Plan, case: Case) -> tuple[Pick, ...]:
    """Every fact a ruling for all may go by, those of the case first; chosen: what it rests on."""
    if not case.rests:
        return ()
    rests = tuple(map(Rest.from_json, case.rests))
    bound = _bound(plan, rests)
    own = _own(plan, case)
    found = [
        Pick(
            fact,
            plan.facts[fact].label,
            plan.facts[fact].words(own[fact]) if fact in own else "",
            _ways(plan, rests[0].about, fact, ways, bound.get(fact), own.get(fact)),
        )
        for fact, ways in to_pick(plan, rests[0].about).items()
    ]
    return tuple(sorted(found, key=lambda one: not (one.own or one.fact in bound)))


def _ways(
    plan: Plan,
    about: str,
    fact: str,
    ways: Sequence[tuple[Value, ...]],
    bound: tuple[Value, ...] | None,
    own: Value | None,
) -> tuple[Way, ...]:
    """The values of a fact; several that the plan does not tell apart stand together as well."""
    domain = programs(plan)[about].domains[fact]
    if bound is not None and bound not in ways:
        ways = (bound, *ways)
    found: dict[str, Way] = {}
    for values in ways:
        bounds = picked_bounds(domain, values)
        exact = [own] if own is not None and picked_bounds(domain, [own]) == bounds else values
        words = values_words(domain.fact, bounds)
        kept = tuple(encoded(value) for value in exact)
        found.setdefault(words, Way(kept, words, chosen=values == bound))
    return tuple(found.values())


def _bound(plan: Plan, rests: Sequence[Rest]) -> dict[str, tuple[Value, ...]]:
    """The values the case itself rests on, each as one that can be picked."""
    found: dict[str, tuple[Value, ...]] = {}
    for rest in rests:
        domains = programs(plan)[rest.about].domains
        pickable = to_pick(plan, rest.about)
        for fact in rest.facts:
            if fact not in pickable:
                continue
            bounds = [one for one in rest.bounds if one.fact == fact]
            same = [
                values
                for values in pickable[fact]
                if picked_bounds(domains[fact], values) == bounds
            ]
            found.setdefault(fact, same[0] if same else bounds[0].operands)
    return found


def _own(plan: Plan, case: Case) -> dict[str, Value]:
    """What is known of the case, or was presumed of it."""
    found: dict[str, Value] = {}
    for fact, given in case.facts.items():
        value = decoded(given["value"])
        if fact in plan.facts and value is not None and plan.facts[fact].accepts(value):
            found[fact] = value
    return found


def wrong_scope(plan: Plan, case: Case, command: AnswerCase) -> str:
    """Why a ruling cannot be for these, in words; "" where it can."""
    if command.scope != "all" or not case.rests:
        return ""
    about = Rest.from_json(case.rests[0]).about
    picked = picked_in(plan, about, command)
    if picked is None:
        return "选的情况里有认不出来的，请重新选一遍。"
    if not all(rest.bounds for rest in ruled_rests(plan, case, command) or _own_rests(case)):
        return "以后都照此的批复，至少要有一项情况相同才算，请选上。"
    never = impossible(plan, about, picked)
    if never:
        words = "、".join(_words(plan, about, fact, picked[fact]) for fact in never)
        return f"没有人会同时是这样：“{words}”和选的其他情况对不上。请改掉一项，或者改成“不论”。"
    return ""


def picked_in(plan: Plan, about: str, command: AnswerCase) -> Picked | None:
    """What a command picks; None where some of it is nothing the plan knows."""
    known, found = to_pick(plan, about), dict[str, tuple[Value, ...]]()
    for fact, kept in (command.whom or {}).items():
        values = [_value(one) for one in kept]
        if fact not in known or not values or not all(map(plan.facts[fact].accepts, values)):
            return None
        found[fact] = tuple(value for value in values if value is not None)
    return found


def _value(kept: Json) -> Value | None:
    """A value as it is kept; None for what no fact can have."""
    try:
        value = decoded(kept)
    except (KeyError, TypeError, ValueError):
        return None
    return value


def _own_rests(case: Case) -> tuple[Rest, ...]:
    return tuple(map(Rest.from_json, case.rests))


def ruled_rests(plan: Plan, case: Case, command: AnswerCase) -> tuple[Rest, ...]:
    """Whom it is for where that was chosen; nothing where it is whom the case rests on."""
    if command.whom is None or command.scope != "all" or not case.rests:
        return ()
    rests = _own_rests(case)
    picked = picked_in(plan, rests[0].about, command)
    return tuple(counting(plan, rest, picked) for rest in rests) if picked is not None else ()


def rests_for_all(plan: Plan, case: Case, command: AnswerCase) -> tuple[Rest, ...]:
    """Whom a ruling for all is for; nothing where it is on one case or on a matter in words."""
    if command.scope != "all":
        return ()
    return ruled_rests(plan, case, command) or _own_rests(case)


def settled_words(plan: Plan, case: Case, command: AnswerCase) -> str:
    """That the notice itself settles what was picked, otherwise than the ruling; "" if not."""
    if command.whom is None or command.scope != "all" or not case.rests:
        return ""
    about = Rest.from_json(case.rests[0]).about
    for facts in cases_of(picked_in(plan, about, command) or {}):
        for axis, value in command.values.items():
            ruling = decide(plan, facts, (axis,), about=about)
            told_now = ruling.values.get(axis)
            if ruling.kind is Kind.ANSWER and told_now not in (None, value):
                label, words = plan.axes[axis].label, plan.axes[axis].values[str(told_now)]
                return (
                    f"注意：选的情况{notice_word(plan)}自己有规定（{label}：{words}，{'、'.join(ruling.clauses)}），"
                    "批复不能改它，这样的人会按前后不一致答。"
                )
    return ""


def whoever(plan: Plan, rests: Sequence[Rest]) -> str:
    """“是挂职干部、派出层级：市”: the facts such a ruling goes by."""
    found: dict[str, str] = {}
    for rest in rests:
        for fact in rest.facts:
            bounds = [bound for bound in rest.bounds if bound.fact == fact]
            if fact in plan.facts:
                found.setdefault(fact, bound_words(plan.facts[fact], bounds))
    return "、".join(found.values())


def whom_of(plan: Plan, case: Case) -> str:
    """Whom a ruling that was given for all is for; "" of any other."""
    if not case.rules_all or case.answer is None:
        return ""
    kept = case.answer.rests if case.answer.rests is not None else case.rests
    words = whoever(plan, tuple(map(Rest.from_json, kept)))
    return f"管到：凡有这些情况的：{words}。" if words else "管到：再问这件事的。"


def _words(plan: Plan, about: str, fact: str, values: Sequence[Value]) -> str:
    domain = programs(plan)[about].domains[fact]
    return bound_words(domain.fact, picked_bounds(domain, values))


def scope_words(plan: Plan, case: Case, command: AnswerCase) -> str:
    """Whom it will answer, before it does."""
    if command.scope == "all":
        words = whoever(plan, rests_for_all(plan, case, command))
        if not words:
            return f"范围：以后再问这件事的，都照此答复，注明是批复第{case.number}号。"
        return f"范围：以后凡有这些情况的，都照此答复，注明是批复第{case.number}号：{words}。"
    if case.rests and case.person_id is None:
        return (
            "范围：只答复请示的人。请示没有写明是名册上的谁，"
            f"以后再问还是按{notice_word(plan)}没有写明答。"
        )
    return "范围：只批这一件，别人同样的情况不照此答。要都照此，先不批，选或写“以后都照此”再批。"
