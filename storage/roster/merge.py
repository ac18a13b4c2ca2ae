"""Units that end during the season: merged into another, or removed once nobody is left."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, delete, or_, select

from rules.names import name_key
from storage.audit import note
from storage.roster import history
from storage.roster.gone_units import gone_units, gone_words
from storage.roster.papers_along import move_papers
from storage.roster.typed import CannotChange
from storage.tables import (
    ContactTable,
    MemberTable,
    OpenCardTable,
    OutboxTable,
    PersonTable,
    SecondmentTable,
    SnoozeTable,
    UnitTable,
)
from storage.views import Act, Edit, Entity, Json, Merged

_NAMED: Final = 5


def merge(session: Session, old_id: int, new_id: int, edit: Edit) -> Merged | None:
    """Everything of the old unit becomes the new one's, but papers of the unit itself.

    Those say what the old unit handed in: they stay under its name. None where it was so already;
    CannotChange where it cannot be.
    """
    old, new = _locked(session, old_id), _locked(session, new_id)
    gone = gone_units(session)
    if old_id in gone and gone[old_id].into == new_id:
        return None
    if old_id == new_id:
        raise CannotChange("请选两个不同的单位，例如把“城南镇”并入“城关镇”。")
    for id in (old_id, new_id):
        if id in gone:
            raise CannotChange(f"{gone_words(session, gone[id])}，没有改动。请选现在还有的单位。")
    _refuse_twins(session, old, new)
    with history.keeping(session, edit.by, edit.at) as lines:
        merged = _Merge(session, old, new, edit.at).carried_out()
        lines.append((Entity.UNIT, str(old_id), history.MERGED, None, new_id))
    detail = {"field": history.MERGED, "id": old_id, "people": len(merged.people)}
    _note(session, f"{old.name}并入{new.name}", new_id, detail, edit)
    return merged


def remove(session: Session, id: int, edit: Edit) -> bool:
    """The unit is out of the season. False where it is already; CannotChange while it is needed."""
    unit = _locked(session, id)
    if unit.left_at is not None:
        return False
    left = _still_there(session, id, edit)
    if left:
        raise CannotChange(
            f"{unit.name}还有{'；'.join(left)}，没有撤销。请先在“更正名册”里把人调到别的单位"
            "或者办理离开名册；整个单位并走的，请用“并入”。"
        )
    _forget_wishes(session, id)
    _set_left(session, unit, edit.at, "撤销", edit)
    return True


def restore(session: Session, id: int, edit: Edit) -> bool:
    """Take a removal back. A merged unit cannot come back: its people are the other's now."""
    unit, gone = _locked(session, id), gone_units(session).get(id)
    if gone is None:
        return False
    if gone.into is not None:
        raise CannotChange(f"{gone_words(session, gone)}，不能恢复。")
    _set_left(session, unit, None, "恢复", edit)
    return True


class _Merge:
    """One merge, step by step. People move last: what is theirs is found by where they were."""

    def __init__(self, session: Session, old: UnitTable, new: UnitTable, at: datetime) -> None:
        self._session, self._old, self._new, self._at = session, old, new, at
        self._old_id, self._new_id = old.id or 0, new.id or 0

    def carried_out(self) -> Merged:
        waiting, cards = self._reminders()
        at_home = self._secondments()
        papers, kept = move_papers(self._session, self._old_id, self._new_id)
        below, people, members = self._below(), self._people(), self._members()
        _forget_wishes(self._session, self._old_id)
        self._names()
        self._session.flush()
        return Merged(people, members, papers, kept, at_home, below, waiting, cards)

    def _rows(self, table: Any, *which: Any) -> Sequence[Any]:
        return self._session.exec(select(table).where(*which).order_by(col(table.name))).all()

    def _reminders(self) -> tuple[int, int]:
        """How many wait to be sent and lie on screens; each is looked at again by its unit."""
        waiting = select(OutboxTable.payload).where(OutboxTable.state == "waiting")
        mine = [
            one
            for one in self._session.exec(waiting)
            if (one.get("recheck") or {}).get("unit") == self._old_id
        ]
        cards = select(OpenCardTable.key).where(OpenCardTable.unit_id == self._old_id)
        return len(mine), len(self._session.exec(cards).all())

    def _secondments(self) -> tuple[str, ...]:
        """Whoever was on secondment at the other unit is at home now; their names."""
        pair = (self._old_id, self._new_id)
        at_home, elsewhere = [], []
        for row, person in self._posted():
            if person.unit_id == self._old_id and row.home in self._called():
                row.home = self._new.name
                self._session.add(row)
            if row.host_unit_id not in pair:
                continue
            # Listed under their host somebody was sent from elsewhere, and is so still.
            if person.unit_id in pair and person.unit_id != row.host_unit_id:
                at_home.append(person.name)
                self._session.delete(row)
            else:
                elsewhere.append(row)
        self._session.flush()
        self._move_hosts(elsewhere)
        return tuple(at_home)

    def _posted(self) -> Sequence[tuple[SecondmentTable, PersonTable]]:
        host = col(SecondmentTable.host_unit_id).in_((self._old_id, self._new_id))
        found = (
            select(SecondmentTable, PersonTable)
            .join(PersonTable, col(PersonTable.id) == SecondmentTable.person_id)
            .where(or_(host, PersonTable.unit_id == self._old_id))
        )
        return self._session.exec(
            found.order_by(col(SecondmentTable.start), col(SecondmentTable.id))
        ).all()

    def _move_hosts(self, rows: Sequence[SecondmentTable]) -> None:
        """`rows`: at either unit, by their start: of several of one person the latest stays.

        A new host is a new row, so that the history knows where somebody was.
        """
        latest = {row.person_id: row for row in rows}
        moved = [row for row in latest.values() if row.host_unit_id == self._old_id]
        values = [row.model_dump(exclude={"id", "host_unit_id"}) for row in moved]
        for row in rows:
            if row in moved or latest[row.person_id] is not row:
                self._session.delete(row)
        self._session.flush()
        self._session.add_all(SecondmentTable(**v, host_unit_id=self._new_id) for v in values)
        self._session.flush()

    def _below(self) -> tuple[str, ...]:
        """Units whose superior it was."""
        rows = self._rows(UnitTable, UnitTable.superior_id == self._old_id)
        for row in rows:
            above = self._old.superior_id if row.id == self._new_id else self._new_id
            row.superior_id = above if above != row.id else None
            self._session.add(row)
        return tuple(row.name for row in rows if row.left_at is None)

    def _people(self) -> tuple[str, ...]:
        """Those too who left; but not where the new unit has somebody of their name."""
        there = {row.name for row in self._rows(PersonTable, PersonTable.unit_id == self._new_id)}
        moving = [
            row
            for row in self._rows(PersonTable, PersonTable.unit_id == self._old_id)
            if row.name not in there
        ]
        for row in moving:
            row.unit_id = self._new_id
            self._session.add(row)
        return tuple(row.name for row in moving if row.left_at is None)

    def _members(self) -> tuple[str, ...]:
        """After the new unit's own, so that its first clerk stays the first one written to."""
        rows = self._rows(MemberTable, MemberTable.unit_id == self._old_id)
        last = max(self._session.exec(select(MemberTable.position)), default=0)
        for place, row in enumerate(sorted(rows, key=lambda row: row.position), last + 1):
            row.unit_id, row.position = self._new_id, place
            self._session.add(row)
        return tuple(row.name for row in rows)

    def _names(self) -> None:
        """Asked by the old names the new unit is found."""
        names = dict.fromkeys((*self._new.short_names, *self._called()))
        self._new.short_names = [each for each in names if each != self._new.name]
        self._old.left_at = self._at
        self._session.add_all((self._new, self._old))

    def _called(self) -> tuple[str, ...]:
        return (self._old.name, *self._old.short_names)


