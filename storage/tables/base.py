"""What every table is made from."""

from typing import Any

from sqlalchemy import JSON, Column, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry
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


def json_column(*, nullable: bool = False) -> Column[Any]:
    """A column of JSON, the binary kind on PostgreSQL."""
    return Column(JSON().with_variant(JSONB(), "postgresql"), nullable=nullable)


class Table(SQLModel, registry=registry(metadata=METADATA)):
    """A metadata of our own: other packages of the process may use SQLModel too."""
