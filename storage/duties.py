"""What one of several processes does for all of them: by a lease, which another takes over."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col

from storage.engine import insert_once
from storage.tables import DutyTable


class Duties:
    """One holder a duty."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def held_by_another(self, name: str, owner: str, now: datetime, lease: timedelta) -> bool:
        """Whether there is nothing to take."""
        held = self._session.get(DutyTable, name, populate_existing=True)
        # One that goes on for longer than a lease was taken before the clock was set back: void.
        return held is not None and held.owner != owner and now < held.until <= now + 2 * lease

    def take(self, name: str, owner: str, now: datetime, lease: timedelta) -> bool:
        """Take a duty that is free, or keep one's own for so long; False while another has it."""
        until = now + lease
        if insert_once(self._session, DutyTable, {"name": name, "owner": owner, "until": until}):
            return True
        held_until = col(DutyTable.until)
        free = or_(col(DutyTable.owner) == owner, held_until <= now, held_until > now + 2 * lease)
        taken = self._session.execute(
            update(DutyTable)
            .where(col(DutyTable.name) == name, free)
            .values(owner=owner, until=until)
            .returning(col(DutyTable.name))
            .execution_options(synchronize_session=False)
        )
        return taken.first() is not None

    def let_go(self, name: str, owner: str) -> None:
        """Somebody else may have it at once."""
        self._session.execute(
            delete(DutyTable)
            .where(col(DutyTable.name) == name, col(DutyTable.owner) == owner)
            .execution_options(synchronize_session=False)
        )
