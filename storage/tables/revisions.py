"""Marks of what is kept in memory: changed by the database whenever that is."""

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from storage.tables.base import Table


class RevisionTable(Table, table=True):
    """Triggers of migration 0011 give a new random mark on every change.

    A count would come to the same number again where a change is taken back and another follows.
    """

    __tablename__ = "revision"

    scope: str = Field(primary_key=True)
    mark: int = Field(sa_column=Column(BigInteger(), nullable=False))
