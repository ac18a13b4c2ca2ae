"""The import of a roster: every row checked, then all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session, SQLModel, select

from rules.names import as_kept, name_key
from rules.noted_names import without_notes
from rules.plan import Fact
from rules.roster import (
    COLUMNS,
    GROUPS,
    MEMBERS,
    NEED_SUPERIOR,
    PEOPLE,
    ROLE_LABELS,
    SECONDMENTS,
    SENT_BY_LABELS,
    UNIT_KIND_LABELS,
    UNITS,
    GroupRow,
    ImportProblem,
    ImportResult,
    ImportRows,
    MemberRow,
    PersonRow,
    Role,
    SecondmentRow,
    UnitKind,
    UnitRow,
)
from storage.roster.cells import Cells, labelled, like_known, read_facts
from storage.roster.gone_units import kept_short_names, outdated_names, short_names
from storage.roster.history import former_people
from storage.roster.odd_cells import odd_cells
from storage.roster.progress import Progress, told
from storage.roster.secondment import months_too_long
from storage.tables import GroupTable, MemberTable, PersonTable, SecondmentTable, UnitTable

_Row = TypeVar("_Row", bound=SQLModel)
_KINDS = labelled(UNIT_KIND_LABELS)
_ROLES = labelled(ROLE_LABELS)
_SENT_BY = labelled(SENT_BY_LABELS)


def import_rows(
    session: Session,
    rows: ImportRows,
    facts: Mapping[str, Fact],
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Import all rows, or none when there is any problem; with `dry_run` never any."""
    # Carried out even for a dry run, inside a savepoint: what it says it would change it would.
    savepoint: SessionTransaction = session.begin_nested()
    rows = without_notes(rows, session.exec(select(PersonTable.name)).all())
    run = _Import(session, facts, [*rows.problems, *odd_cells(rows)], list(rows.noted))
    run.groups(rows.groups)
    run.units(rows.units)
    run.people(told(rows.people, PEOPLE, progress))
    run.secondments(rows.secondments)
    run.members(told(rows.members, MEMBERS, progress), last=rows.members_last)
    if run.problems or dry_run:
        savepoint.rollback()
        session.expire_all()
    else:
        savepoint.commit()
    if run.problems:
        return ImportResult((), (), tuple(run.problems), tuple(run.warnings))
    return ImportResult(tuple(run.added), tuple(run.changed), warnings=tuple(run.warnings))


