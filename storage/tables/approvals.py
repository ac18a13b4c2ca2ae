"""Deeds that one of two people has confirmed."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.base import Table


class ApprovalTable(Table, table=True):
    """`mark`: of the exact deed, as it was shown. Gone once the second has done it."""

    __tablename__ = "approval"

    mark: str = Field(primary_key=True)
    by: str
    at: datetime
