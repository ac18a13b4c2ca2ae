"""The plan of 2019, loaded once, and its register, worked out once."""

from pathlib import Path

import pytest

from rules.plan import Plan, load_plan
from rules.verify import Register, verify

PLAN_2019 = Path(__file__).parents[2] / "plans" / "2019"


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(PLAN_2019)


@pytest.fixture(scope="session")
def register(plan: Plan) -> Register:
    return verify(plan)
