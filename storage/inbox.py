"""Messages taken in: each is stored once, before anything is acknowledged."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from storage.engine import each_dialect
from storage.tables import InboxTable
from storage.views import Accepted

# Made once: building a statement takes longer than running it.
_ACCEPT: Final = each_dialect(
    lambda insert: insert(InboxTable).on_conflict_do_nothing().returning(col(InboxTable.message_id))
)
_REPLY: Final = select(col(InboxTable.reply)).where(
    col(InboxTable.message_id) == bindparam("message_id")
)
_ANSWERED: Final = (
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
        values = {"message_id": message_id, "sender": sender.casefold(), "at": at}
        connection = self._session.connection()
        accepted = connection.execute(_ACCEPT[connection.dialect.name], values)
        if accepted.first() is not None:
            return Accepted(new=True, reply=None)
        return Accepted(new=False, reply=self._reply(message_id))

    def reply_to(self, message_id: str) -> str | None:
        """The stored reply, None where there is none or no such message came."""
        return self._reply(message_id) if self.knows(message_id) else None

    def knows(self, message_id: str) -> bool:
        """Whether something was accepted under this id."""
        found = self._session.connection().execute(_REPLY, {"message_id": message_id})
        return found.first() is not None

    def answered(self, message_id: str, reply: str) -> None:
        """Keep the reply for resends, in the transaction of the deed it tells of.

        Raises AnsweredElsewhere where another thread or process was first: all that this
        transaction did must be undone, or the deed is done twice.
        """
        values = {"id": message_id, "said": reply}
        if self._session.connection().execute(_ANSWERED, values).rowcount != 1:
            raise AnsweredElsewhere(self._reply(message_id) or "")

    def _reply(self, message_id: str) -> str | None:
        found = self._session.connection().execute(_REPLY, {"message_id": message_id}).first()
        if found is None:
            raise LookupError(f"message {message_id} was never accepted")
        return found[0]
