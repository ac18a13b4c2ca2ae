"""Contradictions found by pairs of rules are those that the whole fact space has."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from rules.engine.clashes import Contradiction, contradictions
from rules.engine.decide import Kind, decide
from rules.engine.verify import Pair, Register
from rules.loading import load_plan
from rules.plan import Given
from tests.kit.notices import FOLDERS
from tests.kit.plans import PLAN
from tests.kit.register import Registers

# The hospital's fact space takes 20 s to walk, if it is not kept.
_EVERY = [
    pytest.param(folder, marks=pytest.mark.slow) if "hospital" in folder.name else folder
    for folder in FOLDERS
]


def told(found: Iterable[Contradiction | Pair]) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    """On which axis, which clause says what."""
    return {(one.axis, frozenset(zip(one.clauses, one.values, strict=True))) for one in found}


def test_those_of_2019_are_those_of_its_register(register: Register) -> None:
    assert told(contradictions(PLAN)) == told(register.pairs)


@pytest.mark.parametrize("folder", _EVERY, ids=lambda folder: folder.name)
def test_those_of_any_notice_are_those_of_its_whole_fact_space(
    folder: Path, registers: Registers
) -> None:
    plan = load_plan(folder)
    assert told(contradictions(plan)) == told(registers.of(plan).pairs)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_example_is_answered_with_a_clash(folder: Path) -> None:
    plan = load_plan(folder)
    for one in contradictions(plan):
        facts = {name: Given(value) for name, value in one.example.items()}
        assert decide(plan, facts, (one.axis,), about=one.about).kind is Kind.CLASH
