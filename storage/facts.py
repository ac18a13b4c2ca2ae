"""What the roster says of a person, as facts the ruling engine understands."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from rules.dates import months_served
from rules.plan import Facts, Given
from rules.roster import UnitKind
from storage.views import FactValue, Json, Person, Secondment, Unit

# Where a person works, by the kind of unit they belong to (fact works_at).
_WORKS_AT: Final[Mapping[UnitKind, str]] = {
    UnitKind.TOWNSHIP: "township",
    UnitKind.COUNTY_DEPARTMENT: "county_department",
    UnitKind.DIRECTLY_AFFILIATED_INSTITUTION: "public_institution",
    UnitKind.NPC_CPPCC: "county_department",
    UnitKind.COURT_PROCURATORATE: "county_department",
    UnitKind.MASS_ORGANISATION: "county_department",
    UnitKind.PUBLIC_INSTITUTION: "public_institution",
    UnitKind.SCHOOL: "school",
    UnitKind.HOSPITAL: "hospital",
    UnitKind.ENTERPRISE: "enterprise",
    UnitKind.TOWNSHIP_STATION: "township_station",
    UnitKind.OTHER_STATION: "other_station",
    UnitKind.VERTICAL: "vertical",
    UnitKind.VILLAGE: "village",
    UnitKind.OTHER: "other",
}
# The kind of unit a person is on secondment at (fact host_kind); every other is “other”.
_HOST_KIND: Final[Mapping[UnitKind, str]] = {
    UnitKind.TOWNSHIP: "township",
    UnitKind.TOWNSHIP_STATION: "township",
    UnitKind.OTHER_STATION: "township",
    UnitKind.VILLAGE: "township",
    UnitKind.COUNTY_DEPARTMENT: "county_department",
}


def place_of(kind: UnitKind) -> str:
    """Where people of a unit of this kind work."""
    return _WORKS_AT[kind]


def encoded(value: FactValue) -> Json:
    """A fact's value as JSON; dates are marked, since JSON has none."""
    return {"date": value.isoformat()} if isinstance(value, date) else value


def decoded(value: Json) -> FactValue:
    """The reverse of `encoded`."""
    if isinstance(value, dict):
        return date.fromisoformat(value["date"])
    found: FactValue = value
    return found


def roster_facts(person: Person, units: Mapping[int, Unit], cutoff: date) -> Facts:
    """The person's own facts, those of their unit and of their secondment by the cut-off date."""
    found: dict[str, FactValue] = {}
    # Somebody sent from above is listed under the host unit: where they work at home is not known.
    if person.secondment is None or person.secondment.host_unit_id != person.unit_id:
        found["works_at"] = _WORKS_AT[units[person.unit_id].kind]
    if person.secondment and _in_year(person.secondment, cutoff):
        found |= _of_secondment(person.secondment, units, cutoff)
    # What the sheet says outright wins over what is derived from it.
    found |= person.facts
    return {fact: Given(value, "roster") for fact, value in found.items()}


def _in_year(secondment: Secondment, cutoff: date) -> bool:
    ended = secondment.end is not None and secondment.end.year < cutoff.year
    return secondment.start <= cutoff and not ended


def _of_secondment(
    secondment: Secondment, units: Mapping[int, Unit], cutoff: date
) -> dict[str, FactValue]:
    return {
        "is_secondee": True,
        "sent_by": secondment.sent_by,
        "host_kind": _HOST_KIND.get(units[secondment.host_unit_id].kind, "other"),
        "served_from": secondment.start,
        "months_served": months_served(secondment.start, secondment.end, cutoff),
    }
