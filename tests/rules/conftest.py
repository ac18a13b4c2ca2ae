"""The plan of 2019, loaded once, and its register, worked out once."""

import pytest

from rules.plan import Plan
from rules.verify import Register, verify


@pytest.fixture(scope="session")
def register(plan: Plan) -> Register:
    return verify(plan)
