"""People as they are read, each with the latest of their secondments: statements made once.

Columns, not rows of the tables: a large county has 100,000 people, and every message reads some.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Select, String, bindparam, cast, select
from sqlmodel import col

from storage.facts import decoded
from storage.made import Made
from storage.tables import PersonTable, SecondmentTable
from storage.views import Person, Secondment

Statement = Made | Select[Any]

EVER: Final = (
    select(
        *(
            col(PersonTable.id),
            col(PersonTable.name),
            col(PersonTable.unit_id),
            col(PersonTable.post),
            col(PersonTable.facts),
        ),
        *(
            col(SecondmentTable.host_unit_id),
            col(SecondmentTable.home),
            col(SecondmentTable.sent_by),
            col(SecondmentTable.start),
            col(SecondmentTable.end),
        ),
    )
    .outerjoin(SecondmentTable, col(SecondmentTable.person_id) == col(PersonTable.id))
    .order_by(col(PersonTable.id), col(SecondmentTable.start))
)
_STAYED: Final = col(PersonTable.left_at).is_(None)
EVERYBODY: Final = EVER.where(_STAYED)
ONE: Final = Made(EVER.where(col(PersonTable.id) == bindparam("id")))
OF_UNIT: Final = Made(EVERYBODY.where(col(PersonTable.unit_id) == bindparam("unit")))
THESE: Final = EVERYBODY.where(col(PersonTable.id).in_(bindparam("ids", expanding=True)))
OF_UNITS: Final = EVERYBODY.where(col(PersonTable.unit_id).in_(bindparam("units", expanding=True)))
CALLED: Final = EVERYBODY.where(col(PersonTable.name).in_(bindparam("names", expanding=True)))
NAMED: Final = Made(EVERYBODY.where(col(PersonTable.name) == bindparam("name")))
EVER_AT: Final = Made(
    EVERYBODY.where(
        col(PersonTable.id).in_(
            select(col(SecondmentTable.person_id)).where(
                col(SecondmentTable.host_unit_id) == bindparam("unit")
            )
        )
    )
)
LEFT_AT: Final = Made(
    select(col(PersonTable.left_at)).where(col(PersonTable.id) == bindparam("id"))
)
# The text of all facts is searched.
TOLD: Final = select(col(PersonTable.id), col(PersonTable.facts)).where(
    _STAYED, cast(col(PersonTable.facts), String).like(bindparam("fact"))
)


def read(rows: Iterable[Any]) -> list[Person]:
    """Of several secondments the latest counts; rows come in the order they began."""
    return list({row[0]: _person(*row) for row in rows}.values())


def _person(
    id: int,
    name: str,
    unit_id: int,
    post: str,
    facts: dict[str, Any],
    host: int | None,
    *seconded: Any,  # the rest of the secondment, in the order of its fields
) -> Person:
    away = Secondment(host, *seconded) if host is not None else None
    told = {fact: decoded(value) for fact, value in facts.items()}
    return Person(id, name, unit_id, post, told, away)
