"""Who of a unit is written to: one person, the first clerk who can and may be reached."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from storage import Records
from storage.views import Absence, Member


@dataclass(frozen=True)
class Contacts:
    """The clerks of every unit on one day, in the order in which they are written to."""

    clerks: dict[int, list[Member]]
    away: dict[str, Absence] = field(default_factory=dict)

    def of(self, unit_id: int) -> list[Member]:
        """Those who can be reached and are not on leave; the first of them is written to."""
        return self.available(self.clerks.get(unit_id, ()))

    def available(self, members: Sequence[Member]) -> list[Member]:
        """Those of them who can be reached and are not on leave."""
        return [each for each in members if each.reachable and each.userid not in self.away]

    def why_nobody(self, unit_id: int) -> str:
        """Why none of a unit's clerks can be written to, in words."""
        why = [f"{each.name}：{self._why(each)}" for each in self.clerks.get(unit_id, ())]
        return "；".join(why) or "名册里没有登记政工人事"

    def _why(self, member: Member) -> str:
        absence = self.away.get(member.userid)
        return leave_words(absence) if absence and member.reachable else member.why_not


def contacts_on(records: Records, day: date) -> Contacts:
    """Whom to write to that day: one message a unit, not one to every clerk.

    The clerk the unit named comes first, then the roster's order.
    """
    clerks = records.members.clerks()
    for unit_id, userid in records.speaking.contacts().items():
        if unit_id in clerks:
            clerks[unit_id].sort(key=lambda each: each.userid != userid)
    return Contacts(clerks, {each.userid: each for each in records.speaking.away(day)})


def leave_words(absence: Absence) -> str:
    """1月3日至6日请假."""
    first, last = absence.first, absence.last
    until = "" if first == last else f"至{last.month}月{last.day}日"
    return f"{first.month}月{first.day}日{until}请假"
