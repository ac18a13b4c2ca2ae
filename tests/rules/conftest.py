"""The register of the plan of 2019."""

import pytest

from rules.engine.verify import Register
from tests.kit.register import kept_register


@pytest.fixture(scope="session")
def register(pytestconfig: pytest.Config) -> Register:
    assert pytestconfig.cache is not None, "the cache plugin is off: leave out -p no:cacheprovider"
    return kept_register(pytestconfig.cache.mkdir("register"))
