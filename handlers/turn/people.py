"""People and units of the roster the asker may see, and what the roster says of the one meant."""

from collections.abc import Sequence
from functools import cached_property

from handlers.turn.context import Asker
from handlers.turn.permissions import Deed, Reach, reach
from language.reading import Name
from rules.plan import Facts, Plan
from storage import Records
from storage.precedents import facts_in_force
from storage.views import Member, Person, Unit

_SHORTEST = 2


def member_asks(records: Records, member: Member) -> Asker:
    """A member as the one who asks."""
    unit = records.roster.unit(member.unit_id).name if member.unit_id is not None else ""
    return Asker(
        member.userid,
        member.name,
        member.role.value,
        member.unit_id,
        unit,
        member.group_id,
        member.person_id,
    )


class NamesSeen:
    """Names the reader may recognise in this asker's messages, and of the others only the name.

    Looked up for what a text holds, so that it costs the same whatever the roster's size.
    """

    def __init__(self, records: Records, asker: Asker) -> None:
        self._records, self._asker = records, asker
        self._found: dict[tuple[str, ...], Sequence[Name]] = {}
        self._in_text: dict[str, Sequence[Name]] = {}

    def people(self, text: str) -> Sequence[Name]:
        """Whom `text` may name; those the asker may see first."""
        if text not in self._in_text:
            named = self._records.roster.names_in(text)
            names = tuple(one for one in named if len(one) >= _SHORTEST)
            if names not in self._found:
                self._found[names] = self._told_apart(names)
            self._in_text[text] = self._found[names]
        return self._in_text[text]

    def units(self, text: str) -> Sequence[Name]:
        """Units the asker may see that `text` names."""
        named = self._records.roster.units_in(text)
        seen = {unit.id for unit in self._units} if named else ()
        return [
            Name(word, "unit", unit.id)
            for word, unit in named
            if unit.id in seen and len(word) >= _SHORTEST
        ]

    def _told_apart(self, names: Sequence[str]) -> Sequence[Name]:
        if not names:
            return ()
        people = self._records.roster.people_called(names)
        if reach(self._asker.role, Deed.SEE_ROSTER) is not Reach.COUNTY:
            units = {unit.id for unit in self._units}
            people = [one for one in people if units & set(places(one))]
        seen = {one.name for one in people}
        found = [Name(one.name, "person", one.id) for one in people]
        return [*found, *(Name(one, "unseen", 0) for one in names if one not in seen)]

    @cached_property
    def _units(self) -> list[Unit]:
        return units_seen(self._records, self._asker)


def places(person: Person) -> tuple[int, ...]:
    """The units a person belongs to or is on secondment at."""
    host = (person.secondment.host_unit_id,) if person.secondment else ()
    return (person.unit_id, *host)


def units_seen(records: Records, asker: Asker) -> list[Unit]:
    """The units whose people this asker may ask about."""
    roster, far = records.roster, reach(asker.role, Deed.SEE_PAPERS)
    if far is Reach.COUNTY:
        return roster.units()
    if far is Reach.GROUP and asker.group_id is not None:
        return roster.units_of_group(asker.group_id)
    if asker.unit_id is None:
        return []
    below = _appraised_by(records, asker.unit_id) if far is Reach.UNIT else []
    return [roster.unit(asker.unit_id), *below]


def _appraised_by(records: Records, unit_id: int) -> list[Unit]:
    """The schools, hospitals, enterprises and stations below a department, which appraises them.

    Clauses 一(一)4 and 一(一)9 of the notice of 2019: it has to rule on their people.
    """
    return [unit for unit in records.roster.units() if unit.superior_id == unit_id]


def sees_person(records: Records, asker: Asker, person_id: int) -> bool:
    """Whether there is such a person on the roster, of a unit the asker may ask about."""
    try:
        person = records.roster.person(person_id)
    except KeyError:
        return False
    seen = {unit.id for unit in units_seen(records, asker)}
    return not records.roster.has_left(person_id) and bool(seen & set(places(person)))


def described(records: Records, person_id: int) -> str:
    """Enough to tell two people of one name apart."""
    person = records.roster.person(person_id)
    unit = records.roster.unit(person.unit_id)
    return f"{person.name}（{unit.name}{person.post}）"


def facts_on_roster(records: Records, plan: Plan, person_id: int) -> Facts:
    """What the roster says of a person, by the plan's cut-off."""
    found = facts_in_force(plan, records, records.roster.person(person_id))
    return {fact: given for fact, given in found.items() if fact in plan.facts}
