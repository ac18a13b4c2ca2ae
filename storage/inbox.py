"""Messages taken in: each is stored once, before anything is acknowledged."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from storage.engine import each_dialect
from storage.made import Made
from storage.tables import InboxTable
from storage.views import Accepted

# Made once: building a statement takes longer than running it.
_ACCEPT: Final = Made(
    each_dialect(
        lambda insert: (
            insert(InboxTable).on_conflict_do_nothing().returning(col(InboxTable.message_id))
        )
    ),
    ("message_id", "sender", "at"),
)
_REPLY: Final = Made(
    select(col(InboxTable.reply)).where(col(InboxTable.message_id) == bindparam("message_id"))
)
_ANSWERED: Final = Made(
    update(InboxTable)
    .where(col(InboxTable.message_id) == bindparam("id"), col(InboxTable.reply).is_(None))
    .values(reply=bindparam("said"))
)


class AnsweredElsewhere(Exception):
    """The message was answered by another thread or process; `reply` is what it said."""

    def __init__(self, reply: str) -> None:
        super().__init__()
        self.reply = reply


class Inbox:
    """Tells a new message from a resend, whichever thread or process it reaches."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def accept(self, message_id: str, sender: str, at: datetime) -> Accepted:
        """Store a message under its id; a resend gets the stored reply if there is one."""
        accepted = _ACCEPT.first(
            self._session, message_id=message_id, sender=sender.casefold(), at=at
        )
        if accepted is not None:
            return Accepted(new=True, reply=None)
        return Accepted(new=False, reply=self._reply(message_id))

    def reply_to(self, message_id: str) -> str | None:
        """The stored reply, None where there is none or no such message came."""
        return self._reply(message_id) if self.knows(message_id) else None

    def knows(self, message_id: str) -> bool:
        """Whether something was accepted under this id."""
        return _REPLY.first(self._session, message_id=message_id) is not None

    def answered(self, message_id: str, reply: str) -> None:
        """Keep the reply for resends, in the transaction of the deed it tells of.

        Raises AnsweredElsewhere where another thread or process was first: all that this
        transaction did must be undone, or the deed is done twice.
        """
        if _ANSWERED.changed(self._session, id=message_id, said=reply) != 1:
            raise AnsweredElsewhere(self._reply(message_id) or "")

    def _reply(self, message_id: str) -> str | None:
        found = _REPLY.first(self._session, message_id=message_id)
        if found is None:
            raise LookupError(f"message {message_id} was never accepted")
        reply: str | None = found.reply
        return reply