class _Import:
    """One run over all sheets. Later sheets refer to earlier ones by name."""

    def __init__(
        self,
        session: Session,
        facts: Mapping[str, Fact],
        problems: list[ImportProblem],
        warnings: list[ImportProblem],
    ) -> None:
        self._session, self._facts = session, facts
        self.problems, self.warnings = problems, warnings
        self.added: list[str] = []
        self.changed: list[str] = []
        self._groups = {row.name: row for row in session.exec(select(GroupTable))}
        self._units = {row.name: row for row in session.exec(select(UnitTable)) if not row.left_at}
        self._outdated, self._kept = outdated_names(session), kept_short_names(session)
        self._former = former_people(session)
        people = session.exec(select(PersonTable))
        self._people = {(row.unit_id, name_key(row.name)): row for row in people}
        self._secondments = {
            (row.person_id, row.host_unit_id): row for row in session.exec(select(SecondmentTable))
        }
        self._members = {row.userid: row for row in session.exec(select(MemberTable))}

    def groups(self, rows: Sequence[GroupRow]) -> None:
        seen: dict[object, int] = {}
        for row in rows:
            cells = Cells(GROUPS, row.row, self.problems)
            name = cells.needed("name", row.name, "第一考核组")
            if name and cells.first(seen, name, "name", "第二考核组"):
                self._keep(self._groups, name, GroupTable, {"name": name}, f"考核组：{name}")
        self._session.flush()

    def units(self, rows: Sequence[UnitRow]) -> None:
        seen: dict[object, int] = {}
        for row in rows:
            cells = Cells(UNITS, row.row, self.problems)
            name = like_known(cells.needed("name", row.name, "县财政局"), self._units)
            kind = cells.one_of("kind", row.kind, _KINDS, "单位类别")
            group = self._group(cells, row.group)
            known = not cells.outdated("name", row.name, self._outdated)
            if known and name and cells.first(seen, name, "name", "城南镇"):
                values = {
                    "name": name,
                    # A kind that is wrong keeps everything out; the name is known all the same,
                    # so that the sheets which refer to it are not blamed.
                    "kind": (kind or UnitKind.OTHER).value,
                    "short_names": short_names(row.short_names, self._units.get(name), self._kept),
                    "group_id": group,
                }
                self._keep(self._units, name, UnitTable, values, f"单位：{name}")
        self._session.flush()
        # Only now is every unit known that may be somebody's superior.
        for row in rows:
            self._superior(row)
        self._session.flush()

    def people(self, rows: Iterable[PersonRow]) -> None:
        seen: dict[object, int] = {}
        for row in rows:
            cells = Cells(PEOPLE, row.row, self.problems)
            name = cells.needed("name", row.name, "王强")
            unit = self._unit(cells, "unit", row.unit)
            facts = read_facts(cells, self._facts, row.facts)
            known = not cells.renamed("name", row.name, self._former.get(unit or 0, {}))
            key = (unit, name_key(name or ""))
            twice = (unit or as_kept(row.unit), key[1])
            first = not name or cells.first(seen, twice, "name", f"{name}（财政所）")
            if known and name and unit and first:
                listed = self._people.get((unit, key[1]))
                name = listed.name if listed else name  # 阿卜杜拉买买提 is listed with its dot
                values = {
                    "left_at": None,  # whoever is on the sheet is back
                    "name": name,
                    "unit_id": unit,
                    "post": row.post.strip(),
                    "facts": facts,
                }
                words = f"人员：{name}（{as_kept(row.unit)}）"
                self._keep(self._people, key, PersonTable, values, words)
        self._session.flush()

    def secondments(self, rows: Sequence[SecondmentRow]) -> None:
        seen: dict[object, int] = {}
        for row in rows:
            cells = Cells(SECONDMENTS, row.row, self.problems)
            host = self._unit(cells, "host_unit", row.host_unit)
            if cells.outdated("home_unit", row.home_unit, self._outdated):
                continue
            home = cells.needed("home_unit", row.home_unit, "县财政局")
            sent_by = cells.one_of("sent_by", row.sent_by, _SENT_BY, "派出层级")
            start = cells.date("start", row.start)
            end = cells.date("end", row.end, needed=False)
            if start and end and end < start:
                cells.wrong("end", "挂职结束日期早于开始日期", start.isoformat())
            if home and home == as_kept(row.host_unit):
                cells.wrong("host_unit", "派出单位和挂职单位是同一个单位", "城关镇")
            person = self._seconded_person(cells, row, host)
            listed = self._session.get(PersonTable, person) if person else None
            too_long = months_too_long(self._facts, listed, start, end) if listed and start else ""
            if too_long:
                cells.wrong("end", too_long)
            twice = (person or as_kept(row.person), host or as_kept(row.host_unit))
            first = not all(twice) or cells.first(seen, twice, "person", "王强")
            if host and home and sent_by and start and person and first:
                values = {
                    "person_id": person,
                    "host_unit_id": host,
                    "home": home,
                    "sent_by": sent_by,
                    "start": start,
                    "end": end,
                }
                words = f"挂职：{as_kept(row.person)}（{home}→{as_kept(row.host_unit)}）"
                self._keep(self._secondments, (person, host), SecondmentTable, values, words)
        self._session.flush()

    def members(self, rows: Iterable[MemberRow], *, last: bool) -> None:
        seen: dict[object, int] = {}
        after = [row.position + 1 for row in self._members.values()] if last else []
        for position, row in enumerate(rows, max(after, default=0)):
            cells = Cells(MEMBERS, row.row, self.problems)
            userid = cells.needed("userid", row.userid, "zhangsan")
            name = cells.needed("name", row.name, "张三")
            role = cells.one_of("role", row.role, _ROLES, "身份")
            key = userid.casefold() if userid else ""
            first = not key or cells.first(seen, key, "userid", "zhangsan2")
            place = self._place(cells, row, role, name or "")
            if not (key and name and role and first):
                continue
            values = {"userid": key, "name": name, "role": role.value, "position": position} | place
            words = f"成员：{name}（{userid}，{ROLE_LABELS[role]}）"
            self._keep(self._members, key, MemberTable, values, words)
        self._session.flush()

    def _place(self, cells: Cells, row: MemberRow, role: Role | None, name: str) -> dict[str, Any]:
        """Where a member belongs: clerks and cadres to a unit, group members to a group."""
        group = self._group(cells, row.group)
        if role is Role.GROUP and group is None and not as_kept(row.group):
            cells.wrong("group", "考核组成员要填考核组", next(iter(self._groups), "第一考核组"))
        unit = None
        if role in {Role.CLERK, Role.CADRE} or as_kept(row.unit):
            unit = self._unit(cells, "unit", row.unit)
        person = self._people.get((unit, name_key(name))) if unit and role is Role.CADRE else None
        # Who left the season gets no account again, unless the people's sheet has them back.
        person = None if person and person.left_at else person
        if role is Role.CADRE and unit and name and person is None:
            cells.not_listed("name", name, as_kept(row.unit))
        return {
            "unit_id": unit,
            "group_id": group,
            "person_id": person.id if person else None,
        }

    def _keep(
        self,
        known: dict[Any, _Row],
        key: object,
        table: type[_Row],
        values: Mapping[str, Any],
        words: str,
    ) -> None:
        """Add a row, or bring the known one in line; say what happened."""
        row = known.get(key)
        if row is None:
            known[key] = row = table(**values)
            self._session.add(row)
            self.added.append(f"新增{words}")
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            self._session.add(row)
            self.changed.append(f"修改{words}")

    def _superior(self, row: UnitRow) -> None:
        unit = self._units.get(like_known(as_kept(row.name), self._units) or "")
        cells = Cells(UNITS, row.row, self.problems)
        wanted = self._unit(cells, "superior", row.superior) if as_kept(row.superior) else None
        if unit is None:
            return
        if unit.kind in NEED_SUPERIOR and not as_kept(row.superior):
            label = UNIT_KIND_LABELS[UnitKind(unit.kind)]
            what = f"“{unit.name}”是{label}，没有填写上级主管部门，定不了这里的人由谁考核"
            column = COLUMNS[UNITS]["superior"]
            self.warnings.append(ImportProblem(UNITS, row.row, column, what, "县教育局"))
        if wanted is not None and wanted == unit.id:
            cells.wrong("superior", "上级主管部门不能是单位自己", "县教育局")
        elif unit.superior_id != wanted:
            unit.superior_id = wanted
            self._session.add(unit)
            self._say_changed(f"单位：{unit.name}")

    def _say_changed(self, words: str) -> None:
        if f"新增{words}" not in self.added and f"修改{words}" not in self.changed:
            self.changed.append(f"修改{words}")

    def _group(self, cells: Cells, text: str) -> int | None:
        if not as_kept(text):
            return None
        row = cells.one_of("group", text, self._groups, "考核组")
        return row.id if row else None

    def _unit(self, cells: Cells, column: str, text: str) -> int | None:
        if cells.outdated(column, text, self._outdated):
            return None
        row = cells.one_of(column, text, self._units, "单位")
        return row.id if row else None

    def _seconded_person(self, cells: Cells, row: SecondmentRow, host: int | None) -> int | None:
        """Listed under the home unit, or under the host unit when sent from outside the county."""
        name = cells.needed("person", row.person, "王强")
        if name is None:
            return None
        home = self._units.get(like_known(as_kept(row.home_unit), self._units) or "")
        listed = self._units.get(like_known(as_kept(row.listed_at), self._units) or "")
        for unit in (listed.id,) if listed else (home.id if home else None, host):
            person = self._people.get((unit or 0, name_key(name)))
            if person is not None:
                return person.id
        from_above = home is None and _SENT_BY.get(as_kept(row.sent_by), "county") != "county"
        where = as_kept(row.host_unit) if from_above else as_kept(row.home_unit)
        if where:
            cells.not_listed("person", name, where, known=where in self._units)
        return None
