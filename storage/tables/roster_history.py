"""What was changed on the roster during the season: appended to, never changed."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from storage.tables.base import Table, json_column


class RosterChangeTable(Table, table=True):
    """Triggers of migration 0008 refuse to change or delete a row.

    `entity` and `entity_id` name a row that may be gone by now; a secondment is told as a field of
    its person. `field` is empty where the whole row came (`before` null) or went (`after` null).
    """

    __tablename__ = "roster_change"

    id: int | None = Field(default=None, primary_key=True)
    entity: str = Field(index=True)
    entity_id: str = Field(index=True)
    field: str
    # {"is": value}: a JSON null of its own would not be told from no value on every database.
    before: dict[str, Any] = Field(sa_column=json_column())
    after: dict[str, Any] = Field(sa_column=json_column())
    at: datetime
    by: str
