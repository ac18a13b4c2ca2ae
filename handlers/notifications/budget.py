"""The most messages a unit gets in a season, and how many it got."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handlers.notifications.ledger_heads import OWN_CHASE_WORDS
from rules.plan import Plan
from storage import Records

CEILING: Final = "ceiling"


@dataclass(frozen=True)
class Budget:
    """`ceiling`: messages of our own accord to one unit in a season."""

    ceiling: int
    always: frozenset[int]
    said: Mapping[int, int]

    def allows(self, unit_id: int, workdays: int) -> bool:
        """Whether a step so many working days from its deadline may still be said."""
        return self.said.get(unit_id, 0) < self.ceiling or workdays in self.always


def budget_of(plan: Plan, records: Records) -> Budget:
    """As the county set it, else as the plan has it."""
    own = plan.reminders.ceiling
    return Budget(ceiling_of(plan, records), own.always, said_to_units(plan, records))


def said_to_units(plan: Plan, records: Records) -> Mapping[int, int]:
    """Messages to each unit that count against its ceiling: not what it says to its own people."""
    return records.speaking.said_to_units(plan.id, without=OWN_CHASE_WORDS)


def units_at_the_ceiling(plan: Plan, records: Records) -> frozenset[int]:
    """Units that got as many messages this season as the county allows."""
    ceiling, said = ceiling_of(plan, records), said_to_units(plan, records)
    return frozenset(id for id, number in said.items() if number >= ceiling)


def ceiling_of(plan: Plan, records: Records) -> int:
    """The most messages to one unit."""
    found = records.speaking.setting(plan.id, CEILING)
    return int(found["messages"]) if found else plan.reminders.ceiling.messages
