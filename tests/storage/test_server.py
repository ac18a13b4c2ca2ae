"""The PostgreSQL server of the tests outlives whatever else runs on the machine."""

import os

import psycopg
import pytest

from tests.kit.databases import PostgresDatabases


@pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="a server somebody else looks after")
def test_a_second_pytest_session_does_not_bring_the_server_down(
    postgres: PostgresDatabases, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # What every pytest does at its start with the folder all sessions share: others are kept out.
    for folder in (tmp_path_factory.getbasetemp(), *tmp_path_factory.getbasetemp().parents):
        if folder.name.startswith("pytest-"):
            folder.chmod(0o700)
    with psycopg.connect(postgres.server, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    with psycopg.connect(postgres.server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
