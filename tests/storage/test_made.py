"""Statements on the driver's own cursor: the same types and the same errors as SQLAlchemy's."""

from datetime import datetime

import pytest
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col
from sqlmodel import select as sqlmodel_select

from storage import Store
from storage.made import Made
from storage.tables import METADATA, OutboxTable, TalkTable

KEEP = Made(insert(TalkTable), ("userid", "memory", "at"))
FIND = Made(
    select(col(TalkTable.userid), col(TalkTable.memory), col(TalkTable.at)).where(
        col(TalkTable.userid) == bindparam("id"), col(TalkTable.userid) != "nobody"
    )
)
MEMORY = {"text": "附件8“定在”1月6号", "lately": [["问", "答"]], "season": None}


def session_of(store: Store) -> Session:
    return Session(store._engine)


def test_values_come_back_as_they_went_in(store: Store, now: datetime) -> None:
    with session_of(store) as session:
        assert KEEP.changed(session, userid="wang", memory=MEMORY, at=now) == 1
        row = FIND.first(session, id="wang")
        assert (row.userid, row.memory, row.at) == ("wang", MEMORY, now)
        assert FIND.first(session, id="li") is None
        assert FIND.rows(session, id="nobody") == []


def test_sqlalchemy_reads_what_was_written_so(store: Store, now: datetime) -> None:
    with session_of(store) as session:
        KEEP.changed(session, userid="wang", memory=MEMORY, at=now)
        row = session.get_one(TalkTable, "wang")
        assert (row.memory, row.at) == (MEMORY, now)


def test_what_the_database_refuses_is_told_without_what_somebody_wrote(
    store: Store, now: datetime
) -> None:
    with session_of(store) as session:
        KEEP.changed(session, userid="wang", memory=MEMORY, at=now)
        with pytest.raises(IntegrityError) as refused:
            KEEP.changed(session, userid="wang", memory=MEMORY, at=now)
        assert "附件8" not in str(refused.value)
        session.rollback()
        assert session.execute(text("SELECT count(*) FROM talk")).scalar() == 0


def test_a_day_without_a_time_zone_is_refused(store: Store, now: datetime) -> None:
    with session_of(store) as session, pytest.raises(ValueError, match="timezone"):
        KEEP.changed(session, userid="wang", memory=MEMORY, at=now.replace(tzinfo=None))


def test_a_column_that_is_not_given_has_what_it_has_by_default(store: Store, now: datetime) -> None:
    given = {"key": "k", "to": "wang", "payload": MEMORY, "due": now, "next_at": now}
    with session_of(store) as session:
        assert Made(insert(OutboxTable), tuple(given)).changed(session, **given) == 1
        row = session.exec(sqlmodel_select(OutboxTable)).one()
        assert (row.state, row.pieces, row.owner, row.payload) == ("waiting", 1, "", MEMORY)


def test_no_table_of_ours_has_a_default_that_changes() -> None:
    columns = (one for table in METADATA.sorted_tables for one in table.columns)
    changing = [
        str(one) for one in columns if one.default is not None and not one.default.is_scalar
    ]
    assert not changing, "`Made` gives the same value each time"