def _locked(session: Session, id: int) -> UnitTable:
    """Whoever adds somebody or something to the unit meanwhile comes before or after."""
    found = select(UnitTable).where(UnitTable.id == id).with_for_update()
    row = session.exec(found.execution_options(populate_existing=True)).first()
    if row is None:
        raise CannotChange("名册里没有这个单位了，请重新选。")
    return row


def _refuse_twins(session: Session, old: UnitTable, new: UnitTable) -> None:
    people = select(PersonTable).order_by(col(PersonTable.name))
    theirs = session.exec(people.where(PersonTable.unit_id == new.id))
    there = {name_key(row.name) for row in theirs}
    mine = session.exec(
        people.where(PersonTable.unit_id == old.id, col(PersonTable.left_at).is_(None))
    )
    twins = [row.name for row in mine if name_key(row.name) in there]
    if twins:
        raise CannotChange(
            f"两个单位都有叫{_listed([f'“{name}”' for name in twins])}的，没有合并。"
            f"是同一个人的，请先在“更正名册”里让{old.name}的这一位离开名册；确是同名的，"
            f"请先在{old.name}的姓名后加注区别，例如“{twins[0]}（{old.name}）”。"
        )


def _still_there(session: Session, id: int, edit: Edit) -> list[str]:
    here = PersonTable.unit_id == id, col(PersonTable.left_at).is_(None)
    people = session.exec(select(PersonTable.name).where(*here)).all()
    guests = session.exec(
        select(PersonTable.name)
        .join(SecondmentTable, col(SecondmentTable.person_id) == PersonTable.id)
        .where(SecondmentTable.host_unit_id == id, PersonTable.unit_id != id)
        .where(col(PersonTable.left_at).is_(None))
        .where(or_(col(SecondmentTable.end).is_(None), SecondmentTable.end > edit.at.date()))  # type: ignore[operator]
    ).all()
    members = session.exec(select(MemberTable.name).where(MemberTable.unit_id == id)).all()
    below = session.exec(
        select(UnitTable.name).where(UnitTable.superior_id == id, col(UnitTable.left_at).is_(None))
    ).all()
    counted = {"{}人": people, "在这里挂职的{}人": guests, "企业微信成员{}人": members,
               "下属单位{}个": below}  # fmt: skip
    return [f"{w.format(len(names))}（{_listed(names)}）" for w, names in counted.items() if names]


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


def _forget_wishes(session: Session, id: int) -> None:
    """What a unit wished for itself binds nobody after it."""
    session.execute(delete(ContactTable).where(col(ContactTable.unit_id) == id))
    session.execute(delete(SnoozeTable).where(col(SnoozeTable.unit_id) == id))


def _set_left(
    session: Session, unit: UnitTable, at: datetime | None, what: str, edit: Edit
) -> None:
    with history.keeping(session, edit.by, edit.at):
        unit.left_at = at
        session.add(unit)
    _note(session, f"{unit.name}{what}", unit.id, {"field": "left_at", "id": unit.id}, edit)


def _note(
    session: Session, what: str, unit_id: int | None, detail: Mapping[str, Json], edit: Edit
) -> None:
    note(
        session, Act.CHANGED, by=edit.by, at=edit.at,
        subject=f"单位：{what}", unit_id=unit_id, detail=detail,
    )  # fmt: skip
