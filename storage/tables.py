"""The tables. Private to storage: everyone else sees storage.views."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, MetaData, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

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


def _json() -> Column[Any]:
    return Column(JSON().with_variant(JSONB(), "postgresql"), nullable=False)


class Table(SQLModel, registry=registry(metadata=METADATA)):
    """A metadata of our own: other packages of the process may use SQLModel too."""


class GroupTable(Table, table=True):
    __tablename__ = "assessment_group"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class UnitTable(Table, table=True):
    __tablename__ = "unit"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    kind: str
    short_names: list[str] = Field(sa_column=_json())
    group_id: int | None = Field(default=None, foreign_key="assessment_group.id", index=True)
    superior_id: int | None = Field(default=None, foreign_key="unit.id")


class PersonTable(Table, table=True):
    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    unit_id: int = Field(foreign_key="unit.id")
    post: str
    facts: dict[str, Any] = Field(sa_column=_json())


class SecondmentTable(Table, table=True):
    __tablename__ = "secondment"
    __table_args__ = (UniqueConstraint("person_id", "host_unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    host_unit_id: int = Field(foreign_key="unit.id", index=True)
    home: str
    sent_by: str
    start: date
    end: date | None = None


class MemberTable(Table, table=True):
    __tablename__ = "member"

    userid: str = Field(primary_key=True)
    name: str
    role: str = Field(index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    group_id: int | None = Field(default=None, foreign_key="assessment_group.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    # The order of the imported sheet: the first clerk named is the first one written to.
    position: int = 0
    reachable: bool = True
    why_not: str = ""


class InboxTable(Table, table=True):
    __tablename__ = "inbox"

    message_id: str = Field(primary_key=True)
    sender: str
    at: datetime
    reply: str | None = None


class TalkTable(Table, table=True):
    __tablename__ = "talk"

    userid: str = Field(primary_key=True)
    memory: dict[str, Any] = Field(sa_column=_json())
    at: datetime


class HandInTable(Table, table=True):
    __tablename__ = "hand_in"
    # person_key is the person's id, or 0 for a paper of the unit: NULLs are never equal in a
    # unique key, and two second versions must be.
    __table_args__ = (UniqueConstraint("plan_id", "unit_id", "paper", "person_key", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    receipt: str = Field(unique=True)
    plan_id: str
    unit_id: int = Field(foreign_key="unit.id")
    paper: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    person_key: int = 0
    version: int
    sha256: str
    size: int
    filename: str
    media_type: str
    by: str
    at: datetime
    status: str
    findings: list[dict[str, Any]] = Field(sa_column=_json())
    summary: dict[str, Any] = Field(sa_column=_json())
    ended_by: str = ""
    ended_at: datetime | None = None
    reason: str = ""


class RunningNumberTable(Table, table=True):
    __tablename__ = "running_number"

    series: str = Field(primary_key=True)
    last: int


class OutboxTable(Table, table=True):
    __tablename__ = "outbox"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    to: str
    payload: dict[str, Any] = Field(sa_column=_json())
    state: str = Field(default="waiting", index=True)
    due: datetime
    # When to look at it next: a waiting row's next try, a claimed row's end of lease.
    next_at: datetime = Field(index=True)
    owner: str = ""
    tries: int = 0
    error: str = ""
    msgid: str = ""
    sent_at: datetime | None = None


class TokenTable(Table, table=True):
    __tablename__ = "token"

    app: str = Field(primary_key=True)
    value: str = ""
    expires_at: datetime | None = None
    lease_owner: str = ""
    lease_until: datetime | None = None


class DateTable(Table, table=True):
    """Appended to, never changed: the newest row of a deadline is in force."""

    __tablename__ = "deadline_ruling"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str = Field(index=True)
    deadline_id: str
    effective: date | None = None
    status: str
    by: str
    at: datetime


class NoticeTable(Table, table=True):
    """What was said of our own accord, so that it is said once."""

    __tablename__ = "notice"

    key: str = Field(primary_key=True)
    at: datetime


class WorkdayTable(Table, table=True):
    """Days on which the county differs from the national calendar."""

    __tablename__ = "workday"

    day: date = Field(primary_key=True)
    works: bool
    by: str
    at: datetime


class UnreadTable(Table, table=True):
    __tablename__ = "unread"

    id: int | None = Field(default=None, primary_key=True)
    text: str
    at: datetime


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
    axes: list[str] = Field(sa_column=_json())
    facts: dict[str, Any] = Field(sa_column=_json())
    rests: list[dict[str, Any]] = Field(sa_column=_json())
    clauses: list[str] = Field(sa_column=_json())
    signatures: list[str] = Field(sa_column=_json())
    person_id: int | None = Field(default=None, foreign_key="person.id")
    by: str
    at: datetime


class CaseAskerTable(Table, table=True):
    """Who put a case, or joined it."""

    __tablename__ = "case_asker"

    case_id: int = Field(foreign_key="petition_case.id", primary_key=True)
    userid: str = Field(primary_key=True)
    at: datetime


class PrecedentTable(Table, table=True):
    """The answer to a case; its key is the case's, so that there is never a second one."""

    __tablename__ = "precedent"

    case_id: int = Field(foreign_key="petition_case.id", primary_key=True)
    outcome: dict[str, Any] = Field(sa_column=_json())
    words: str
    reason: str
    by: str
    at: datetime
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
    facts: dict[str, Any] = Field(sa_column=_json())
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
    content: dict[str, Any] = Field(sa_column=_json())
    by: str
    at: datetime
