"""A question is asked only if an answer to it changes the ruling, and the dialogue ends."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rules.engine.compile import programs
from rules.engine.decide import Given, Kind, Ruling, decide
from rules.engine.situation import situate
from rules.plan import Plan
from rules.plan.conditions import facts_in
from rules.plan.source import Value

# Facts people leave open; two of them with all that hangs on them make some hundred cases.
FACTS = [
    "retired_on", "under_investigation", "is_secondee", "village_post", "sent_by", "host_kind",
    "months_served", "works_at", "position", "in_training", "concurrent_posts", "main_duties_at",
    "team_grade", "evaluation_score", "routine_excellent", "head_bar",
]  # fmt: skip
AXES = ["participation", "assessed_at", "quota_base", "excellent_quota", "grade", "form"]


Situation = tuple[dict[str, Given], tuple[str, ...]]


def values_of(plan: Plan, fact: str) -> list[Value]:
    domain = programs(plan)["person"].domains[fact]
    return [value for choice in domain.choices for value in choice.members]


def situations(plan: Plan, least_open: int = 0) -> st.SearchStrategy[Situation]:
    """Facts told, facts left open, and what is asked of them."""
    values = {name: st.sampled_from(values_of(plan, name)) for name in FACTS}
    names = st.sampled_from(FACTS)
    told = st.lists(names, max_size=5, unique=True)
    left_open = st.lists(names, min_size=least_open, max_size=3, unique=True)
    asked = st.lists(st.sampled_from(AXES), min_size=1, max_size=2, unique=True).map(tuple)

    # Made once: making strategies anew for each situation took half of the time.
    @st.composite
    def situation(draw: st.DrawFn) -> Situation:
        facts = {name: Given(draw(values[name])) for name in draw(told)}
        facts |= {name: Given(None) for name in draw(left_open)}
        return facts, draw(asked)

    return situation()


def conclusion(ruling: Ruling) -> tuple[object, ...]:
    if ruling.kind is Kind.CLASH:
        return (ruling.kind,)
    # An axis answered in words has no value either, and is not silent.
    return (ruling.kind, ruling.silent_axes, *(ruling.values.get(axis) for axis in ruling.axes))


@pytest.mark.slow  # 800 situations, each completed in every way
def test_a_question_is_asked_only_if_an_answer_changes_the_ruling(plan: Plan) -> None:
    @given(situations(plan))
    @settings(max_examples=800, suppress_health_check=[HealthCheck.filter_too_much])
    def check(situation: Situation) -> None:
        facts, axes = situation
        asks = decide(plan, facts, axes).asks
        assume(asks is not None)
        assert asks is not None
        open_facts = sorted(still_open(plan, facts) - {asks})
        choices = [representatives(plan, name) for name in open_facts]
        for combination in product(*choices):
            rest = {name: Given(v) for name, v in zip(open_facts, combination, strict=True)}
            outcomes = {
                conclusion(decide(plan, completed(plan, {**facts, asks: Given(value)}, rest), axes))
                for value in representatives(plan, asks)
            }
            if len(outcomes) > 1:
                return
        raise AssertionError(f"asked {asks} although no answer changes {axes} given {facts}")

    check()


def representatives(plan: Plan, fact: str) -> list[Value]:
    return [choice.example for choice in programs(plan)["person"].domains[fact].choices]


def completed(
    plan: Plan, facts: Mapping[str, Given], rest: Mapping[str, Given]
) -> dict[str, Given]:
    """The facts with the rest added, as far as these apply: nobody tells what does not apply."""
    program = programs(plan)["person"]
    told = dict(facts)
    for name in (name for name in program.domains if name in rest):
        others = {other: given for other, given in told.items() if other != name}
        bits = situate(program, others, ()).bits[list(program.domains).index(name)]
        if bits != program.domains[name].absent:
            told[name] = rest[name]
    return told


def still_open(plan: Plan, facts: Mapping[str, Given]) -> set[str]:
    """Facts that are open, and those without a presumption that come to apply with them."""
    program = programs(plan)["person"]
    found = set(situate(program, facts, ()).open)
    for name, domain in program.domains.items():
        condition = domain.fact.applies_when
        if name not in facts and not domain.presumed and condition is not None:
            found |= {name} if found & set(facts_in(condition)) else set()
    return {name for name in found if program.domains[name].tested_by}


def test_the_dialogue_always_ends_with_a_ruling(plan: Plan) -> None:
    @given(situations(plan), st.randoms(use_true_random=False))
    @settings(max_examples=80)
    def check(situation: Situation, answers: object) -> None:
        facts, axes = situation
        asked: list[str] = []
        while (ruling := decide(plan, facts, axes)).asks is not None:
            assert ruling.asks not in asked
            asked.append(ruling.asks)
            choices = values_of(plan, ruling.asks)
            facts = {**facts, ruling.asks: Given(answers.choice(choices))}  # type: ignore[attr-defined]
        assert ruling.kind in (Kind.ANSWER, Kind.CLASH, Kind.SILENT)

    check()


@pytest.mark.slow  # 800 situations, each completed in every way
def test_without_a_question_no_open_fact_could_change_the_ruling(plan: Plan) -> None:
    @given(situations(plan, least_open=1))
    @settings(max_examples=800, suppress_health_check=[HealthCheck.filter_too_much])
    def check(situation: Situation) -> None:
        facts, axes = situation
        ruling = decide(plan, facts, axes)
        assume(ruling.asks is None)
        open_facts = [name for name, given in facts.items() if given.value is None]
        for combination in product(*(representatives(plan, name) for name in open_facts)):
            rest = {name: Given(v) for name, v in zip(open_facts, combination, strict=True)}
            complete = decide(plan, {**facts, **rest}, axes)
            if complete.asks is None:
                assert conclusion(complete) == conclusion(ruling)

    check()


def test_what_is_remembered_of_others_changes_no_ruling(plan: Plan) -> None:
    fresh = replace(plan)  # compiled by itself

    @given(situations(plan))
    @settings(max_examples=300)
    def check(situation: Situation) -> None:
        facts, axes = situation
        for program in programs(fresh).values():
            for memory in (program.memory, program.bodies, program.walks, program.layouts):
                memory.clear()
        assert decide(plan, facts, axes) == decide(fresh, facts, axes)

    check()
