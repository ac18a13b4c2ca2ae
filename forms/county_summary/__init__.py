"""The county's 汇总表: grades by unit, who is proposed 优秀 in order, who has handed in what."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Proposed:
    """Somebody proposed 优秀, in the unit's own order."""

    name: str
    post: str


@dataclass(frozen=True)
class UnitRow:
    """One unit. `grades`: people by grade, None where no 附件8 is in force.

    `base`: whom its own ledger counts; `places`: how many 优秀 use a place of it. `owed`, `here`:
    papers by name.
    """

    name: str
    group: str
    team_grade: str
    grades: dict[str, int] | None
    excellent: tuple[Proposed, ...] = ()
    owed: dict[str, int] = field(default_factory=dict)
    here: dict[str, int] = field(default_factory=dict)
    base: int = 0
    places: int = 0
