"""Messages taken in: each is stored once, before anything is acknowledged."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from storage.engine import insert_once
from storage.tables import InboxTable
from storage.views import Accepted


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
        if insert_once(self._session, InboxTable, values):
            return Accepted(new=True, reply=None)
        return Accepted(new=False, reply=self._row(message_id).reply)

    def reply_to(self, message_id: str) -> str | None:
        """The stored reply, None where there is none or no such message came."""
        row = self._session.get(InboxTable, message_id, populate_existing=True)
        return row.reply if row is not None else None

    def knows(self, message_id: str) -> bool:
        """Whether something was accepted under this id."""
        return self._session.get(InboxTable, message_id) is not None

    def answered(self, message_id: str, reply: str) -> None:
        """Keep the reply for resends, in the transaction of the deed it tells of.

        Raises AnsweredElsewhere where another thread or process was first: all that this
        transaction did must be undone, or the deed is done twice.
        """
        kept = self._session.execute(
            update(InboxTable)
            .where(col(InboxTable.message_id) == message_id, col(InboxTable.reply).is_(None))
            .values(reply=reply)
            .returning(col(InboxTable.message_id))
            .execution_options(synchronize_session=False)
        )
        if kept.first() is None:
            raise AnsweredElsewhere(self._row(message_id).reply or "")

    def _row(self, message_id: str) -> InboxTable:
        row = self._session.get(InboxTable, message_id, populate_existing=True)
        if row is None:
            raise LookupError(f"message {message_id} was never accepted")
        return row
