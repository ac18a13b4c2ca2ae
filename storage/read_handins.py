"""Hand-ins as they are read: the statement of every look at a unit's papers, made once."""

from typing import Final

from sqlalchemy import bindparam, inspect, select
from sqlmodel import col

from storage.made import Made
from storage.tables import HandInTable
from storage.views import HandIn, HandInStatus, Json, Part

OF_UNIT: Final = Made(
    select(*(one for one in inspect(HandInTable).columns if one.key != "person_key"))
    .where(
        col(HandInTable.plan_id) == bindparam("plan"), col(HandInTable.unit_id) == bindparam("unit")
    )
    .order_by(col(HandInTable.id))
)


def viewed(fields: dict[str, Json]) -> HandIn:
    """A row as others see it. `fields`: its columns but the one that makes its key whole."""
    told = {
        "status": HandInStatus(fields["status"]),
        "findings": tuple(dict(each) for each in fields["findings"]),
        "part": Part(fields["part"]),
    }
    return HandIn(**fields | told)
