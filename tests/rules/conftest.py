"""The register of the plan of 2019."""

import pytest

from rules.engine.verify import Register
from tests.kit.register import kept_register


@pytest.fixture(scope="session")
def register(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Register:
    cache = getattr(pytestconfig, "cache", None)  # there is none with -p no:cacheprovider
    return kept_register(cache.mkdir("register") if cache else tmp_path_factory.mktemp("register"))
