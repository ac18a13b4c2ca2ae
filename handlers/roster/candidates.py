"""The people of the roster as the rules look at them: of one unit, or of the whole county."""

from collections.abc import Iterable, Iterator, Mapping

from rules.names import name_key
from rules.plan import Plan
from rules.standing import Candidate, Standing, ThisUnit, standings
from storage import Records
from storage.precedents import facts_in_force
from storage.views import Person, Unit


def this_unit(unit: Unit) -> ThisUnit:
    """The unit by all its names, as the rules compare it with what a person's record says."""
    return ThisUnit(unit.name, unit.short_names)


def unit_standings(plan: Plan, records: Records, unit: Unit) -> tuple[Standing, ...]:
    """Everybody who belongs to the unit, serves there, or belongs to a unit it oversees."""
    return standings(plan, this_unit(unit), unit_candidates(plan, records, unit))


def unit_candidates(plan: Plan, records: Records, unit: Unit) -> list[Candidate]:
    """The unit's own people, secondees there, those it oversees, those with main duties there."""
    people = records.roster.concerning(unit.id, plan.owing.main_fact)
    return list(_candidates(plan, records, people))


def people_listed(plan: Plan, records: Records, unit: Unit) -> list[Candidate]:
    """Those on the unit's own list: who belongs there, and who serves there."""
    roster = records.roster
    people = {person.id: person for person in roster.people(unit.id)}
    people |= {person.id: person for person in roster.secondees_at(unit.id)}
    return list(_candidates(plan, records, people.values()))


def county_candidates(plan: Plan, records: Records) -> list[Candidate]:
    """Everybody, each once, in the order of the units."""
    everybody = records.roster.everybody()
    people = (each for unit in records.roster.units() for each in everybody.get(unit.id, ()))
    return list(_candidates(plan, records, people))


def units_by_name(records: Records) -> Mapping[str, ThisUnit]:
    """Every unit by each of its names, as names are compared."""
    found: dict[str, ThisUnit] = {}
    for unit in records.roster.units():
        for name in (unit.name, *unit.short_names):
            found.setdefault(name_key(name), this_unit(unit))
    return found


def _candidates(plan: Plan, records: Records, people: Iterable[Person]) -> Iterator[Candidate]:
    # A secondment may have been at a unit that left since.
    names = records.roster.unit_names()
    for person in people:
        posted = person.secondment
        host = names[posted.host_unit_id] if posted else ""
        superior = records.roster.unit(person.unit_id).superior_id
        yield Candidate(
            id=person.id,
            name=person.name,
            unit=names[person.unit_id],
            post=person.post,
            facts={
                fact: given
                for fact, given in facts_in_force(plan, records, person).items()
                if fact in plan.facts
            },
            host=host,
            superior=names[superior] if superior is not None else "",
            # Who is listed under the host unit was sent from a unit that is not on the roster.
            home=posted.home if posted and host == names[person.unit_id] else "",
        )
