"""Running numbers without gaps: one series each for receipts, cases, slips."""

from typing import Final

from sqlmodel import Session, select

from storage.engine import insert_once
from storage.tables import RunningNumberTable

_LARGEST: Final = 2**31 - 1  # of an integer column of PostgreSQL


def may_be_given(number: int) -> bool:
    """Whether any row can have this number; a larger one, typed by somebody, breaks a look-up."""
    return 0 < number <= _LARGEST


def next_number(session: Session, series: str) -> int:
    """The next number of a series; its row stays locked until the commit."""
    insert_once(session, RunningNumberTable, {"series": series, "last": 0})
    found = select(RunningNumberTable).where(RunningNumberTable.series == series)
    row = session.exec(found.with_for_update().execution_options(populate_existing=True)).one()
    row.last += 1
    session.add(row)
    return row.last
