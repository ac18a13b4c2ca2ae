"""What units and members put to the supervision section that asks for no ruling."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Table, json_column


class MatterTable(Table, table=True):
    """A later date asked for, words for a human, an answer found wrong.

    `context` is what was handed over with it. `day` is the date asked for, `granted` the one given.
    """

    __tablename__ = "matter"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str = Field(index=True)
    number: int
    kind: str
    state: str
    # What it is about while it is open, then NULL: it is never put twice.
    open_key: str | None = Field(default=None, unique=True)
    by: str
    at: datetime
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    paper: str = ""
    words: str = ""
    context: list[dict[str, Any]] = Field(sa_column=json_column())
    day: date | None = None
    granted: date | None = None
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None


class CaseFileTable(Table, table=True):
    """A file that belongs to a case; never changed."""

    __tablename__ = "case_file"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="petition_case.id", index=True)
    sha256: str
    name: str
    media_type: str
    by: str
    at: datetime
