"""What is to be sent, what was said of our own accord, access tokens."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from storage.tables.base import Table, json_column


class OutboxTable(Table, table=True):
    """A message that is to be sent: to whom, what, and how far it got."""

    __tablename__ = "outbox"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    to: str
    payload: dict[str, Any] = Field(sa_column=json_column())
    state: str = Field(default="waiting", index=True)
    due: datetime
    # When to look at it next: a waiting row's next try, a claimed row's end of lease.
    next_at: datetime = Field(index=True)
    owner: str = ""
    tries: int = 0
    error: str = ""
    msgid: str = ""
    sent_at: datetime | None = Field(default=None, index=True)
    # A long text goes out as several messages, and a channel counts each.
    pieces: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    # When it was last counted against the channel's limits: right before it was sent.
    counted_at: datetime | None = Field(default=None, index=True)


class TokenTable(Table, table=True):
    """The access token of an app of WeCom, and which process is fetching the next."""

    __tablename__ = "token"

    app: str = Field(primary_key=True)
    value: str = ""
    expires_at: datetime | None = None
    lease_owner: str = ""
    lease_until: datetime | None = None


class NoticeTable(Table, table=True):
    """What was said of our own accord, so that it is said once."""

    __tablename__ = "notice"

    key: str = Field(primary_key=True)
    at: datetime


class PulseTable(Table, table=True):
    """When something that should happen again and again happened last."""

    __tablename__ = "pulse"

    name: str = Field(primary_key=True)
    at: datetime


class DayTotalTable(Table, table=True):
    """How many messages were sent on a day, by all processes together."""

    __tablename__ = "day_total"

    day: date = Field(primary_key=True)
    sent: int


class DutyTable(Table, table=True):
    """Which process does what one of several does for all, and until when."""

    __tablename__ = "duty"

    name: str = Field(primary_key=True)
    owner: str
    until: datetime


class TurnTable(Table, table=True):
    """Messages in the order they came to whatever process, until they are answered."""

    __tablename__ = "turn"

    id: int | None = Field(default=None, primary_key=True)
    sender: str = Field(index=True)
    owner: str
    at: datetime
