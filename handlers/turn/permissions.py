"""Who may do what to whose papers: one table for chat, pages, clock and command line.

A row is a deed or a look, a column a role, a cell how far it reaches. Nothing else in the product
compares roles to decide whether something may be done. Strangers, whom no roster knows, may
nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto
from types import MappingProxyType
from typing import Final

from handlers.turn.context import DeedContext
from rules.roster import Role


class Reach(IntEnum):
    """Whose matters a role may touch, each wider than the one before."""

    NOBODY = 0
    SELF = 1  # what one did or handed in oneself, and what is about oneself
    UNIT = 2  # the own unit
    GROUP = 3  # the units of the own assessment group
    COUNTY = 4


class Deed(StrEnum):
    """What may be done, and below it what may be looked at."""

    WITHDRAW = auto()
    RETURN_PAPER = auto()
    MOVE_PAPERS = auto()  # take over, check, pass on
    FILE_PAPERS = auto()
    HAND_IN = auto()
    COMMENT = auto()  # in the thread of a paper
    CHASE = auto()  # a unit's clerk
    CHASE_PEOPLE = auto()  # people of a unit
    ANNOUNCE = auto()
    SET_DEADLINES = auto()
    SET_WORKDAY = auto()
    SET_CEILING = auto()
    LEAVE = auto()
    REMIND_LESS = auto()
    NAME_CONTACT = auto()
    REMIND_ONESELF = auto()
    QUIET_HOURS = auto()  # one's own
    PETITION = auto()
    ANSWER_CASE = auto()
    WITHDRAW_PRECEDENT = auto()
    ASK_EXTENSION = auto()  # a later date for a paper
    HAND_OVER = auto()  # words for a human
    DOUBT_ANSWER = auto()  # an answer of ours is wrong
    SETTLE_MATTER = auto()  # any of these three
    TEACH = auto()
    FORGET_LESSON = auto()
    CHANGE_PROPOSAL = auto()
    CORRECT_ROSTER = auto()
    TRY_ROSTER = auto()  # a sheet is ruled on, nothing is imported
    MERGE_UNITS = auto()
    END_SESSIONS = auto()  # logins on the pages

    SEE_PAPERS = auto()
    SEE_GRADES = auto()  # which grades are proposed, in forms made for somebody
    SEE_BOARD = auto()
    SEE_CASES = auto()
    SEE_MATTERS = auto()
    SEE_UNREAD = auto()
    SEE_TRAIL = auto()
    SEE_REMINDED = auto()
    SEE_LEDGER = auto()
    SEE_CLAIMS = auto()
    SEE_ROSTER = auto()
    EXPORT = auto()
    PACK = auto()
    DECISION_SLIP = auto()


_NOBODY, _SELF, _UNIT, _GROUP, _COUNTY = Reach
# Columns: clerk, cadre, assessment group, supervision section.
_ROWS: Final[Mapping[Deed, tuple[Reach, Reach, Reach, Reach]]] = {
    Deed.WITHDRAW: (_SELF, _SELF, _NOBODY, _NOBODY),
    Deed.RETURN_PAPER: (_NOBODY, _NOBODY, _GROUP, _COUNTY),
    Deed.MOVE_PAPERS: (_NOBODY, _NOBODY, _GROUP, _COUNTY),
    Deed.FILE_PAPERS: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.HAND_IN: (_UNIT, _SELF, _NOBODY, _NOBODY),
    Deed.COMMENT: (_UNIT, _NOBODY, _GROUP, _COUNTY),
    Deed.CHASE: (_NOBODY, _NOBODY, _GROUP, _COUNTY),
    Deed.CHASE_PEOPLE: (_UNIT, _NOBODY, _NOBODY, _NOBODY),
    Deed.ANNOUNCE: (_NOBODY, _NOBODY, _GROUP, _COUNTY),
    Deed.SET_DEADLINES: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.SET_WORKDAY: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.SET_CEILING: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.LEAVE: (_SELF, _NOBODY, _SELF, _SELF),
    Deed.REMIND_LESS: (_UNIT, _NOBODY, _NOBODY, _NOBODY),
    Deed.NAME_CONTACT: (_UNIT, _NOBODY, _NOBODY, _NOBODY),
    Deed.REMIND_ONESELF: (_SELF, _SELF, _SELF, _SELF),
    Deed.QUIET_HOURS: (_SELF, _SELF, _SELF, _SELF),
    Deed.PETITION: (_UNIT, _SELF, _GROUP, _COUNTY),
    Deed.ANSWER_CASE: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.WITHDRAW_PRECEDENT: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.ASK_EXTENSION: (_UNIT, _SELF, _NOBODY, _NOBODY),
    Deed.HAND_OVER: (_SELF, _SELF, _SELF, _NOBODY),
    Deed.DOUBT_ANSWER: (_SELF, _SELF, _SELF, _SELF),
    Deed.SETTLE_MATTER: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.TEACH: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.FORGET_LESSON: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.CHANGE_PROPOSAL: (_UNIT, _NOBODY, _NOBODY, _NOBODY),
    Deed.CORRECT_ROSTER: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.TRY_ROSTER: (_UNIT, _NOBODY, _NOBODY, _COUNTY),
    Deed.MERGE_UNITS: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.END_SESSIONS: (_SELF, _SELF, _SELF, _COUNTY),
    Deed.SEE_PAPERS: (_UNIT, _SELF, _GROUP, _COUNTY),
    Deed.SEE_GRADES: (_UNIT, _NOBODY, _GROUP, _COUNTY),
    Deed.SEE_BOARD: (_NOBODY, _NOBODY, _GROUP, _COUNTY),
    Deed.SEE_CASES: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.SEE_MATTERS: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.SEE_UNREAD: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.SEE_TRAIL: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.SEE_REMINDED: (_NOBODY, _NOBODY, _GROUP, _COUNTY),
    Deed.SEE_LEDGER: (_UNIT, _NOBODY, _NOBODY, _COUNTY),
    Deed.SEE_CLAIMS: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.SEE_ROSTER: (_UNIT, _NOBODY, _GROUP, _COUNTY),
    Deed.EXPORT: (_NOBODY, _NOBODY, _NOBODY, _COUNTY),
    Deed.PACK: (_UNIT, _NOBODY, _GROUP, _COUNTY),
    Deed.DECISION_SLIP: (_UNIT, _NOBODY, _NOBODY, _COUNTY),
}
_ROLES: Final = (Role.CLERK, Role.CADRE, Role.GROUP, Role.SUPERVISOR)
TABLE: Final[Mapping[Deed, Mapping[str, Reach]]] = MappingProxyType(
    {deed: MappingProxyType(dict(zip(_ROLES, row, strict=True))) for deed, row in _ROWS.items()}
)


@dataclass(frozen=True)
class Target:
    """What a deed touches: a unit, somebody's own matter by their account or person, or neither.

    A target of neither concerns the whole county.
    """

    unit_id: int | None = None
    userid: str = ""
    person_id: int | None = None


OF_COUNTY: Final = Target()


def reach(role: str, deed: Deed) -> Reach:
    """How far the deed reaches for this role; nobody for strangers."""
    return TABLE[deed].get(role, Reach.NOBODY)


def may(role: str, deed: Deed) -> bool:
    """Whether the role may do it to anything at all."""
    return reach(role, deed) is not Reach.NOBODY


def may_all(context: DeedContext, deed: Deed, targets: Iterable[Target]) -> bool:
    """Whether who acts may do it to every one of these."""
    far = reach(context.asker.role, deed)
    if far in (Reach.NOBODY, Reach.COUNTY):
        return far is Reach.COUNTY
    units, became = _units_within(context, far), context.records.merging.became()
    return all(
        _is_own(context, each) or became.get(each.unit_id or 0, each.unit_id) in units
        for each in targets
    )


def _units_within(context: DeedContext, far: Reach) -> frozenset[int | None]:
    """The ids of the units a reach covers, never None; one's own self covers none."""
    asker = context.asker
    if far is Reach.UNIT and asker.unit_id is not None:
        return frozenset({asker.unit_id})
    if far is Reach.GROUP and asker.group_id is not None:
        units = context.records.roster.units_of_group(asker.group_id)
        return frozenset(unit.id for unit in units)
    return frozenset()


def _is_own(context: DeedContext, target: Target) -> bool:
    asker = context.asker
    if target.person_id is not None and target.person_id == asker.person_id:
        return True
    return bool(target.userid) and target.userid.casefold() == asker.userid.casefold()
