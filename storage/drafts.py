"""Drafts of papers, one a plan, paper and person; kept until the next plan, written over freely."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from storage.audit import note
from storage.engine import insert_once
from storage.tables import DraftTable
from storage.views import Act, Draft, Entry


class Drafts:
    """What was typed into forms and not handed in yet, or was since."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_people(self, person_ids: Collection[int], *, plan_id: str) -> list[Draft]:
        """The drafts of these people's papers, in no order."""
        found = select(DraftTable).where(
            DraftTable.plan_id == plan_id, col(DraftTable.person_id).in_(sorted(person_ids))
        )
        return [_view(row) for row in self._session.exec(found)]

    def locked(self, paper: str, person_id: int, at: datetime, *, plan_id: str) -> Draft:
        """The draft, an empty one where there was none; nobody else writes it till the commit."""
        key = {"plan_id": plan_id, "paper": paper, "person_id": person_id}
        fresh = {**key, "entries": {}, "revision": 0, "at": at, "ready_by": ""}
        insert_once(self._session, DraftTable, fresh)
        found = select(DraftTable).filter_by(**key).with_for_update()
        return _view(self._session.exec(found.execution_options(populate_existing=True)).one())

    def write(
        self, id: int, texts: Mapping[str, str], by: str, at: datetime, *, still_ready: bool
    ) -> Draft:
        """Write these blanks over. `still_ready`: it stays given on to the unit, if it was."""
        row = self._row(id)
        new = {blank: [text, by.casefold(), at.isoformat()] for blank, text in texts.items()}
        row.entries = {**row.entries, **new}
        row.revision, row.at = row.revision + 1, at
        if not still_ready:
            row.ready_by, row.ready_at = "", None
        return self._kept(row)

    def give_on(self, id: int, by: str, at: datetime, *, unit_id: int) -> Draft:
        """Its person has filled in their part and gives it on to this unit."""
        row = self._row(id)
        row.ready_by, row.ready_at, row.revision = by.casefold(), at, row.revision + 1
        detail = {"paper": row.paper, "person": row.person_id}
        note(self._session, Act.GIVEN_ON, by=by, at=at, unit_id=unit_id, detail=detail)
        return self._kept(row)

    def _row(self, id: int) -> DraftTable:
        return self._session.exec(select(DraftTable).where(DraftTable.id == id)).one()

    def _kept(self, row: DraftTable) -> Draft:
        self._session.add(row)
        self._session.flush()
        return _view(row)


def _view(row: DraftTable) -> Draft:
    entries = {
        blank: Entry(text, by, datetime.fromisoformat(at))
        for blank, (text, by, at) in row.entries.items()
    }
    return Draft(
        row.id or 0, row.paper, row.person_id, entries, row.revision, row.at,
        row.ready_by, row.ready_at,
    )  # fmt: skip
