"""What became of a season: closed, archived, erased."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from storage.tables.base import Table, json_column


class SeasonStepTable(Table, table=True):
    """Triggers of migration 0014 refuse to change or delete a row; no personal data is in it."""

    __tablename__ = "season_step"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str = Field(index=True)
    step: str
    by: str
    at: datetime
    detail: dict[str, Any] = Field(sa_column=json_column())
