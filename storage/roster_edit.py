"""One correction of the roster: checked, kept with its date, noted on the trail."""

from typing import Final

from sqlmodel import Session, col, delete, select

from storage import roster_history as history
from storage.audit import note
from storage.tables import (
    ContactTable,
    MemberTable,
    OutboxTable,
    PersonTable,
    SecondmentTable,
    UnitTable,
)
from storage.views import Act, Edit, Entity

_LONGEST: Final = 60


class CannotChange(ValueError):
    """`words` say what is wrong and give a right example."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def correct(session: Session, entity: Entity, id: str, field: str, value: str, edit: Edit) -> bool:
    """A person's `post`, `unit` or `left`; a unit's `name`; a member's `left`. Or CannotChange.

    False where it was so already.
    """
    value = value.strip()
    if len(value) > _LONGEST:
        raise CannotChange(f"写得太长，请写在{_LONGEST}个字以内，例如“党委委员、副镇长”。")
    with history.keeping(session, edit.by, edit.at) as kept:
        match entity, field:
            case Entity.PERSON, "post" | "unit" | "left":
                subject, unit_id = _person(session, int(id), field, value, edit)
            case Entity.UNIT, "name":
                subject, unit_id = _renamed(session, int(id), value)
            case Entity.MEMBER, "left":
                subject, unit_id = _member_gone(session, id)
            case _:
                raise CannotChange("这一项不能在这里改，请在人员表里改好后导入。")
    # Done twice, the second changes nothing.
    if kept:
        detail = {"entity": entity.value, "id": id, "field": field}
        note(
            session,
            Act.CHANGED,
            by=edit.by,
            at=edit.at,
            subject=subject,
            unit_id=unit_id,
            detail=detail,
        )
    return bool(kept)


def _person(
    session: Session, id: int, field: str, value: str, edit: Edit
) -> tuple[str, int | None]:
    row = session.get(PersonTable, id)
    if row is None:
        raise CannotChange("名册里没有这个人了，请重新查找。")
    if field == "post":
        row.post = value
    elif field == "unit":
        _move(session, row, value)
    elif row.left_at is None:
        row.left_at = edit.at
        _end_secondments(session, id, edit)
    session.add(row)
    return f"人员：{row.name}", row.unit_id


def _end_secondments(session: Session, id: int, edit: Edit) -> None:
    """On the day; one that was to start later ends as it starts."""
    for each in session.exec(select(SecondmentTable).where(SecondmentTable.person_id == id)):
        last = max(each.start, edit.at.date())
        if each.end is None or each.end > last:
            each.end = last
            session.add(each)


def _move(session: Session, row: PersonTable, name: str) -> None:
    unit = session.exec(
        select(UnitTable).where(UnitTable.name == name, col(UnitTable.left_at).is_(None))
    ).first()
    if unit is None or unit.id is None:
        raise CannotChange(f"没有“{name}”这个单位，请写单位全称，例如“县财政局”。")
    same = session.exec(
        select(PersonTable).where(PersonTable.unit_id == unit.id, PersonTable.name == row.name)
    ).first()
    if same is not None and same.id != row.id:
        raise CannotChange(f"{name}已有一位“{row.name}”。确是同名，请先在姓名后加注区别。")
    row.unit_id = unit.id
    member = session.exec(select(MemberTable).where(MemberTable.person_id == row.id)).first()
    if member is not None:
        member.unit_id = unit.id
        session.add(member)


def _renamed(session: Session, id: int, name: str) -> tuple[str, int | None]:
    row, name = session.get(UnitTable, id), "".join(name.split())
    if row is None:
        raise CannotChange("名册里没有这个单位了，请重新查找。")
    if not name:
        raise CannotChange("还没有写新的名称，例如“城关街道”。")
    for other in session.exec(select(UnitTable).where(UnitTable.id != id)):
        if name in (other.name, *other.short_names):
            raise CannotChange(f"“{name}”已经是{other.name}的名称，请换一个。")
    if row.name != name:
        # Asked by its old name it is still found.
        names = (*row.short_names, row.name)
        row.short_names = [each for each in dict.fromkeys(names) if each != name]
        row.name = name
        session.add(row)
    return f"单位：{name}", id


def _member_gone(session: Session, userid: str) -> tuple[str, int | None]:
    """Not written to any more. What is looked at again when it is sent may find another clerk."""
    row = session.get(MemberTable, userid.casefold())
    if row is None:
        raise CannotChange("这个成员已经不在名册里。")
    subject, unit_id = f"成员：{row.name}", row.unit_id
    session.execute(delete(ContactTable).where(col(ContactTable.userid) == row.userid))
    session.delete(row)
    waiting = select(OutboxTable).where(
        OutboxTable.to == row.userid, OutboxTable.state == "waiting"
    )
    for each in session.exec(waiting):
        if "recheck" not in each.payload:
            each.state, each.error = "dropped", "已离开名册"
            session.add(each)
    return subject, unit_id
