"""The register of the plan of 2019."""

import pytest

from rules.engine.verify import Register
from rules.plan import Plan
from tests.kit.register import Registers


@pytest.fixture(scope="session")
def register(registers: Registers, plan: Plan) -> Register:
    return registers.of(plan)
