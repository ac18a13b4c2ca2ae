"""Messages taken in, open conversations, questions nobody could read."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from storage.tables.base import Table, json_column


class InboxTable(Table, table=True):
    """A message taken in, with the answer it got: the same again gets the same."""

    __tablename__ = "inbox"

    message_id: str = Field(primary_key=True)
    sender: str
    at: datetime
    reply: str | None = None


class TalkTable(Table, table=True):
    """What an open conversation rests on."""

    __tablename__ = "talk"

    userid: str = Field(primary_key=True)
    memory: dict[str, Any] = Field(sa_column=json_column())
    at: datetime


class UnreadTable(Table, table=True):
    """A question nobody could read."""

    __tablename__ = "unread"

    id: int | None = Field(default=None, primary_key=True)
    text: str
    at: datetime
