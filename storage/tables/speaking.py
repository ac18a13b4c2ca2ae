"""What each unit owes in numbers; what we said and may say of our own accord."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from storage.tables.base import Table, json_column


class UnitRevisionTable(Table, table=True):
    """Goes up by one whenever something changes that a unit's papers rest on."""

    __tablename__ = "unit_revision"

    # No foreign key: the number of a unit that is gone must outlive it.
    unit_id: int = Field(primary_key=True)
    revision: int


class OwedStampTable(Table, table=True):
    """Of which revision of a unit, and of which version of the rulings, its counts are."""

    __tablename__ = "owed_stamp"

    plan_id: str = Field(primary_key=True)
    unit_id: int = Field(primary_key=True)
    version: str
    revision: int


class OwedTable(Table, table=True):
    """How many of a unit's papers of one kind are in one state: missing, or a hand-in's status."""

    __tablename__ = "owed"

    plan_id: str = Field(primary_key=True)
    unit_id: int = Field(primary_key=True)
    paper: str = Field(primary_key=True)
    status: str = Field(primary_key=True)
    deadline_id: str
    number: int


class SaidTable(Table, table=True):
    """The ledger: each message that reached somebody of our own accord, and why."""

    __tablename__ = "said"

    key: str = Field(primary_key=True)
    plan_id: str = Field(index=True)
    userid: str
    unit_id: int | None = None
    why: str
    at: datetime


class OpenCardTable(Table, table=True):
    """A reminder on somebody's screen that is taken back once its gaps are closed."""

    __tablename__ = "open_card"

    key: str = Field(primary_key=True)
    plan_id: str = Field(index=True)
    userid: str
    unit_id: int
    deadlines: list[str] = Field(sa_column=json_column())
    # With a code the card is changed; without one the message is recalled.
    response_code: str = ""
    msgid: str
    sent_at: datetime


class AbsenceTable(Table, table=True):
    """Days of leave; nobody is written to on them."""

    __tablename__ = "absence"

    id: int | None = Field(default=None, primary_key=True)
    userid: str = Field(index=True)
    first: date
    last: date
    at: datetime


class SnoozeTable(Table, table=True):
    """Until the morning of that day a unit asked not to be reminded."""

    __tablename__ = "snooze"

    unit_id: int = Field(primary_key=True)
    until: date
    by: str
    at: datetime


class ContactTable(Table, table=True):
    """Which clerk a unit wants to be written to first."""

    __tablename__ = "unit_contact"

    unit_id: int = Field(primary_key=True)
    userid: str
    by: str
    at: datetime


class SpeakingSettingTable(Table, table=True):
    """What supervision staff set for a season, such as the most messages a unit may get."""

    __tablename__ = "speaking_setting"

    plan_id: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: dict[str, Any] = Field(sa_column=json_column())
    by: str
    at: datetime


class QuietTable(Table, table=True):
    """Until when a channel asked every process of ours to send nothing."""

    __tablename__ = "channel_quiet"

    app: str = Field(primary_key=True)
    until: datetime
    refusals: int
