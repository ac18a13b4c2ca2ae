"""The roster as it was at a moment: that of a closed season, whatever was changed since."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NoReturn

from sqlmodel import Session

from storage.revisions import Revisions
from storage.roster.past_county import PastCounty, read_county
from storage.roster.places import Places
from storage.roster.read_people import Statement
from storage.roster.roster import KeptRoster, Roster
from storage.roster.typed import CannotChange
from storage.views import Entity, Person, RosterChange

_OVER: Final = "这一年度的考核已经结束，它的名册不再改动。要改现在的名册，请打开“名册”页面。"


class PastRoster(Roster):
    """Read like the roster of today; nothing is changed in it."""

    def __init__(
        self, session: Session, revisions: Revisions, kept: KeptRoster, moment: datetime
    ) -> None:
        super().__init__(session, revisions, kept)
        self._moment = moment

    def names_in(self, text: str) -> list[str]:
        """Names of people of then that `text` may hold."""
        return self._county.names.keyed_in(text)

    def has_left(self, id: int) -> bool:
        """Whether a person had left by then."""
        return id not in self._county.there

    def changes(self, entity: Entity, id: str | int) -> list[RosterChange]:
        """All that was changed of one until then, the oldest first."""
        return [each for each in super().changes(entity, id) if each.at <= self._moment]

    def import_rows(self, *_: object, **__: object) -> NoReturn:
        """Raises CannotChange."""
        raise CannotChange(_OVER)

    def correct(self, *_: object, **__: object) -> NoReturn:
        """Raises CannotChange."""
        raise CannotChange(_OVER)

    @property
    def _places(self) -> Places:
        return self._county.places

    def _naming(self, fact: str) -> Sequence[tuple[int, str]]:
        county = self._county
        told = ((id, county.people[id].facts.get(fact)) for id in sorted(county.there))
        return [(id, value) for id, value in told if isinstance(value, str)]

    def _people(self, statement: Statement, **values: object) -> list[Person]:
        return self._county.chosen(statement, values)

    @property
    def _county(self) -> PastCounty:
        now = (self._moment, self._revisions.roster, self._revisions.people)
        return self._kept.past.of(hash(now), lambda: read_county(self._session, self._moment))
