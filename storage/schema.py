"""The schema of the database: which it is, and how it is brought to another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage.engine import READING

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
# Any number, as long as every process of ours uses the same.
_LOCK: Final = 20191231
_VERSION: Final = text("SELECT version_num FROM alembic_version")


@contextmanager
def brought_to(engine: Engine, revision: str) -> Iterator[Connection]:
    """The database brought to this schema, and in the same transaction what is put into it."""
    # Ten megabytes and a tenth of a second that an ordinary start does without.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # Alembic reads the path as a template, in which % has a meaning.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        _migrate_alone(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        yield connection


def newest() -> str:
    """The revision of the last migration, which its file's name begins with."""
    return max(file.name for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))[:4]


def version(engine: Engine) -> str | None:
    """The database's own; None for an empty database."""
    with engine.execution_options(**{READING: True}).connect() as connection:
        try:
            found: str | None = connection.execute(_VERSION).scalar()
        except DBAPIError:  # there is no such table yet
            return None
        return found


def _migrate_alone(connection: Connection) -> None:
    # On SQLite the transaction itself already shuts every other writer out.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
