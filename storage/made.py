"""Statements made once and run on the driver's own cursor.

SQLAlchemy takes about 15 µs around a statement that takes SQLite 4. What every message asks goes
without it; types, errors and the transaction are those of the session all the same.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement
from sqlmodel import Session

# What a library gives: a value of a column, or a row, whose columns have names and places.
Found = Any
_Turn = Callable[[Found], Found]  # a value as the driver wants it, or as we do


class Made:
    """One statement. Its values are named and of a fixed number: no lists among them.

    `statement`: one for all databases, or by dialect (`storage.engine.each_dialect`). `columns`:
    what an insert brings.
    """

    def __init__(
        self,
        statement: ClauseElement | Callable[[str], ClauseElement],
        columns: Sequence[str] | None = None,
    ) -> None:
        self._statement, self._columns = statement, columns
        self._ready: dict[str, _Ready] = {}

    def rows(self, session: Session, **values: object) -> list[Found]:
        """What it finds, or returns of what it changed; columns by name and by place."""
        return self._run(session, values)[0]

    def first(self, session: Session, **values: object) -> Found:
        """The first row, None where there is none."""
        found = self.rows(session, **values)
        return found[0] if found else None

    def changed(self, session: Session, **values: object) -> int:
        """Run it; how many rows it changed."""
        return self._run(session, values)[1]

    def _run(self, session: Session, values: Mapping[str, object]) -> tuple[list[Found], int]:
        connection = session.connection()
        name = connection.dialect.name
        ready = self._ready.get(name)
        if ready is None:
            one = self._statement
            statement = one if isinstance(one, ClauseElement) else one(name)
            ready = self._ready[name] = _Ready(statement, self._columns, connection.dialect)
        return ready.run(connection, values)


class _Ready:
    """A statement as one dialect writes it, and how values cross over."""

    def __init__(
        self, statement: ClauseElement, columns: Sequence[str] | None, dialect: Dialect
    ) -> None:
        compiled: Found = statement.compile(dialect=dialect, column_keys=columns)
        self._sql = str(compiled)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._placed = bool(compiled.positional)
        self._order: Final[list[tuple[str, _Turn | None]]] = [
            (name, binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in (compiled.positiontup if self._placed else binds)
        ]
        # What stands in the statement itself; the rest is given anew by each run.
        self._fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
        # And what a column has where nothing is given: always the same, with our tables.
        self._fixed |= {column.key: column.default.arg for column in compiled.insert_prefetch}
        found = tuple(getattr(statement, "exported_columns", ()))
        self._row = namedtuple("Row", [one.name for one in found], rename=True) if found else None
        back = [one.type.dialect_impl(dialect).result_processor(dialect, None) for one in found]
        self._back: Final[list[tuple[int, _Turn]]] = [
            (place, turn) for place, turn in enumerate(back) if turn is not None
        ]

    def run(self, connection: Connection, values: Mapping[str, object]) -> tuple[list[Found], int]:
        given = {**self._fixed, **values} if self._fixed else values
        bound = [turn(given[name]) if turn else given[name] for name, turn in self._order]
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self._sql, bound if self._placed else self._named(bound))
            rows = [self._read(row) for row in cursor.fetchall()] if self._row else []
            return rows, cursor.rowcount
        except connection.dialect.loaded_dbapi.Error as error:
            raise self._told(connection, cursor, error) from error
        finally:
            cursor.close()

    def _named(self, bound: Sequence[object]) -> dict[str, object]:
        return {name: value for (name, _), value in zip(self._order, bound, strict=True)}

    def _read(self, row: Sequence[Found]) -> Found:
        if not self._back:
            return self._row._make(row)  # type: ignore[union-attr]
        read = list(row)
        for place, turn in self._back:
            read[place] = turn(read[place])
        return self._row._make(read)  # type: ignore[union-attr]

    def _told(self, connection: Connection, cursor: DBAPICursor, error: Exception) -> BaseException:
        """The error as SQLAlchemy raises it, without the values: they are what somebody wrote."""
        dialect = connection.dialect
        gone = dialect.is_disconnect(error, connection.connection.dbapi_connection, cursor)  # type: ignore[arg-type]
        if gone:
            connection.invalidate(error)
        return DBAPIError.instance(
            self._sql,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=gone,
            dialect=dialect,
        )
