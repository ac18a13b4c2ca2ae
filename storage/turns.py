"""Whose message came first, whichever process it came to: numbers drawn until it is answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlmodel import Session, col

from storage.tables import TurnTable


class Turns:
    """A number a message, in the order they were drawn."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def draw(self, senders: Sequence[str], owner: str, now: datetime) -> list[int]:
        """A number for a message of each of these, in their order."""
        rows = [{"sender": one.casefold(), "owner": owner, "at": now} for one in senders]
        drawn = insert(TurnTable).returning(col(TurnTable.id), sort_by_parameter_order=True)
        return list(self._session.execute(drawn, rows).scalars())

    def elsewhere(self, senders: Sequence[str], owner: str, since: datetime) -> Mapping[str, int]:
        """By sender the first number that another process drew since then and has not answered."""
        first = (
            select(col(TurnTable.sender), func.min(col(TurnTable.id)))
            .where(col(TurnTable.sender).in_({one.casefold() for one in senders}))
            .where(col(TurnTable.owner) != owner, col(TurnTable.at) > since)
            .group_by(col(TurnTable.sender))
        )
        return {sender: number for sender, number in self._session.execute(first)}  # noqa: C416 - rows are no pairs to mypy

    def done(self, numbers: Sequence[int]) -> None:
        """These were answered: whoever waits for them goes on."""
        self._session.execute(
            delete(TurnTable)
            .where(col(TurnTable.id).in_(numbers))
            .execution_options(synchronize_session=False)
        )

    def forget(self, before: datetime) -> None:
        """Those of processes that were killed."""
        self._session.execute(
            delete(TurnTable)
            .where(col(TurnTable.at) < before)
            .execution_options(synchronize_session=False)
        )
