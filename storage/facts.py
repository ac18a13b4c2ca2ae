"""What the roster says of a person, as facts the ruling engine understands."""

from collections.abc import Mapping
from datetime import date

from rules.dates import months_served
from rules.plan import Facts, Given, Plan
from storage.views import FactValue, Json, Person, Secondment, Unit


def encoded(value: FactValue) -> Json:
    """A fact's value as JSON; dates are marked, since JSON has none."""
    return {"date": value.isoformat()} if isinstance(value, date) else value


def decoded(value: Json) -> FactValue:
    """The reverse of `encoded`."""
    if isinstance(value, dict):
        return date.fromisoformat(value["date"])
    found: FactValue = value
    return found


def roster_facts(person: Person, units: Mapping[int, Unit], plan: Plan) -> Facts:
    """The person's own facts, those of their unit and of their secondment by the cut-off date.

    Which facts those are the plan's `roster.yaml` says.
    """
    found: dict[str, FactValue] = {}
    # Somebody sent from above is listed under the host unit: where they work at home is not known.
    if person.secondment is None or person.secondment.host_unit_id != person.unit_id:
        found |= plan.roster.works_at.of(units[person.unit_id].kind)
    if person.secondment and _in_year(person.secondment, plan.cutoff):
        found |= _of_secondment(person.secondment, units, plan)
    # What the sheet says outright wins over what is derived from it.
    found |= person.facts
    return {fact: Given(value, "roster") for fact, value in found.items()}


def _in_year(secondment: Secondment, cutoff: date) -> bool:
    ended = secondment.end is not None and secondment.end.year < cutoff.year
    return secondment.start <= cutoff and not ended


def _of_secondment(
    secondment: Secondment, units: Mapping[int, Unit], plan: Plan
) -> dict[str, FactValue]:
    told = plan.roster
    months = months_served(secondment.start, secondment.end, plan.cutoff)
    found: dict[str, FactValue] = {
        told.seconded: True,
        told.start: secondment.start,
        told.months: months,
        **told.host.of(units[secondment.host_unit_id].kind),
    }
    level = plan.facts.get(told.level)
    if level is not None and level.accepts(secondment.sent_by):
        found[told.level] = secondment.sent_by
    return {fact: value for fact, value in found.items() if fact}
