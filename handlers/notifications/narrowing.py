"""A command narrowed to a group or to kinds of units, as a button's key carries it."""

import re
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

    @property
    def key(self) -> str:
        kinds = "+".join(sorted(self.kinds)) if self.kinds is not None else ""
        return f"g{'' if self.group is None else self.group}k{kinds}"

    @classmethod
    def said(cls, text: str, groups: Sequence[Group]) -> "Narrowing":
        """As a command says it."""
        group = group_in(text, groups)
        return cls(group.id if group else None, kinds_in(text))

    @classmethod
    def read(cls, key: str) -> "Narrowing | None":
        """What `key` says, None for a key of another shape."""
        found = re.fullmatch(r"g(\d*)k([a-z_+]*)", key)
        if found is None:
            return None
        group, kinds = found.groups()
        named = frozenset(UnitKind(kind) for kind in kinds.split("+")) if kinds else None
        return cls(int(group) if group else None, named)

    def fits(self, unit: Unit) -> bool:
        return self.group in (None, unit.group_id) and (
            self.kinds is None or unit.kind in self.kinds
        )
