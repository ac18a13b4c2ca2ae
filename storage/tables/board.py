"""What supervision staff taught: how a question nobody could read is answered from now on."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.base import Table


class LessonTable(Table, table=True):
    """`topic` is one of the plan's, or empty: then `words` is the section's own answer."""

    __tablename__ = "lesson"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str = Field(index=True)
    example: str
    topic: str = ""
    words: str = ""
    by: str
    at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None
