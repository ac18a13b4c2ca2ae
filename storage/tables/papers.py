"""Papers handed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Table, json_column


class HandInTable(Table, table=True):
    """One version of a paper, as it was handed in."""

    __tablename__ = "hand_in"
    # person_key is the person's id, or 0 for a paper of the unit: NULLs are never equal in a
    # unique key, and two second versions must be.
    __table_args__ = (
        UniqueConstraint("plan_id", "unit_id", "paper", "person_key", "part", "version"),
    )

    id: int | None = Field(default=None, primary_key=True)
    receipt: str = Field(unique=True)
    plan_id: str
    unit_id: int = Field(foreign_key="unit.id")
    paper: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    person_key: int = 0
    # "data" or "signed", see storage.views.Part; each is counted through by itself.
    part: str = "data"
    version: int
    sha256: str
    size: int
    filename: str
    media_type: str
    by: str
    at: datetime
    status: str
    findings: list[dict[str, Any]] = Field(sa_column=json_column())
    summary: dict[str, Any] = Field(sa_column=json_column())
    ended_by: str = ""
    ended_at: datetime | None = None
    reason: str = ""


class RunningNumberTable(Table, table=True):
    """The last number given in a series, so that none is given twice."""

    __tablename__ = "running_number"

    series: str = Field(primary_key=True)
    last: int


class HandInStepTable(Table, table=True):
    """The way of a paper: appended to, never changed."""

    __tablename__ = "hand_in_step"

    id: int | None = Field(default=None, primary_key=True)
    hand_in_id: int = Field(foreign_key="hand_in.id", index=True)
    status: str
    by: str
    at: datetime
    reason: str = ""
