"""Examples that supervision staff added: laid over the plan's own, without a release."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from storage.audit import note
from storage.made import Made
from storage.numbers import may_be_given
from storage.tables import LessonTable
from storage.views import Act, Lesson

# Made once: building a statement takes longer than running it.
_IN_FORCE: Final = Made(
    select(
        col(LessonTable.id),
        col(LessonTable.example),
        col(LessonTable.topic),
        col(LessonTable.words),
        col(LessonTable.by),
        col(LessonTable.at),
    )
    .where(col(LessonTable.plan_id) == bindparam("plan"), col(LessonTable.withdrawn_at).is_(None))
    .order_by(col(LessonTable.id).desc())
)


class Lessons:
    """Read in the transaction of the message they are for, so that every process knows at once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def in_force(self, plan_id: str) -> list[Lesson]:
        """The newest first: of two for the same words the later one counts."""
        self._session.flush()
        return [Lesson(*row) for row in _IN_FORCE.rows(self._session, plan=plan_id)]

    def teach(
        self, plan_id: str, example: str, *, topic: str = "", words: str = "", by: str, at: datetime
    ) -> Lesson:
        """Answer such questions so from now on."""
        row = LessonTable(
            plan_id=plan_id, example=example, topic=topic, words=words, by=by.casefold(), at=at
        )
        self._session.add(row)
        self._session.flush()
        detail = {"topic": topic or "own_words"}
        note(self._session, Act.TAUGHT, by=by, at=at, subject=f"lesson:{row.id}", detail=detail)
        return Lesson(row.id or 0, example, topic, words, row.by, at)

    def withdraw(self, id: int, *, by: str, at: datetime) -> bool:
        """Not any more; False where it was withdrawn before."""
        if not may_be_given(id):
            return False
        gone = (
            update(LessonTable)
            .where(col(LessonTable.id) == id, col(LessonTable.withdrawn_at).is_(None))
            .values(withdrawn_by=by.casefold(), withdrawn_at=at)
            .returning(col(LessonTable.id))
        )
        done = self._session.execute(gone.execution_options(synchronize_session=False)).first()
        if done:
            detail = {"withdrawn": True}
            note(self._session, Act.TAUGHT, by=by, at=at, subject=f"lesson:{id}", detail=detail)
        return done is not None
