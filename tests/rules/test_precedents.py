"""A precedent decides its twins and nothing else."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.engine.bounds import CASE_FACT, Bound, Picked, picked_bounds, to_pick, values_words
from rules.engine.case_scope import (
    Rest,
    counting,
    fits,
    gates_in_clash,
    holds,
    impossible,
    rests_on,
)
from rules.engine.compile import programs
from rules.engine.decide import Kind, Ruling, decide
from rules.loading import load_plan
from rules.plan import Given, Plan
from rules.precedents import Precedent, fact_of, overlaid, precedents_in
from tests.kit.notices import FOLDERS
from tests.kit.plans import PLAN

ALL_PLANS = tuple(load_plan(folder) for folder in FOLDERS)
PROGRAM = programs(PLAN)["person"]
Case = dict[str, Given]
_SPOKEN = tuple(name for name, axis in PROGRAM.axes.items() if axis.speakers)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Facts as they may be known of somebody: some of them, any values."""
    domains = list(PROGRAM.domains.values())
    chosen = draw(st.lists(st.sampled_from(domains), max_size=9, unique_by=id))
    return {
        domain.fact.id: Given(draw(st.sampled_from(domain.choices)).example) for domain in chosen
    }


def open_axis(facts: Case, axis: str) -> str | None:
    """The axis on which the notice leaves this case open, if it does."""
    ruling = decide(PLAN, facts, (axis,), about="person")
    if ruling.kind is Kind.CLASH:
        return ruling.clashes[0].axis
    return axis if ruling.kind is Kind.SILENT else None


def some_open_cases() -> list[tuple[str, Case]]:
    """Clashes and silences met at random, the same every time."""
    random = Random(2019)
    domains, found = list(PROGRAM.domains.values()), list[tuple[str, Case]]()
    while len(found) < 40:
        chosen = random.sample(domains, random.randrange(2, 9))
        facts = {d.fact.id: Given(random.choice(d.choices).example) for d in chosen}
        axis = open_axis(facts, random.choice(_SPOKEN))
        if axis is not None:
            found.append((axis, facts))
    return found


OPEN_CASES = some_open_cases()


def rests_of(facts: Case, axis: str) -> tuple[Rest, ...]:
    """The axis, and what would come to light once that one is settled."""
    is_clash = decide(PLAN, facts, (axis,), about="person").kind is Kind.CLASH
    hidden = gates_in_clash(PLAN, facts, "person") if is_clash else ()
    axes = dict.fromkeys((axis, *hidden))
    return tuple(rests_on(PLAN, facts, one, "person") for one in axes)


def with_precedent(rests: tuple[Rest, ...], value: str, number: int = 3) -> Plan:
    """A precedent on the first axis; where it is hidden behind another, that one opens it."""
    values = ((rests[0].axis, value), *((rest.axis, "takes_part") for rest in rests[1:]))
    return overlaid(PLAN, [Precedent(number, date(2019, 12, 26), "如此", values, rests)])


def told(ruling: Ruling, axis: str) -> tuple[object, ...]:
    clauses = frozenset(ruling.clauses)
    return (ruling.kind, ruling.values.get(axis), clauses, ruling.asks, ruling.silent_axes)


@pytest.mark.parametrize("number", range(len(OPEN_CASES)))
def test_a_precedent_decides_its_own_case(number: int) -> None:
    axis, facts = OPEN_CASES[number]
    rests = rests_of(facts, axis)
    assert [Rest.from_json(rest.to_json()) for rest in rests] == list(rests)
    assert all(fits(rest, PLAN, facts) is not False for rest in rests)
    if all(fits(rest, PLAN, facts) for rest in rests):
        value = next(iter(PLAN.axes[axis].values))
        ruling = decide(with_precedent(rests, value), facts, (axis,), about="person")
        assert (ruling.kind, ruling.values[axis]) == (Kind.ANSWER, value)
        assert precedents_in(ruling) == (3,)
        assert set(rests[0].clauses) <= set(ruling.clauses)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(OPEN_CASES), cases(), st.sampled_from(_SPOKEN), st.booleans())
