"""What a clash or a silence rests on: the facts under which exactly the same rules speak."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product
from typing import Any as AnyJson
from typing import Final

from rules.engine.bounds import CASE_FACT, Bound, Picked, bounds_of, picked_bounds
from rules.engine.compile import Program, programs
from rules.engine.decide import decide
from rules.engine.outcome import clash_on
from rules.engine.ruling import Kind
from rules.engine.situation import Situation, situate
from rules.plan.conditions import All, Any, Condition, Not, Test, facts_in
from rules.plan.given import Facts, Given
from rules.plan.schema import Plan, Rule
from rules.plan.source import Value

# A fact's value in one case; None: the fact does not apply. An open fact is left out.
State = Mapping[str, Value | None]
_OPEN: Final = (Kind.CLASH, Kind.SILENT)
_MOST_WAYS: Final = 48


@dataclass(frozen=True)
class Rest:
    """What one axis rests on. `rules` are those that spoke or could have; `clauses` theirs.

    A value is bound as finely as the plan tells values apart, a length of time between the
    thresholds around it. Facts that no rule on the axis turns on are not bound.
    """

    axis: str
    about: str
    bounds: tuple[Bound, ...]
    rules: tuple[str, ...]
    clauses: tuple[str, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it rests on, each once."""
        return tuple(dict.fromkeys(bound.fact for bound in self.bounds))

    @property
    def signature(self) -> str:
        """The same for two cases that are twins on this axis."""
        packed = self.to_json()
        said = [packed["about"], packed["axis"], packed["bounds"]]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def condition(self) -> Condition:
        """The condition under which it comes up again."""
        return All(tuple(bound.condition() for bound in self.bounds))

    def to_json(self) -> dict[str, AnyJson]:
        """As kept with the case."""
        return {
            "axis": self.axis,
            "about": self.about,
            "bounds": [
                [b.fact, b.op, [_packed(each) for each in b.operands], b.wanted]
                for b in self.bounds
            ],
            "rules": list(self.rules),
            "clauses": list(self.clauses),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, AnyJson]) -> Rest:
        """From what was kept."""
        bounds = tuple(
            Bound(fact, op, tuple(_unpacked(each) for each in operands), wanted)
            for fact, op, operands, wanted in kept["bounds"]
        )
        return cls(
            kept["axis"], kept["about"], bounds, tuple(kept["rules"]), tuple(kept["clauses"])
        )


def rests_on(plan: Plan, facts: Facts, axis: str, about: str) -> Rest:
    """Bind the facts of the rules that spoke, and of each that did not, one that kept it away."""
    program = programs(plan)[about]
    situation = situate(program, facts, ())
    applies = program.rules_of(situation.certain)
    may_apply = applies | program.rules_of(situation.possible)
    state = _state(program, situation)
    speaking = [
        (rule, 1 << i)
        for i, rule in enumerate(program.rules)
        if program.axes[axis].speakers >> i & 1
    ]
    fixed: dict[str, Value | None] = {}
    for rule, bit in speaking:
        if bit & applies:
            _fix(plan, state, fixed, facts_in(rule.when))
    if not fixed:  # no rule speaks: nothing narrower than the case itself can be meant
        _fix(plan, state, fixed, tuple(situation.known))
    for rule, bit in speaking:
        if not bit & may_apply and holds(rule.when, fixed) is None:
            _fix_against(plan, rule.when, state, fixed)
    applying = [rule for rule, bit in speaking if bit & applies]
    standing = {rule.id for rule in _standing(applying)}
    spoke = [
        rule
        for rule, bit in speaking
        # Where open facts leave nothing to keep a rule away by, it only adds to the clash.
        if bit & may_apply
        or (holds(rule.when, fixed) is None and standing.isdisjoint(rule.overrides))
    ]
    bounds = [
        bound
        for name, domain in program.domains.items()
        if not name.startswith(CASE_FACT) and (value := fixed.get(name)) is not None
        for bound in bounds_of(domain, value)
    ]
    return Rest(
        axis,
        about,
        tuple(bounds),
        tuple(rule.id for rule in spoke),
        tuple(dict.fromkeys(rule.clause for rule in _standing(applying))),
    )


def _standing(applying: list[Rule]) -> list[Rule]:
    """The rules that nothing overrides."""
    over = {name for rule in applying for name in rule.overrides}
    return [rule for rule in applying if rule.id not in over]


