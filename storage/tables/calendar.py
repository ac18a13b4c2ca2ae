"""Deadlines as ruled and days the county differs on."""

from datetime import date, datetime

from sqlmodel import Field

from storage.tables.base import Table


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


class WorkdayTable(Table, table=True):
    """Days on which the county differs from the national calendar."""

    __tablename__ = "workday"

    day: date = Field(primary_key=True)
    works: bool
    by: str
    at: datetime