def test_and_nothing_but_its_twins(
    case: tuple[str, Case], other: Case, asked: str, near: bool
) -> None:
    axis, facts = case
    rests = rests_of(facts, axis)
    other = {**facts, **other} if near else other
    value = list(PLAN.axes[axis].values)[-1]
    before = decide(PLAN, other, (asked,), about="person")
    after = decide(with_precedent(rests, value), other, (asked,), about="person")
    twins = [fits(rest, PLAN, other) for rest in rests]
    if not any(twin is not False for twin in twins):
        assert told(after, asked) == told(before, asked)
        assert precedents_in(after) == ()
    elif before.kind is Kind.ANSWER:  # what the notice settles it settles still
        assert told(after, asked) == told(before, asked)
    elif all(twins) and asked == axis and open_axis(other, axis) == axis:
        assert (after.kind, after.values[axis]) == (Kind.ANSWER, value)


def test_of_two_that_fit_the_newer_one_decides() -> None:
    facts = {"in_training": Given(True), "is_secondee": Given(True), "sent_by": Given("city")}
    axis, facts = "excellent_quota", {**facts, "host_kind": Given("township")}
    rests, day = rests_of(facts, axis), date(2019, 12, 26)
    made = [
        Precedent(3, day, "先", ((axis, "home_unit"),), rests),
        Precedent(4, day, "后", ((axis, "host_unit"),), rests),
    ]
    ruling = decide(overlaid(PLAN, made), facts, (axis,), about="person")
    assert (ruling.values[axis], precedents_in(ruling)) == ("host_unit", (4,))


def test_the_same_precedents_give_the_same_plan_and_few_are_kept() -> None:
    axis, facts = OPEN_CASES[0]
    rest, value = rests_of(facts, axis), next(iter(PLAN.axes[axis].values))
    assert with_precedent(rest, value) is with_precedent(rest, value)
    assert overlaid(PLAN, []) is PLAN
    for number in range(40):
        decide(with_precedent(rest, value, number), facts, (axis,), about="person")
    assert programs.cache_info().currsize <= 16


def test_a_precedent_on_what_the_plan_no_longer_knows_is_left_out() -> None:
    axis, facts = OPEN_CASES[0]
    rest = rests_of(facts, axis)
    assert decide(with_precedent(rest, "gone"), facts, (axis,), about="person").kind in {
        Kind.CLASH,
        Kind.SILENT,
    }


SENT = {"is_secondee": Given(True), "host_kind": Given("county_department")}
WHERE = "assessed_at"


def of_one(*, for_all: bool, rests: tuple[Rest, ...], person_id: int | None = 7) -> Plan:
    values = ((WHERE, "home_unit"),)
    made = Precedent(3, date(2019, 12, 26), "如此", values, rests, person_id, for_all=for_all)
    return overlaid(PLAN, [made])


def where(plan: Plan, facts: Case) -> str | None:
    return decide(plan, facts, (WHERE,), about="person").values.get(WHERE)


def test_a_ruling_on_one_case_is_for_that_person_whatever_else_is_known_of_them() -> None:
    rests = rests_of(SENT, WHERE)
    plan = of_one(for_all=False, rests=rests)
    own = {fact_of(3): Given(True, "roster")}
    assert where(plan, SENT) is None
    assert where(plan, {**SENT, **own}) == "home_unit"
    assert where(plan, {**SENT, **own, "borrowed": Given(True)}) == "home_unit"
    assert where(of_one(for_all=False, rests=rests, person_id=None), SENT) is None


def test_a_ruling_for_all_is_for_its_person_too() -> None:
    plan = of_one(for_all=True, rests=rests_of(SENT, WHERE))
    other = {**SENT, "borrowed": Given(True)}
    assert where(plan, SENT) == "home_unit"
    assert where(plan, other) is None
    assert where(plan, {**other, fact_of(3): Given(True, "roster")}) == "home_unit"


