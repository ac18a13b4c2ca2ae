"""What every table is made from."""

from typing import Any

from sqlalchemy import JSON, Column, Dialect, MetaData
from sqlalchemy.orm import registry
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import SQLModel

# Named constraints, so that later migrations can drop them on SQLite too.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class JsonType(TypeDecorator[object]):
    """JSON, on PostgreSQL its JSONB."""

    impl = JSON
    cache_ok = True
    should_evaluate_none = True  # as JSON itself: None that was given is kept as one
    hashable = False

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[object]:
        """Give the kind of JSON that `dialect` has."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON())
        # 3 MB that a process on SQLite does without.
        from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415

        return dialect.type_descriptor(JSONB())

    def coerce_compared_value(self, op: OperatorType | None, value: object) -> TypeEngine[object]:
        """Compare with values as JSON itself does."""
        return self.impl_instance.coerce_compared_value(op, value)


def json_column(*, nullable: bool = False) -> Column[Any]:
    """A column of JSON, the binary kind on PostgreSQL."""
    return Column(JsonType(), nullable=nullable)


class Table(SQLModel, registry=registry(metadata=METADATA)):
    """A metadata of our own: other packages of the process may use SQLModel too."""
