"""The walk over the fact space agrees with the engine, case by case."""

from collections import Counter
from itertools import product
from pathlib import Path

from rules.engine.compile import Program, programs
from rules.engine.decide import Given, decide
from rules.engine.ruling import Kind
from rules.engine.situation import situate
from rules.engine.space import census, whole_walk
from rules.engine.verify import Register
from rules.loading import load_plan
from rules.plan import Plan


def test_a_team_is_assessed_or_not_and_nothing_is_left_open(register: Register) -> None:
    (count,) = [each for each in register.counts if each.about == "team"]
    assert (count.answered, count.clash, count.silent) == (2, 0, 0)


def test_every_clashing_pair_comes_with_a_person_who_meets_it(
    plan: Plan, register: Register
) -> None:
    for pair in register.pairs:
        facts = {name: Given(value) for name, value in pair.example.items()}
        ruling = decide(plan, facts, [pair.axis])
        sides = {(side.clause, side.value) for clash in ruling.clashes for side in clash.sides}
        assert set(zip(pair.clauses, pair.values, strict=True)) <= sides


def test_no_rule_is_idle(register: Register) -> None:
    assert register.idle_rules == ()


def test_the_expected_clashes_are_among_those_found(register: Register) -> None:
    found = {pair.clauses for pair in register.pairs}
    assert {
        ("一(一)10", "一(一)11"),
        ("一(一)1", "一(一)3"),
        ("一(一)2", "一(一)3"),
        ("一(一)3", "一(一)6"),
        ("一(一)1", "一(一)6"),
        ("一(一)5", "一(一)9"),
        ("一(一)1", "一(一)2"),
        ("一(一)1", "一(一)5"),
    } <= found


def test_the_counts_are_those_of_ruling_every_case_one_by_one() -> None:
    other = load_plan(Path(__file__).parent / "another_county")
    program = programs(other)["worker"]
    for axis in other.axes:
        counted: Counter[Kind] = Counter()
        for ending, tally in census(program, axis)[0].items():
            counted[ending.kind] += tally.cases
        assert counted == one_by_one(program, axis)


def one_by_one(program: Program, axis: str) -> Counter[Kind]:
    """Every combination of the facts that bear on the axis, without those that do not apply."""
    domains = [fact.domain for fact in whole_walk(program, (axis,)).opened]
    found: Counter[Kind] = Counter()
    seen = set()
    for combination in product(*(domain.choices for domain in domains)):
        facts = {
            domain.fact.id: Given(choice.example)
            for domain, choice in zip(domains, combination, strict=True)
        }
        state = situate(program, facts, ()).bits
        if state not in seen:
            seen.add(state)
            found[decide(program.plan, facts, [axis]).kind] += 1
    return found
