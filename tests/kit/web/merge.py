"""Papers of units that are merged."""

from storage.views import HandIn
from tests.kit.plans import PLAN
from tests.kit.web.county import County


def hand_in(county: County, unit: str, paper: str, person: str = "") -> HandIn:
    with county.store.transaction() as records:
        return records.handins.add(
            records.roster.unit_named(unit)[0].id,
            paper,
            county.person_id(person) if person else None,
            county.store.blobs.put([b"x"]),
            "f.xlsx",
            "x",
            "wangfang",
            county.at,
            plan_id=PLAN.id,
        )
