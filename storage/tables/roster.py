"""Units, people, secondments and the members who write to us."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables.base import Table, json_column


class GroupTable(Table, table=True):
    """An assessment group, which is in charge of units."""

    __tablename__ = "assessment_group"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class UnitTable(Table, table=True):
    """A unit of the county."""

    __tablename__ = "unit"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    kind: str
    short_names: list[str] = Field(sa_column=json_column())
    group_id: int | None = Field(default=None, foreign_key="assessment_group.id", index=True)
    superior_id: int | None = Field(default=None, foreign_key="unit.id")
    # Out of the season since then; what was handed in stays.
    left_at: datetime | None = None


class PersonTable(Table, table=True):
    """A person on the roster, at one unit."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    unit_id: int = Field(foreign_key="unit.id")
    post: str
    facts: dict[str, Any] = Field(sa_column=json_column())
    left_at: datetime | None = None


class SecondmentTable(Table, table=True):
    """A person's time at another unit, from and to which day."""

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
    """An account of WeCom and what it may do here."""

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
