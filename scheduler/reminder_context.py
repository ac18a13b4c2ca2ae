"""One moment as reminders see it: what is due to whom, worked out from plan, records and time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from handlers.notifications.service import (
    Due,
    ReminderStep,
    Workdays,
    due_step,
    schedule,
    slot_of,
    workdays_of,
)
from handlers.roster.service import Contacts, contacts_on
from rules.plan import Deadline, Plan
from rules.plan.reminders import GROUP, SECTION, UNIT
from storage import Records
from storage.deadlines import deadlines_in_force, extended_deadlines
from storage.views import Member

SECTION_NAME = "s"


def unit_name(id: int) -> str:
    """How a unit is called in keys."""
    return f"u{id}"


def group_name(id: int | None) -> str:
    """How an assessment group is called in keys."""
    return f"g{id or 0}"


@dataclass(frozen=True)
class ReminderContext:
    """Reads only, and each thing once."""

    plan: Plan
    records: Records
    now: datetime

    @cached_property
    def workdays(self) -> Workdays:
        """The county's working days and hours."""
        return workdays_of(self.plan, self.records)

    @cached_property
    def in_force(self) -> Mapping[str, Deadline]:
        """Deadlines as supervision staff left them."""
        return deadlines_in_force(self.plan, self.records)

    @cached_property
    def extended(self) -> Mapping[str, tuple[int, Deadline, datetime]]:
        """Deadlines of single papers: of which unit, and when the later date was granted."""
        return extended_deadlines(self.plan, self.records)

    @cached_property
    def contacts(self) -> Contacts:
        """Whom of each unit to write to."""
        return contacts_on(self.records, self.now.date())

    @cached_property
    def snoozed(self) -> Mapping[int, date]:
        """Units that asked not to be reminded before a day."""
        return self.records.speaking.snoozed()

    @cached_property
    def noted(self) -> frozenset[str]:
        """Rungs and days that are over for somebody."""
        return frozenset(
            key
            for head in ("rung", "day")
            for key in self.records.notices.known(f"{head}:{self.plan.id}:")
        )

    def note(self, name: str, step: ReminderStep) -> str:
        """The key under which a step is said to somebody once."""
        return f"rung:{self.plan.id}:{name}:{step.key}"

    def day(self, name: str) -> str:
        """The key under which somebody is reminded at most once a day."""
        return f"day:{self.plan.id}:{name}:{self.now.date().isoformat()}"

    @cached_property
    def stamp(self) -> str:
        """The minute in the keys of messages: what could not be said may be due again that day."""
        return self.now.isoformat(timespec="minutes")

    def slot(self, name: str) -> time:
        """The minute of the day at which this receiver is written to."""
        return slot_of(self.plan.reminders, f"{self.plan.id}:{name}")

    def due_to_unit(self, unit_id: int) -> list[Due]:
        """Its steps, after its wish for silence: only a deadline's own day breaks that."""
        until = self.snoozed.get(unit_id)
        if until is None:
            return list(self._due_of_unit(unit_id))
        if until > self.now.date():
            due = self._due_of_unit(unit_id)
            return [each for each in due if each.step.workdays == 0]
        ended = datetime.combine(until, self.plan.reminders.opens, self.now.tzinfo)
        return list(self._due_of_unit(unit_id, ended))

    def due_to_group(self, group_id: int | None) -> list[Due]:
        """The steps of an assessment group."""
        return list(self._due(GROUP, group_name(group_id)))

    def due_to_section(self) -> list[Due]:
        """The steps of the supervision section."""
        return list(self._due(SECTION, SECTION_NAME))

    def fresh(self, name: str, due: Iterable[Due]) -> list[Due]:
        """Those not said to this receiver yet, none where today's message went out already."""
        if self.day(name) in self.noted:
            return []
        return [each for each in due if self.note(name, each.step) not in self.noted]

    def supervisors(self) -> list[Member]:
        """Supervision staff who can be written to today."""
        return self.contacts.available(self._section)

    def of_group(self, group_id: int) -> list[Member]:
        """Members of a group who can be written to today; the first of them is."""
        return self.contacts.available(self.records.members.of_group(group_id))

    @cached_property
    def _section(self) -> list[Member]:
        return self.records.members.supervisors()

    @cached_property
    def _steps(self) -> Mapping[str, list[list[ReminderStep]]]:
        reminders, days = self.plan.reminders, self.workdays
        return {
            to: [schedule(each, reminders, days, to) for each in self._of_all(to)]
            for to in (UNIT, GROUP, SECTION)
        }

    def _of_all(self, to: str) -> Iterator[Deadline]:
        """Of single papers a unit hears of its own only (`_of_unit`), group and section of all."""
        yield from self.in_force.values()
        if to != UNIT:
            yield from (deadline for _, deadline, _ in self.extended.values())

    def _of_unit(self, unit_id: int) -> list[list[ReminderStep]]:
        """The steps of the unit's own deadlines."""
        own = (deadline for unit, deadline, _ in self.extended.values() if unit == unit_id)
        return [schedule(each, self.plan.reminders, self.workdays, UNIT) for each in own]

    def _due_of_unit(self, unit_id: int, resumed: datetime | None = None) -> Iterator[Due]:
        own = self._of_unit(unit_id)
        return self._due(UNIT, unit_name(unit_id), resumed, own)

    @cached_property
    def _confirmed(self) -> Mapping[str, datetime]:
        rulings = self.records.dates.effective(self.plan.id)
        granted = {id: at for id, (_, _, at) in self.extended.items()}
        return {id: ruling.at for id, ruling in rulings.items()} | granted

    def _due(
        self,
        to: str,
        name: str,
        resumed: datetime | None = None,
        own: Iterable[list[ReminderStep]] = (),
    ) -> Iterator[Due]:
        slot = self.slot(name)
        for steps in filter(None, [*self._steps[to], *own]):
            confirmed = self._confirmed.get(steps[0].deadline_id)
            due = due_step(
                steps, slot, self.workdays, self.now, confirmed=confirmed, resumed=resumed
            )
            if due:
                yield due