def gates_in_clash(plan: Plan, facts: Facts, about: str) -> tuple[str, ...]:
    """Axes that decide about others and clash themselves.

    A clash on another axis hides them; they would come to light once that one is settled.
    """
    program = programs(plan)[about]
    applies = program.rules_of(situate(program, facts, ()).certain)
    return tuple(name for name in program.gate_axes if clash_on(program, name, applies))


def counting(plan: Plan, rest: Rest, picked: Picked) -> Rest:
    """The same for whoever has what was picked.

    It gives way to the same rules as the case, and to those of a case with what was picked where
    the notice leaves that one open as well: what it settles is not overruled by a ruling.
    """
    program = programs(plan)[rest.about]
    bounds = [
        bound
        for name, domain in program.domains.items()
        if name in picked
        for bound in picked_bounds(domain, picked[name])
    ]
    rules = list(rest.rules)
    for facts in cases_of(picked):
        if decide(plan, facts, (rest.axis,), about=rest.about).kind in _OPEN:
            rules += rests_on(plan, facts, rest.axis, rest.about).rules
    return replace(rest, bounds=tuple(bounds), rules=tuple(dict.fromkeys(rules)))


def cases_of(picked: Picked) -> list[dict[str, Given]]:
    """A case for each way in which what was picked can be; of very many ways only the first."""
    ways = islice(product(*picked.values()), _MOST_WAYS)
    return [{name: Given(value) for name, value in zip(picked, way, strict=True)} for way in ways]


def impossible(plan: Plan, about: str, picked: Picked) -> tuple[str, ...]:
    """Facts nobody has who has the others that were picked."""
    program = programs(plan)[about]
    places = {name: place for place, name in enumerate(program.domains)}
    found: set[str] | None = None
    for facts in cases_of(picked):
        bits = situate(program, facts, ()).bits
        never = {name for name in picked if bits[places[name]] == program.domains[name].absent}
        found = never if found is None else found & never
    return tuple(name for name in picked if name in (found or ()))


def fits(rest: Rest, plan: Plan, facts: Facts) -> bool | None:
    """Whether somebody with these facts is a twin; None while a fact it turns on is open."""
    program = programs(plan)[rest.about]
    return holds(rest.condition(), _state(program, situate(program, facts, ())))


def holds(condition: Condition, fixed: State) -> bool | None:
    """Whether a condition holds as far as these facts settle it."""
    match condition:
        case Test(fact):
            if fact not in fixed:
                return None
            value = fixed[fact]
            return value is not None and condition.holds(value)
        case Not(part):
            inner = holds(part, fixed)
            return None if inner is None else not inner
        case All(parts) | Any(parts):
            ending = isinstance(condition, Any)
            found = [holds(part, fixed) for part in parts]
            if ending in found:
                return ending
            return None if None in found else not ending


def _state(program: Program, situation: Situation) -> State:
    found: dict[str, Value | None] = {}
    for (name, domain), bits in zip(program.domains.items(), situation.bits, strict=True):
        if bits == domain.absent:
            found[name] = None
        elif not bits & (bits - 1):
            given = situation.known.get(name) or situation.presumed.get(name)
            value = given.value if given else None
            found[name] = domain.value_of(bits) if value is None else value
    return found


def _fix(plan: Plan, state: State, fixed: dict[str, Value | None], names: tuple[str, ...]) -> None:
    """Bind facts; one that does not apply is bound by the facts that keep it from applying."""
    for name in names:
        if name not in state or name in fixed:
            continue
        fixed[name] = state[name]
        guard = plan.facts[name].applies_when
        if state[name] is None and guard is not None:
            _fix(plan, state, fixed, facts_in(guard))


def _fix_against(
    plan: Plan, condition: Condition, state: State, fixed: dict[str, Value | None]
) -> None:
    """Bind what keeps a rule away: one fact where one is enough, an applicable one if it can be."""
    names = [name for name in facts_in(condition) if name in state and name not in fixed]
    names.sort(key=lambda name: state[name] is None)
    for name in names:
        if holds(condition, {**fixed, name: state[name]}) is False:
            _fix(plan, state, fixed, (name,))
            return
    _fix(plan, state, fixed, tuple(names))


def _packed(value: Value) -> AnyJson:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _unpacked(kept: AnyJson) -> Value:
    if isinstance(kept, dict):
        return date.fromisoformat(kept["date"])
    value: Value = kept
    return value
