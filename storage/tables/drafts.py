"""Papers that are being filled in on a page."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Table, json_column


class DraftTable(Table, table=True):
    """Names no unit: a draft goes where the person goes.

    `entries`: by blank, text, who wrote it and when (ISO 8601).
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("plan_id", "paper", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str
    paper: str
    person_id: int = Field(foreign_key="person.id", index=True)
    entries: dict[str, Any] = Field(sa_column=json_column())
    revision: int = 0
    at: datetime
    ready_by: str = ""
    ready_at: datetime | None = None
