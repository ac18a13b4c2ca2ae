"""Rows of all tables as lines of text that any of our databases can take back."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, column, func, insert, select, table, update

from storage.tables import METADATA, JsonType

_MANY: Final = 500
Row = dict[str, Any]


def tables() -> list[Table]:
    """Every table of ours, what is referred to before what refers to it."""
    return list(METADATA.sorted_tables)


def lines_of(connection: Connection, of: Table) -> Iterator[str]:
    """Each row as one line of JSON."""
    order = list(of.primary_key.columns)
    rows = connection.execution_options(stream_results=True).execute(select(of).order_by(*order))
    is_json = {each.name: isinstance(each.type, JsonType) for each in of.columns}
    for row in rows.mappings():
        values = {name: _told(value, is_json[name]) for name, value in row.items()}
        yield json.dumps(values, ensure_ascii=False)


def _told(value: Any, is_json: bool) -> Any:
    """Marked with what it is, where plain JSON would not tell."""
    if is_json:
        return {"json": value}
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    [(what, said)] = value.items()
    if what == "json":
        return said
    return datetime.fromisoformat(said) if what == "at" else date.fromisoformat(said)


def put_back(connection: Connection, of: Table, lines: Iterable[str]) -> int:
    """Insert the rows of one table; how many.

    Only the columns that the lines have: the schema may be older than ours.
    """
    rows = ({name: _read(value) for name, value in json.loads(one).items()} for one in lines)
    parents = [each.name for each in of.columns if _points_at_itself(each, of)]
    later: list[Row] = []
    count = 0
    while some := list(islice(rows, _MANY)):
        for row in some:
            later += [{"id": row["id"], one: row[one]} for one in parents if row[one] is not None]
            row.update(dict.fromkeys(parents))
        connection.execute(insert(_bare(of, some[0])), some)
        count += len(some)
    for row in later:
        [name] = set(row) - {"id"}
        change = update(of).where(of.c.id == row["id"]).values({name: row[name]})
        connection.execute(change)
    _count_on(connection, of)
    return count


def number_of(connection: Connection, of: Table) -> int:
    """How many rows it has."""
    return connection.execute(select(func.count()).select_from(of)).scalar_one()


def _points_at_itself(each: Column[Any], of: Table) -> bool:
    return any(key.column.table is of for key in each.foreign_keys)


def _bare(of: Table, row: Mapping[str, Any]) -> Any:
    """The table with the columns of this row and nothing that fills in others."""
    known = {each.name: each.type for each in of.columns}
    return table(of.name, *(column(name, known.get(name)) for name in row))


def _count_on(connection: Connection, of: Table) -> None:
    """On PostgreSQL the next row's number must come after those put back."""
    numbered = of.autoincrement_column
    if connection.dialect.name == "postgresql" and numbered is not None:
        sequence = func.pg_get_serial_sequence(f'"{of.name}"', numbered.name)
        last = select(func.max(numbered)).scalar_subquery()
        connection.execute(select(func.setval(sequence, last)))
