"""WeCom's address book held against the roster: whose account is whose, and what cannot be told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rules.names import name_key
from rules.roster import ImportRows, MemberRow, Role
from storage import Records
from storage.views import Member, Person, Unit

_IN_UNITS: Final = (Role.CLERK, Role.CADRE)


@dataclass(frozen=True)
class Department:
    """`name` is empty where WeCom does not tell it; `parent` may be one that is not visible."""

    id: int
    name: str
    parent: int


@dataclass(frozen=True)
class Account:
    """A member of WeCom; `name` is empty where WeCom does not tell it."""

    userid: str
    name: str
    departments: tuple[int, ...]


@dataclass(frozen=True)
class AddressBook:
    """What the app may read. `unread`: what is hidden, in words.

    `accounts` are all, so that two of one name are seen; `chosen` (userids, case-folded) are to be
    matched, of the departments `asked`.
    """

    departments: tuple[Department, ...]
    asked: frozenset[int]
    accounts: tuple[Account, ...]
    chosen: frozenset[str]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matched:
    """Rows ready for an import, and in words what was left out of them and why."""

    rows: ImportRows
    left_out: tuple[str, ...]


def matched(records: Records, book: AddressBook, role: Role) -> Matched:
    """Accounts by name within their unit. `role`: what they are, unless the roster says more."""
    match = _Match(records, book, role)
    rows = tuple(match.rows())
    return Matched(ImportRows(members=rows, members_last=True), (*book.unread, *match.left_out))


@dataclass
class _Match:
    records: Records
    book: AddressBook
    role: Role
    left_out: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[MemberRow]:
        places, units = self._units(), self.records.roster.units()
        by_unit: dict[int, list[Account]] = {}
        for account in self.book.accounts:
            found = {places[id] for id in account.departments if id in places}
            if len(found) == 1:
                by_unit.setdefault(found.pop(), []).append(account)
            elif account.userid.casefold() in self.book.chosen:
                why = "同时在几个单位的部门里" if found else "所在部门不是名册里的单位"
                self._leave(account, f"{why}，定不了单位")
        for unit in units:
            yield from self._of_unit(unit, by_unit.get(unit.id, ()))

    def _units(self) -> Mapping[int, int]:
        """The unit each department is, or lies in: the nearest above that bears a unit's name."""
        own = {each.id: self._unit_ids(each) for each in self.book.departments}
        parents = {each.id: each.parent for each in self.book.departments}
        found: dict[int, int] = {}
        for each in self.book.departments:
            at, seen = each.id, set[int]()
            while at in own and not own[at] and at not in seen:
                seen.add(at)
                at = parents[at]
            if len(own.get(at, ())) == 1:
                found[each.id] = own[at][0]
            elif each.id in self.book.asked:
                self._no_unit(each, ambiguous=at in own and len(own[at]) > 1)
        return found

    def _unit_ids(self, department: Department) -> list[int]:
        wanted = name_key(department.name)
        return [
            unit.id
            for unit in self.records.roster.units()
            if wanted and wanted in map(name_key, (unit.name, *unit.short_names))
        ]

    def _no_unit(self, department: Department, *, ambiguous: bool) -> None:
        if not department.name:
            words = "看不到部门名称，对不上单位"
        elif ambiguous:
            words = "名册里有几个单位叫这个名字，没有猜"
        else:
            words = (
                "名册里没有叫这个名字的单位，没有导入。企业微信里看不出单位类别；是单位的，"
                "请先在人员表的“单位”里写上全称（或简称）和类别"
            )
        self.left_out.append(f"部门“{department.name or department.id}”：{words}。")

    def _of_unit(self, unit: Unit, accounts: Sequence[Account]) -> Iterator[MemberRow]:
        people = self._people(unit) if accounts else []
        names = [name_key(account.name) for account in accounts]
        for account in accounts:
            if account.userid.casefold() not in self.book.chosen:
                continue
            name = name_key(account.name)
            found = [each for each in people if name_key(each.name) == name]
            if not name:
                self._leave(account, "看不到姓名", unit)
            elif names.count(name) > 1:
                self._leave(account, "这个单位有几个账号同名，没有猜是哪一个", unit)
            elif len(found) > 1:
                self._leave(account, "名册里这个单位有几个人同名，没有猜是哪一个", unit)
            else:
                yield from self._row(unit, account, next(iter(found), None))

    def _people(self, unit: Unit) -> list[Person]:
        roster = self.records.roster
        people = (*roster.people(unit.id), *roster.secondees_at(unit.id))
        return list({each.id: each for each in people}.values())

    def _row(self, unit: Unit, account: Account, person: Person | None) -> Iterator[MemberRow]:
        known = self.records.members.by_userid(account.userid)
        if known is None:
            why = self._why_not(unit, account, person)
        else:
            why = self._differs(unit, account, known)
        if why:
            self._leave(account, why, unit)
        # Only a cadre can become more; whoever is more on the roster stays so.
        elif known is None or (known.role is Role.CADRE and self.role is Role.CLERK):
            name = name_key(account.name)
            yield MemberRow(0, account.userid, name, self.role.value, unit.name)

    def _differs(self, unit: Unit, account: Account, known: Member) -> str:
        """Supervisors and groups belong to no unit, whatever department they are in."""
        same = name_key(known.name) == name_key(account.name)
        if same and (known.role not in _IN_UNITS or known.unit_id == unit.id):
            return ""
        return f"名册里这个账号写的是{known.name}，姓名或单位对不上，没有改"

    def _why_not(self, unit: Unit, account: Account, person: Person | None) -> str:
        """Why an account the roster does not have cannot be somebody's; empty where it can."""
        others = "、".join(each.userid for each in self._members_named(unit, account))
        if others:
            return f"名册里同名的成员用的是账号{others}，没有猜是不是同一个人；换了账号的请更正"
        if person is None:
            return "名册里这个单位没有这个人，没有猜是谁"
        if self.role is Role.CADRE and person.unit_id != unit.id:
            return "在这个单位挂职，账号请写在人员表的“企业微信成员”里"
        return ""

    def _members_named(self, unit: Unit, account: Account) -> list[Member]:
        found = self.records.members.named(account.name)
        return [each for each in found if each.unit_id == unit.id]

    def _leave(self, account: Account, why: str, unit: Unit | None = None) -> None:
        where = f"，{unit.name}" if unit else ""
        self.left_out.append(
            f"账号{account.userid}（{account.name or '姓名不可见'}{where}）：{why}。"
        )
