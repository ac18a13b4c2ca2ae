"""Who is logged in on the pages."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.base import Table


class WebSessionTable(Table, table=True):
    """`mark`: a hash of what the browser keeps, which nobody can log in with."""

    __tablename__ = "web_session"

    id: int | None = Field(default=None, primary_key=True)
    mark: str = Field(unique=True)
    userid: str = Field(index=True)
    browser: str
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None
    ended_by: str = ""
