"""What the audit trail keeps of a paper's way: every step, without the words of a reason."""

from datetime import datetime
from typing import Final

from sqlmodel import Session

from storage.audit import note
from storage.views import Act, HandIn, HandInStatus

# What else a hand-in can be is the hand-in itself, or a step back.
_ACTS: Final = {
    HandInStatus.WITH_GROUP: Act.MOVED,
    HandInStatus.WITH_SECTION: Act.MOVED,
    HandInStatus.FILED: Act.MOVED,
    HandInStatus.RETURNED: Act.RETURNED,
    HandInStatus.WITHDRAWN: Act.WITHDRAWN,
}


def note_step(session: Session, handin: HandIn, by: str, at: datetime, *, again: bool) -> None:
    """`again`: a step back or a remark on the way, not a new hand-in."""
    detail = {
        "paper": handin.paper,
        "person": handin.person_id,
        "version": handin.version,
        "status": handin.status.value,
        "part": handin.part.value,
    }
    note(
        session,
        _ACTS.get(handin.status, Act.MOVED if again else Act.HANDED_IN),
        by=by,
        at=at,
        subject=handin.receipt,
        unit_id=handin.unit_id,
        detail=detail,
    )
