"""Changes of the roster and of logins as typed commands; `shown` is the mark of what was shown."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from storage.views import Entity

_Id = Annotated[int, Field(ge=0, lt=10**9)]
_Name = Annotated[str, StringConstraints(max_length=100)]
_Value = Annotated[str, StringConstraints(max_length=2000)]


@dataclass(frozen=True)
class CorrectRoster:
    """One correction of a person, unit or account, as typed; `id` is empty for what is added."""

    entity: Entity
    id: _Name
    field: _Name
    values: dict[_Name, _Value]
    shown: _Name = ""
    kind: Literal["correct_roster"] = "correct_roster"


@dataclass(frozen=True)
class MergeUnits:
    """Make one unit part of another."""

    unit_id: _Id
    into_id: _Id
    shown: _Name = ""
    kind: Literal["merge_units"] = "merge_units"


@dataclass(frozen=True)
class RemoveUnit:
    """Take a unit with nobody left off the roster."""

    unit_id: _Id
    kind: Literal["remove_unit"] = "remove_unit"


@dataclass(frozen=True)
class RestoreUnit:
    """Take such a removal back."""

    unit_id: _Id
    kind: Literal["restore_unit"] = "restore_unit"


@dataclass(frozen=True)
class EndSessions:
    """End a member's logins on the pages: the one of that number, or with 0 all."""

    userid: _Name
    session: _Id = 0
    kind: Literal["end_sessions"] = "end_sessions"
