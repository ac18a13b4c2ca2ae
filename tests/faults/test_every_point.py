"""Each flow killed, or failed by database, WeCom or disk, at its points: as if it had not been.

All points: `python -m benchmarks.kills`.
"""

from pathlib import Path

import pytest

from tests.kit.cut.flows import FLOWS
from tests.kit.cut.running import Cutter, spread, tally
from tests.kit.databases import PostgresDatabases, SqliteDatabases

# Processes are forked and killed, each with a database and a WeCom of its own.
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("flow", FLOWS)
def test_a_flow_cut_off_comes_to_the_same(flow: str, tmp_path: Path) -> None:
    found = tally(Cutter(SqliteDatabases(tmp_path), tmp_path), flow, kills=2, failures=1)

    assert found.wrong == []
    assert (found.kills, found.failures) == (2, 1)


@pytest.mark.postgresql
@pytest.mark.parametrize("flow", ["date set", "upload", "delivery"])
def test_on_postgresql_too(flow: str, tmp_path: Path, postgres: PostgresDatabases) -> None:
    found = tally(Cutter(postgres, tmp_path), flow, kills=1, failures=1)

    assert found.wrong == []
    assert (found.kills, found.failures) == (1, 1)


def test_points_are_spread_over_all() -> None:
    assert spread(3, 5) == [0, 1, 2]
    assert spread(100, 4) == [12, 37, 62, 87]
