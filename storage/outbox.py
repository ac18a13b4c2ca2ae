"""Messages to be sent: written with what caused them, sent after the commit, once each."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, func, or_, update
from sqlmodel import Session, col, select

from storage.engine import insert_each_once, insert_once
from storage.tables import OutboxTable
from storage.views import Delivery, Json, Sent

# No retry, lease or quiet window is longer.
LONGEST_PAUSE: Final = timedelta(hours=3)
_MOST_ANSWERS: Final = 10  # messages in answer to one
_WAITING, _SENDING, _SENT, _FAILED, _DROPPED = "waiting", "sending", "sent", "failed", "dropped"


class Outbox:
    """A queue in the database itself. A claimed message whose lease ran out is anybody's again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.queued = False  # whether anything was, in this transaction

    def enqueue(self, key: str, to: str, payload: Mapping[str, Json], due: datetime) -> bool:
        """Put a message in line under its business key; False when that key is known already.

        `payload` is {"kind": "text", "text"}, {"kind": "card", …} or {"kind": "file", "blob",
        "name"}, with "recheck" for what must still hold when it is sent.
        """
        self.queued = True
        return insert_once(self._session, OutboxTable, _row(key, to, payload, due))

    def enqueue_each(
        self, messages: Iterable[tuple[str, str, Mapping[str, Json]]], due: datetime
    ) -> None:
        """Put many in line: key, receiver and payload of each."""
        rows = [_row(*each, due) for each in messages]
        insert_each_once(self._session, OutboxTable, "key", rows)

    def claim(
        self, owner: str, now: datetime, lease: timedelta = timedelta(minutes=1), limit: int = 20
    ) -> list[Delivery]:
        """Take due messages, oldest first. Commit before sending, or the claim is worth nothing."""
        ready = (
            select(OutboxTable.id)
            .where(col(OutboxTable.state).in_((_WAITING, _SENDING)))
            .where(
                or_(
                    col(OutboxTable.next_at) <= now,
                    # A clock that jumped ahead and back again must not keep a message waiting.
                    and_(
                        col(OutboxTable.due) <= now,
                        col(OutboxTable.next_at) > now + LONGEST_PAUSE,
                    ),
                )
            )
            .order_by(col(OutboxTable.next_at), col(OutboxTable.id))
            .limit(limit)
            # PostgreSQL: pass over what another process is claiming. SQLite has one writer anyway.
            .with_for_update(skip_locked=True)
        )
        claimed = self._session.execute(
            update(OutboxTable)
            .where(col(OutboxTable.id).in_(ready))
            .values(state=_SENDING, owner=owner, next_at=now + lease, tries=OutboxTable.tries + 1)
            .returning(
                col(OutboxTable.id),
                col(OutboxTable.key),
                col(OutboxTable.to),
                col(OutboxTable.payload),
                col(OutboxTable.due),
                col(OutboxTable.tries),
            )
            .execution_options(synchronize_session=False)
        )
        return sorted((Delivery(*row) for row in claimed), key=lambda each: (each.due, each.id))

    def sent_to(self, userid: str, after: datetime, until: datetime) -> int:
        """How many messages went out to this member since `after`, by whatever process.

        A long text that went out in pieces counts as so many.
        """
        return self._session.exec(
            select(func.coalesce(func.sum(col(OutboxTable.pieces)), 0))
            .select_from(OutboxTable)
            .where(OutboxTable.to == userid.casefold(), OutboxTable.state == _SENT)
            .where(col(OutboxTable.sent_at) > after, col(OutboxTable.sent_at) <= until)
        ).one()

    def sent(self, id: int, now: datetime, msgid: str = "", pieces: int = 1) -> None:
        """It arrived, as so many messages. `msgid` is what a later recall needs."""
        self._settle(id, state=_SENT, sent_at=now, msgid=msgid, pieces=pieces, error="")

    def retry(self, id: int, at: datetime, error: str) -> None:
        """It did not go through; try again then. See `next_try` for when."""
        self._settle(id, state=_WAITING, next_at=at, owner="", error=error)

    def reword(self, id: int, payload: Mapping[str, Json]) -> None:
        """Keep another payload for a claimed message."""
        self._settle(id, payload=dict(payload))

    def postpone(self, id: int, until: datetime) -> None:
        """It still holds but is not to be sent before then; that is no failed try."""
        self._settle(
            id, state=_WAITING, due=until, next_at=until, owner="", tries=OutboxTable.tries - 1
        )

    def failed(self, id: int, error: str) -> None:
        """It will never go through, for this reason."""
        self._settle(id, state=_FAILED, error=error)

    def dropped(self, id: int, why: str) -> None:
        """It need not go out any more: what it says no longer holds."""
        self._settle(id, state=_DROPPED, error=why)

    def waiting(self) -> int:
        """How many are still to be sent."""
        return sum(count for state, count in self.counts().items() if state in (_WAITING, _SENDING))

    def oldest_due(self, now: datetime) -> datetime | None:
        """When the message that waits longest was to go out, None where none is late."""
        return self._session.exec(
            select(func.min(col(OutboxTable.due)))
            .where(col(OutboxTable.state).in_((_WAITING, _SENDING)))
            .where(col(OutboxTable.due) <= now)
        ).one()

    def counts(self) -> dict[str, int]:
        """How many are in each state."""
        found: dict[str, int] = {}
        for state in self._session.exec(select(OutboxTable.state)):
            found[state] = found.get(state, 0) + 1
        return found

    def with_key(self, prefix: str) -> list[Sent]:
        """Messages whose business key starts so, oldest first."""
        rows = self._session.exec(
            select(OutboxTable)
            .where(col(OutboxTable.key).startswith(prefix, autoescape=True))
            .order_by(col(OutboxTable.id))
        )
        return [_sent(row) for row in rows]

    def close_card(self, message_id: str, since: datetime) -> tuple[str, str] | None:
        """Key and response code of the card sent in answer to a message; None: nothing to change.

        One that waits still is not sent any more.
        """
        keys = [f"{message_id}:{number}" for number in range(_MOST_ANSWERS)]
        for row in self._session.exec(select(OutboxTable).where(col(OutboxTable.key).in_(keys))):
            if row.payload.get("kind") != "card":
                continue
            if row.state == _WAITING:
                row.state, row.error = _DROPPED, "已经回复"
                self._session.add(row)
                self._session.flush()
            code = row.payload.get("response_code")
            if row.state == _SENT and code and row.sent_at and row.sent_at > since:
                return row.key, str(code)
        return None

    def keys_since(self, prefix: str, since: datetime) -> list[str]:
        """Business keys that start so, of messages that were to go out since then."""
        return list(
            self._session.exec(
                select(OutboxTable.key)
                .where(col(OutboxTable.key).startswith(prefix, autoescape=True))
                .where(col(OutboxTable.due) >= since)
            )
        )

    def in_state(self, state: str, limit: int = 100) -> list[Sent]:
        """The newest messages in a state."""
        rows = self._session.exec(
            select(OutboxTable)
            .where(OutboxTable.state == state)
            .order_by(col(OutboxTable.id).desc())
            .limit(limit)
        )
        return [_sent(row) for row in rows]

    def _settle(self, id: int, **values: object) -> None:
        # Whoever was overtaken after its lease ran out must not undo what the other one noted.
        self._session.execute(
            update(OutboxTable)
            .where(col(OutboxTable.id) == id, col(OutboxTable.state) == _SENDING)
            .values(**values)
            .execution_options(synchronize_session=False)
        )


def _row(key: str, to: str, payload: Mapping[str, Json], due: datetime) -> dict[str, object]:
    return {
        "key": key,
        "to": to.casefold(),
        "payload": dict(payload),
        "state": _WAITING,
        "due": due,
        "next_at": due,
        "owner": "",
        "tries": 0,
        "error": "",
        "msgid": "",
    }


def next_try(now: datetime, tries: int) -> datetime:
    """When to try again after so many tries: 5 s, 10 s, 20 s … at most every 30 minutes."""
    doubled = timedelta(seconds=5 * (1 << max(0, min(tries - 1, 10))))
    return now + min(doubled, timedelta(minutes=30))


def _sent(row: OutboxTable) -> Sent:
    return Sent(row.id or 0, row.key, row.to, row.state, row.due, row.tries, row.error, row.sent_at)
