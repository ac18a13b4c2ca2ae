"""Units merged into others or removed during the season."""

from sqlmodel import Session

from storage.roster.gone_units import gone_words, now_units
from storage.roster.merge import merge, remove, restore
from storage.roster.roster import Roster
from storage.views import Edit, GoneUnit, Merged


class Merging:
    """What became of units. A merge may be tried and taken back: the roster is told each time."""

    def __init__(self, session: Session, roster: Roster) -> None:
        self._session, self._roster = session, roster

    def gone(self) -> list[GoneUnit]:
        """Units that left the season, the latest last."""
        return list(self._roster.gone().values())

    def words(self, gone: GoneUnit) -> str:
        """When it went and what it became, without a full stop."""
        return gone_words(self._session, gone)

    def became(self) -> dict[int, int]:
        """By a merged unit's id that of the unit it is part of now."""
        return now_units(self._roster.gone())

    def now(self, unit_id: int) -> int:
        """The unit that a merged one is part of now; any other is itself."""
        return self.became().get(unit_id, unit_id)

    def with_merged(self, unit_id: int) -> tuple[int, ...]:
        """The unit, then those that became part of it: their own papers lie under their names."""
        return (unit_id, *(id for id, now in self.became().items() if now == unit_id))

    def merge(self, unit_id: int, into_id: int, edit: Edit) -> Merged | None:
        """All of one unit becomes the other's. None where it was so already; or CannotChange."""
        merged = merge(self._session, unit_id, into_id, edit)
        self._roster.forget()
        return merged

    def remove(self, unit_id: int, edit: Edit) -> bool:
        """A unit with nobody left. False where it was so already; or CannotChange."""
        removed = remove(self._session, unit_id, edit)
        self._roster.forget()
        return removed

    def restore(self, unit_id: int, edit: Edit) -> bool:
        """Take a removal back; CannotChange for a unit that was merged."""
        restored = restore(self._session, unit_id, edit)
        self._roster.forget()
        return restored
