"""A command narrowed to a group or to kinds of units."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.turn.entity_extraction import group_in, kinds_in
from rules.roster import UnitKind
from storage.views import Group, Unit


@dataclass(frozen=True)
class Narrowing:
    """Neither a group nor kinds: it is about all units."""

    group: int | None = None
    kinds: frozenset[UnitKind] | None = None

    @classmethod
    def said(cls, text: str, groups: Sequence[Group]) -> "Narrowing":
        """As a command says it."""
        group = group_in(text, groups)
        return cls(group.id if group else None, kinds_in(text))

    def fits(self, unit: Unit) -> bool:
        """Whether the command is about this unit."""
        return self.group in (None, unit.group_id) and (
            self.kinds is None or unit.kind in self.kinds
        )
