"""What members settled for themselves: reminders of their own, and hours in which we are quiet."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.base import Table, json_column


class OwnReminderTable(Table, table=True):
    """A reminder somebody asked for, at a moment or every week; the words are their own."""

    __tablename__ = "own_reminder"

    id: int | None = Field(default=None, primary_key=True)
    userid: str = Field(index=True)
    # Of those of one member that are open, so that it stays small; others may have had it before.
    number: int
    matter: str
    due: datetime = Field(index=True)
    # Every week on these, Monday is 0; empty: once.
    weekdays: list[int] = Field(sa_column=json_column())
    state: str
    at: datetime
    changed_at: datetime


class OwnQuietTable(Table, table=True):
    """When a member wants to hear nothing from us of our own accord. Times as 20:00, or empty."""

    __tablename__ = "own_quiet"

    userid: str = Field(primary_key=True)
    begins: str
    ends: str
    days_off: bool
    at: datetime
