"""WeCom members: who writes to us and whom we write to."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import ColumnElement, bindparam, func
from sqlalchemy import select as columns
from sqlmodel import Session, and_, col, or_, select

from rules.names import name_key
from rules.roster import Role
from storage.made import Made
from storage.tables import MemberTable
from storage.views import Member, Person

# Made once: building a statement takes longer than running it.
_BY_USERID: Final = Made(
    columns(
        col(MemberTable.userid),
        col(MemberTable.name),
        col(MemberTable.role),
        col(MemberTable.unit_id),
        col(MemberTable.group_id),
        col(MemberTable.person_id),
        col(MemberTable.reachable),
        col(MemberTable.why_not),
    ).where(col(MemberTable.userid) == bindparam("id"))
)


class Members:
    """Members by userid, which WeCom compares without regard to case."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def by_userid(self, userid: str) -> Member | None:
        """The member, or None for somebody not on the roster."""
        self._session.flush()  # what is still to be written counts
        row = _BY_USERID.first(self._session, id=userid.casefold())
        return Member(row[0], row[1], Role(row[2]), *row[3:]) if row else None

    def clerks_of(self, unit_id: int) -> list[Member]:
        """A unit's clerks, first clerk first, reachable or not."""
        return [m for m in self._where_role(Role.CLERK) if m.unit_id == unit_id]

    def clerks(self) -> dict[int, list[Member]]:
        """Every unit's clerks in their order, by unit id."""
        found: dict[int, list[Member]] = {}
        for member in self._where_role(Role.CLERK):
            if member.unit_id is not None:
                found.setdefault(member.unit_id, []).append(member)
        return found

    def cadres(self) -> list[Member]:
        """Members who are cadres and nothing else."""
        return self._where_role(Role.CADRE)

    def supervisors(self) -> list[Member]:
        """Supervision staff, reachable or not."""
        return self._where_role(Role.SUPERVISOR)

    def of_group(self, group_id: int) -> list[Member]:
        """Members of an assessment group."""
        return [m for m in self._where_role(Role.GROUP) if m.group_id == group_id]

    def of_people(self, person_ids: Collection[int]) -> dict[int, Member]:
        """Those of these people who are members themselves, by person id."""
        rows = self._session.exec(
            select(MemberTable).where(col(MemberTable.person_id).in_(person_ids))
        )
        return {row.person_id: member_view(row) for row in rows if row.person_id is not None}

    def accounts_of(self, person: Person) -> list[Member]:
        """Their accounts. A clerk's is theirs by name: within a unit a name is one only."""
        rows = self._session.exec(
            select(MemberTable).where(theirs(person.id, person.unit_id, person.name))
        )
        return [member_view(row) for row in rows]

    def named(self, name: str) -> list[Member]:
        """Members of this name."""
        wanted = name_key(name)
        rows = self._session.exec(select(MemberTable))
        return [member_view(row) for row in rows if name_key(row.name) == wanted]

    def unreachable(self) -> list[Member]:
        """Whom WeCom would not deliver to at the last try."""
        rows = self._session.exec(
            select(MemberTable)
            .where(col(MemberTable.reachable).is_(False))
            .order_by(col(MemberTable.userid))
        )
        return [member_view(row) for row in rows]

    def mark_unreachable(self, userid: str, why: str) -> None:
        """WeCom says it cannot deliver to this member, for this reason in words."""
        self._mark(userid, reachable=False, why_not=why)

    def mark_reachable(self, userid: str) -> None:
        """A message went through."""
        self._mark(userid, reachable=True, why_not="")

    def count(self) -> int:
        """How many there are."""
        return self._session.exec(select(func.count()).select_from(MemberTable)).one()

    def _mark(self, userid: str, *, reachable: bool, why_not: str) -> None:
        row = self._session.get(MemberTable, userid.casefold())
        # Written only on a change: this runs after every message sent.
        if row and (row.reachable, row.why_not) != (reachable, why_not):
            row.reachable, row.why_not = reachable, why_not
            self._session.add(row)
            self._session.flush()

    def _where_role(self, role: Role) -> list[Member]:
        rows = self._session.exec(
            select(MemberTable)
            .where(MemberTable.role == role.value)
            .order_by(col(MemberTable.position), col(MemberTable.userid))
        )
        return [member_view(row) for row in rows]


def theirs(person_id: int | None, unit_id: int, name: str) -> ColumnElement[bool]:
    """Which accounts are a person's."""
    by_name = and_(col(MemberTable.unit_id) == unit_id, col(MemberTable.name) == name)
    return or_(col(MemberTable.person_id) == person_id, by_name)


def member_view(row: MemberTable) -> Member:
    """The row as others see it."""
    return Member(
        row.userid,
        row.name,
        Role(row.role),
        row.unit_id,
        row.group_id,
        row.person_id,
        row.reachable,
        row.why_not,
    )
