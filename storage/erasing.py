"""Letting go of a season's personal data: what is deleted, past the guards of the database.

Nothing else in the product deletes from the tables that only grow. The guards are off for the one
transaction alone; marks of what is kept in memory are changed as ever.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, delete, func, or_, select, text, true
from sqlmodel import Session, col

from storage import tables as t
from storage.tables import METADATA

Counts = dict[str, int]
# Of the roster only who and what left it: the rest is the next season's.
_ROSTER: Final = ("person", "secondment", "member", "unit", "assessment_group", "unit_contact")
_OF_MEMBERS: Final = ("absence", "snooze", "own_quiet", "own_reminder", "web_session")
_ROSTER_TOO: Final = (*_ROSTER, *_OF_MEMBERS, "unit_revision")


def would_erase(session: Session, plan_id: str, until: datetime, *, roster: bool) -> Counts:
    """How many rows of each table would go."""
    wanted = _wanted(plan_id, until, roster=roster)
    connection = session.connection()
    counts = {
        table.name: connection.execute(
            select(func.count()).select_from(table).where(wanted[table.name])
        ).scalar_one()
        for table in METADATA.sorted_tables
        if table.name in wanted
    }
    return {name: number for name, number in counts.items() if number}


def erase(session: Session, plan_id: str, until: datetime, *, roster: bool) -> Counts:
    """Delete the rows, what refers before what is referred to; how many of each table."""
    session.flush()
    wanted = _wanted(plan_id, until, roster=roster)
    connection = session.connection()
    doomed = [table for table in reversed(METADATA.sorted_tables) if table.name in wanted]
    counts: Counts = {}
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA secure_delete = ON"))  # zeros where the rows were
    with _without_guards(connection, doomed):
        if roster:
            connection.execute(t.UnitTable.__table__.update().values(superior_id=None))  # type: ignore[attr-defined]
        for table in doomed:
            counts[table.name] = connection.execute(
                delete(table).where(wanted[table.name])
            ).rowcount
    session.expire_all()
    return {name: number for name, number in counts.items() if number}


def _wanted(plan_id: str, until: datetime, *, roster: bool) -> Mapping[str, ColumnElement[bool]]:
    """Which rows of which table. What is of no season goes by when it was."""
    handins = select(col(t.HandInTable.id)).where(col(t.HandInTable.plan_id) == plan_id)
    cases = select(col(t.CaseTable.id)).where(col(t.CaseTable.plan_id) == plan_id)
    wanted: dict[str, ColumnElement[bool]] = {
        "hand_in_step": col(t.HandInStepTable.hand_in_id).in_(handins),
        "paper_comment": col(t.CommentTable.hand_in_id).in_(handins),
        "case_note": col(t.CaseNoteTable.case_id).in_(cases),
        "case_file": col(t.CaseFileTable.case_id).in_(cases),
        "matter": col(t.MatterTable.plan_id) == plan_id,
        "case_asker": col(t.CaseAskerTable.case_id).in_(cases),
        "precedent": col(t.PrecedentTable.case_id).in_(cases),
        "decided": col(t.DecidedTable.case_id).in_(cases),
        "hand_in": col(t.HandInTable.plan_id) == plan_id,
        "draft": col(t.DraftTable.plan_id) == plan_id,
        "petition_case": col(t.CaseTable.plan_id) == plan_id,
        "decision_slip": col(t.SlipTable.plan_id) == plan_id,
        "told": col(t.ToldTable.plan_id) == plan_id,
        "said": col(t.SaidTable.plan_id) == plan_id,
        "open_card": col(t.OpenCardTable.plan_id) == plan_id,
        "owed": col(t.OwedTable.plan_id) == plan_id,
        "owed_stamp": col(t.OwedStampTable.plan_id) == plan_id,
        "inbox": col(t.InboxTable.at) <= until,
        "talk": col(t.TalkTable.at) <= until,
        "unread": col(t.UnreadTable.at) <= until,
        "outbox": col(t.OutboxTable.due) <= until,
        "notice": col(t.NoticeTable.at) <= until,
        "audit": col(t.AuditTable.at) <= until,
        "roster_change": col(t.RosterChangeTable.at) <= until,
        "absence": col(t.AbsenceTable.at) <= until,
        "own_reminder": (col(t.OwnReminderTable.changed_at) <= until)
        & (col(t.OwnReminderTable.state).in_(("sent", "dropped"))),
        "approval": col(t.ApprovalTable.at) <= until,
        "web_session": col(t.WebSessionTable.seen_at) <= until,
    }
    if roster:
        return wanted | {name: true() for name in _ROSTER_TOO}
    return wanted | _left(plan_id, until)


def _left(plan_id: str, until: datetime) -> dict[str, ColumnElement[bool]]:
    """People who left the roster in the season, unless something of another season names them."""
    gone = col(t.PersonTable.left_at) <= until
    named = or_(
        *(
            col(t.PersonTable.id).in_(select(column).where(column.is_not(None), *others))
            for column, others in (
                (col(t.HandInTable.person_id), [col(t.HandInTable.plan_id) != plan_id]),
                (col(t.DraftTable.person_id), [col(t.DraftTable.plan_id) != plan_id]),
                (col(t.CaseTable.person_id), [col(t.CaseTable.plan_id) != plan_id]),
                (col(t.MatterTable.person_id), [col(t.MatterTable.plan_id) != plan_id]),
                (col(t.MemberTable.person_id), []),
            )
        )
    )
    people = select(col(t.PersonTable.id)).where(gone, ~named)
    return {
        "person": col(t.PersonTable.id).in_(people),
        "secondment": col(t.SecondmentTable.person_id).in_(people),
    }


@contextmanager
def _without_guards(connection: Connection, doomed: list[Table]) -> Iterator[None]:
    """Let rows of these tables go; the guards stand again before the commit."""
    names = [table.name for table in doomed]
    if connection.dialect.name == "postgresql":
        guards = [one for one in connection.execute(_GUARDS_POSTGRESQL) if one[0] in names]
        for table, guard in guards:
            connection.execute(text(f'ALTER TABLE "{table}" DISABLE TRIGGER "{guard}"'))
        yield
        for table, guard in guards:
            connection.execute(text(f'ALTER TABLE "{table}" ENABLE TRIGGER "{guard}"'))
        return
    found: list[Any] = [one for one in connection.execute(_GUARDS_SQLITE) if one[0] in names]
    for _, guard, _ in found:
        connection.execute(text(f'DROP TRIGGER "{guard}"'))
    yield
    for _, _, made in found:
        connection.exec_driver_sql(made)


_GUARDS_SQLITE: Final = text(
    "SELECT tbl_name, name, sql FROM sqlite_master "
    "WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"
)
_GUARDS_POSTGRESQL: Final = text(
    "SELECT c.relname, g.tgname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid "
    "JOIN pg_proc p ON p.oid = g.tgfoid "
    "WHERE NOT g.tgisinternal AND p.proname LIKE '%only_grows'"
)
