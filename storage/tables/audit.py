"""Who did and was told what: appended to, never changed."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from storage.tables.base import Table, json_column


class AuditTable(Table, table=True):
    """Triggers of migration 0006 refuse to change or delete a row."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    by: str = Field(index=True)
    act: str = Field(index=True)
    # What it was done to: a topic, a receipt, a deadline, a case, a unit.
    subject: str = ""
    unit_id: int | None = Field(default=None, index=True)
    detail: dict[str, Any] = Field(sa_column=json_column())