def test_a_ruling_goes_by_the_facts_that_were_chosen() -> None:
    facts = {**SENT, "sent_by": Given("city")}
    [rest] = rests_of(facts, WHERE)
    assert "sent_by" not in rest.facts
    secondee: Picked = {"is_secondee": (True,), "host_kind": ("county_department",)}
    narrow = counting(PLAN, rest, {**secondee, "sent_by": ("city",)})
    plan = of_one(for_all=True, rests=(narrow,), person_id=None)
    assert where(plan, facts) == "home_unit"
    assert where(plan, {**SENT, "sent_by": Given("county"), "months_served": Given(8)}) is None
    assert where(plan, {**SENT, "sent_by": Given("province")}) is None
    wide = counting(PLAN, rest, secondee)
    assert set(wide.facts) == {"is_secondee", "host_kind"}
    trained = {**SENT, "borrowed": Given(True)}
    assert where(of_one(for_all=True, rests=(rest,), person_id=None), trained) is None


def test_a_later_case_does_not_rest_on_which_case_an_earlier_one_was() -> None:
    plan = of_one(for_all=True, rests=rests_of(SENT, WHERE))
    facts = {"in_training": Given(True), "is_secondee": Given(True), "sent_by": Given("city")}
    rest = rests_on(plan, {**facts, "host_kind": Given("township")}, "excellent_quota", "person")
    assert not any(fact.startswith(CASE_FACT) for fact in rest.facts)
    assert rest.facts


def test_a_ruling_goes_by_facts_changed_added_and_dropped() -> None:
    """Each of them decides whom it is for; of the case's own person it stays whatever is picked."""
    facts = {**SENT, "sent_by": Given("city")}
    [rest] = rests_of(facts, WHERE)
    picked: Picked = {
        "is_secondee": (True,),
        "host_kind": ("other",),
        "sent_by": ("province", "county"),
    }
    plan = of_one(for_all=True, rests=(counting(PLAN, rest, picked),))
    other = {"is_secondee": Given(True), "host_kind": Given("other")}
    assert where(plan, {**other, "sent_by": Given("province")}) == "home_unit"
    assert where(plan, {**other, "sent_by": Given("county"), "months_served": Given(2)}) == (
        "home_unit"
    )
    assert where(plan, {**other, "sent_by": Given("city")}) is None
    assert where(plan, facts) is None
    assert where(plan, {**facts, fact_of(3): Given(True, "roster")}) == "home_unit"


def test_what_the_notice_settles_no_picked_facts_overrule() -> None:
    facts = {**SENT, "sent_by": Given("county")}
    [rest] = rests_of(facts, WHERE)
    picked: Picked = {
        "is_secondee": (True,),
        "host_kind": ("township",),
        "sent_by": ("county",),
        "months_served": (8,),
    }
    settled = {name: Given(values[0]) for name, values in picked.items()}
    assert decide(PLAN, settled, (WHERE,), about="person").kind is Kind.ANSWER
    plan = of_one(for_all=True, rests=(counting(PLAN, rest, picked),), person_id=None)
    assert decide(plan, settled, (WHERE,), about="person").kind is Kind.CLASH


def test_facts_nobody_can_have_together_are_found() -> None:
    assert impossible(PLAN, "person", {"is_secondee": (False,), "host_kind": ("other",)}) == (
        "host_kind",
    )
    assert impossible(PLAN, "person", {"is_secondee": (True,), "host_kind": ("other",)}) == ()


def test_every_value_to_pick_is_told_in_words_of_its_own_and_means_itself() -> None:
    for plan in (PLAN, *ALL_PLANS):
        for about in plan.subjects:
            for fact, ways in to_pick(plan, about).items():
                domain = programs(plan)[about].domains[fact]
                bounds = [picked_bounds(domain, values) for values in ways]
                words = [values_words(domain.fact, some) for some in bounds]
                assert all(words), fact
                assert len(set(words)) == len(words), words
                for values, some in zip(ways, bounds, strict=True):
                    held = [all(holds_of(each, value) for each in some) for (value,) in ways]
                    assert held.count(True) == 1, (fact, values)
                    assert held[ways.index(values)]


def holds_of(bound: Bound, value: object) -> bool:
    return holds(bound.condition(), {bound.fact: value}) is True  # type: ignore[dict-item]
