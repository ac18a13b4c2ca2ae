"""The plan of 2019, loaded once, and its register, worked out once."""

from pathlib import Path

import pytest

from rules.engine.verify import Register, verify
from rules.loading import load_plan
from rules.plan import Plan

PLAN_2019 = Path(__file__).parents[2] / "plans" / "2019"


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(PLAN_2019)


@pytest.fixture(scope="session")
def register(plan: Plan) -> Register:
    return verify(plan)
