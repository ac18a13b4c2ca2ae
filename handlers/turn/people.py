"""People and units of the roster the asker may see, and what the roster says of the one meant."""

from collections.abc import Iterator

from handlers.turn.context import Asker
from handlers.turn.permissions import Deed, Reach, reach
from language.reading import Name
from rules.plan import Facts, Plan
from storage import Records
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


def names_for(records: Records, asker: Asker) -> tuple[Name, ...]:
    """Names the reader may recognise in this asker's messages, and of the others only the name."""
    units = units_seen(records, asker)
    found = [Name(name, "unit", unit.id) for unit in units for name in _called(unit)]
    everybody = [one for some in records.roster.everybody().values() for one in some]
    people = everybody
    if reach(asker.role, Deed.SEE_ROSTER) is not Reach.COUNTY:
        people = [one for unit in units for one in _people(records, unit)]
    found += [Name(one.name, "person", one.id) for one in people]
    seen = {one.name for one in people}
    found += [Name(one.name, "unseen", 0) for one in everybody if one.name not in seen]
    return tuple(dict.fromkeys(name for name in found if len(name.text) >= _SHORTEST))


def units_seen(records: Records, asker: Asker) -> list[Unit]:
    """The units whose people this asker may ask about."""
    roster, far = records.roster, reach(asker.role, Deed.SEE_PAPERS)
    if far is Reach.COUNTY:
        return roster.units()
    if far is Reach.GROUP and asker.group_id is not None:
        return roster.units_of_group(asker.group_id)
    return [roster.unit(asker.unit_id)] if asker.unit_id is not None else []


def _called(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.short_names)


def _people(records: Records, unit: Unit) -> Iterator[Person]:
    yield from records.roster.people(unit.id)
    yield from records.roster.secondees_at(unit.id)


def sees_person(records: Records, asker: Asker, person_id: int) -> bool:
    """Whether there is such a person on the roster, of a unit the asker may ask about."""
    try:
        person = records.roster.person(person_id)
    except KeyError:
        return False
    host = person.secondment.host_unit_id if person.secondment else None
    seen = {unit.id for unit in units_seen(records, asker)}
    return not records.roster.has_left(person_id) and bool(seen & {person.unit_id, host})


def described(records: Records, person_id: int) -> str:
    """Enough to tell two people of one name apart."""
    person = records.roster.person(person_id)
    unit = records.roster.unit(person.unit_id)
    return f"{person.name}（{unit.name}{person.post}）"


def facts_on_roster(records: Records, plan: Plan, person_id: int) -> Facts:
    """What the roster says of a person, by the plan's cut-off."""
    found = records.roster.facts_of(records.roster.person(person_id), plan.cutoff)
    return {fact: given for fact, given in found.items() if fact in plan.facts}
