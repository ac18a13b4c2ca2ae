"""Cases, precedents, who was told, and decision slips."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Table, json_column


class CaseTable(Table, table=True):
    """What was put to the supervision section because the notice does not settle it."""

    __tablename__ = "petition_case"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str
    number: int
    # The plan and signature while the case is open, then NULL: a twin joins instead of opening.
    open_key: str | None = Field(default=None, unique=True)
    state: str
    topic: str
    axes: list[str] = Field(sa_column=json_column())
    facts: dict[str, Any] = Field(sa_column=json_column())
    rests: list[dict[str, Any]] = Field(sa_column=json_column())
    clauses: list[str] = Field(sa_column=json_column())
    signatures: list[str] = Field(sa_column=json_column())
    person_id: int | None = Field(default=None, foreign_key="person.id")
    # The question as it was asked.
    said: str = ""
    by: str
    at: datetime


class CaseAskerTable(Table, table=True):
    """Who put a case, or joined it."""

    __tablename__ = "case_asker"

    case_id: int = Field(foreign_key="petition_case.id", primary_key=True)
    userid: str = Field(primary_key=True)
    at: datetime


class CaseNoteTable(Table, table=True):
    """What the section asked back on a case, and what its askers told; never changed."""

    __tablename__ = "case_note"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="petition_case.id", index=True)
    by: str
    text: str
    at: datetime


class PrecedentTable(Table, table=True):
    """The answer to a case; its key is the case's, so that there is never a second one."""

    __tablename__ = "precedent"

    case_id: int = Field(foreign_key="petition_case.id", primary_key=True)
    outcome: dict[str, Any] = Field(sa_column=json_column())
    words: str
    reason: str
    by: str
    at: datetime
    # case: this case alone; all: whoever has the facts of `rests`, the case's own where NULL.
    scope: str = "all"
    rests: list[dict[str, Any]] | None = Field(default=None, sa_column=json_column(nullable=True))
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""


class ToldTable(Table, table=True):
    """Who was told that the notice contradicts itself or is silent on a case."""

    __tablename__ = "told"

    plan_id: str = Field(primary_key=True)
    signature: str = Field(primary_key=True)
    userid: str = Field(primary_key=True)
    # Empty where the matter is not one of an axis.
    axis: str = ""
    facts: dict[str, Any] = Field(sa_column=json_column())
    at: datetime


class DecidedTable(Table, table=True):
    """What a precedent decided: whose case, and who was answered."""

    __tablename__ = "decided"

    case_id: int = Field(foreign_key="petition_case.id", primary_key=True)
    userid: str = Field(primary_key=True)
    # The person's id, or 0 where nobody of the roster was meant: NULL cannot be part of a key.
    person_key: int = Field(primary_key=True)
    at: datetime


class SlipTable(Table, table=True):
    """A decision slip as it was handed out; never changed."""

    __tablename__ = "decision_slip"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str
    number: int
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    content: dict[str, Any] = Field(sa_column=json_column())
    by: str
    at: datetime
