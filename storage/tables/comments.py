"""What unit, group and section say to each other about a paper."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.base import Table, json_column


class CommentTable(Table, table=True):
    """Appended to, never changed. It hangs on a version, so that it goes where the paper goes."""

    __tablename__ = "paper_comment"

    id: int | None = Field(default=None, primary_key=True)
    hand_in_id: int = Field(foreign_key="hand_in.id", index=True)
    by: str
    name: str
    role: str
    text: str
    # Addresses of the workbook or words; what is returned names what has to be mended.
    cells: list[str] = Field(sa_column=json_column())
    returns: bool = False
    at: datetime
