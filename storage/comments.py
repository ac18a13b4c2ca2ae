"""The thread of a paper: what was said of its versions, oldest first; it only grows."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from rules.roster import Role
from storage.audit import note
from storage.tables import CommentTable, HandInTable
from storage.views import Act, Comment, Member


class Comments:
    """Comments by the versions they are about."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        hand_in_id: int,
        member: Member,
        text: str,
        at: datetime,
        *,
        cells: Sequence[str] = (),
        returns: bool = False,
    ) -> Comment:
        """Keep what this member says of a version."""
        row = CommentTable(
            hand_in_id=hand_in_id,
            by=member.userid,
            name=member.name,
            role=member.role.value,
            text=text,
            cells=list(cells),
            returns=returns,
            at=at,
        )
        self._session.add(row)
        self._session.flush()
        if not returns:  # a return has a line of its own
            self._note(hand_in_id, member, at)
        return _view(row)

    def _note(self, hand_in_id: int, member: Member, at: datetime) -> None:
        of = self._session.exec(select(HandInTable).where(HandInTable.id == hand_in_id)).one()
        note(
            self._session,
            Act.COMMENTED,
            by=member.userid,
            at=at,
            subject=of.receipt,
            unit_id=of.unit_id,
            detail={"paper": of.paper, "person": of.person_id, "version": of.version},
        )

    def of(self, hand_in_ids: Collection[int]) -> list[Comment]:
        """All that was said of these versions."""
        found = select(CommentTable).where(col(CommentTable.hand_in_id).in_(sorted(hand_in_ids)))
        return [_view(row) for row in self._session.exec(found.order_by(col(CommentTable.id)))]


def _view(row: CommentTable) -> Comment:
    return Comment(
        row.id or 0, row.hand_in_id, row.by, row.name, Role(row.role), row.text,
        tuple(row.cells), row.returns, row.at,
    )  # fmt: skip
