"""A member corrected: an account added, with another role or place, gone."""

import re
from collections.abc import Mapping
from typing import Any, Final

from sqlmodel import Session, col, delete, select

from rules.names import as_kept
from rules.roster import ROLE_LABELS, Role
from storage.members import theirs
from storage.roster import history
from storage.roster.typed import CannotChange, choice_typed, group_typed, name_typed, unit_typed
from storage.tables import ContactTable, MemberTable, OutboxTable, PersonTable
from storage.views import Edit, Entity

_USERID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")
_OWN: Final = "不能在这里改自己的账号，请另一位管名册的同志来改，例如在“更正名册”里查您的姓名。"


def add(session: Session, values: Mapping[str, str]) -> MemberTable:
    """A WeCom account of a clerk, cadre, supervisor or member of a group; the last of its unit."""
    userid = values.get("userid", "").strip()
    if not _USERID.fullmatch(userid):
        raise CannotChange(
            "账号只能用字母、数字和“_-@.”，在企业微信管理后台的通讯录里看，例如“zhangsan”。"
        )
    name = name_typed(values.get("name", ""), "姓名", "张三")
    placed = _placed(session, name, values)
    row = session.get(MemberTable, userid.casefold())
    if row is None:
        positions = select(MemberTable.position).order_by(col(MemberTable.position).desc())
        position = (session.exec(positions).first() or 0) + 1
        row = MemberTable(userid=userid.casefold(), name=name, position=position, **placed)
        session.add(row)
    elif _differs(row, {"name": name, **placed}):
        raise CannotChange(
            f"账号“{userid}”已登记给{row.name}（{ROLE_LABELS[Role(row.role)]}）。"
            "请核对账号，例如“zhangsan2”；身份或单位变了的，查到这个账号再改。"
        )
    return row


def place(session: Session, userid: str, values: Mapping[str, str], edit: Edit) -> MemberTable:
    """Another role, unit or group."""
    row = session.get(MemberTable, userid.casefold())
    if row is None:
        raise CannotChange("名册里没有这个账号了。要加回来的，请用“加一个企业微信账号”。")
    placed = _placed(session, row.name, values)
    if _differs(row, placed):
        _not_own(row, edit)
        _no_contact(session, row)
        for name, value in placed.items():
            setattr(row, name, value)
        session.add(row)
    return row


def leave(session: Session, userid: str, edit: Edit) -> tuple[str, int | None]:
    """Whose account it was and of which unit; one that is gone already is no fault."""
    row = session.get(MemberTable, userid.casefold())
    if row is None:
        if not history.changes(session, Entity.MEMBER, userid.casefold()):
            raise CannotChange(f"名册里没有“{userid}”这个账号，请核对，例如“zhangsan”。")
        return f"成员：{userid}", None
    found = f"成员：{row.name}", row.unit_id
    _gone(session, row, edit)
    return found


def leave_with(session: Session, person: PersonTable, edit: Edit) -> None:
    """The accounts of who leaves."""
    of_theirs = theirs(person.id, person.unit_id, person.name)
    for row in session.exec(select(MemberTable).where(of_theirs)):
        _gone(session, row, edit)


def _gone(session: Session, row: MemberTable, edit: Edit) -> None:
    """Not written to any more. What is looked at again when it is sent may find another clerk."""
    _not_own(row, edit)
    _no_contact(session, row)
    session.delete(row)
    waiting = select(OutboxTable).where(
        OutboxTable.to == row.userid, OutboxTable.state == "waiting"
    )
    for each in session.exec(waiting):
        if "recheck" not in each.payload:
            each.state, each.error = "dropped", "已离开名册"
            session.add(each)


def _not_own(row: MemberTable, edit: Edit) -> None:
    """So that somebody of the section is always left who can set things right."""
    if row.userid == edit.by.casefold():
        raise CannotChange(_OWN)


def _no_contact(session: Session, row: MemberTable) -> None:
    session.execute(delete(ContactTable).where(col(ContactTable.userid) == row.userid))


def _placed(session: Session, name: str, values: Mapping[str, str]) -> dict[str, Any]:
    """Clerks and cadres belong to a unit, group members to a group; a cadre is a person."""
    role = choice_typed(values.get("role", ""), ROLE_LABELS, "身份")
    unit = None
    if role in {Role.CLERK, Role.CADRE} or (
        role is Role.SUPERVISOR and as_kept(values.get("unit", ""))
    ):
        unit = unit_typed(session, values.get("unit", ""))
    found = {
        "role": role.value,
        "unit_id": unit.id if unit else None,
        "group_id": group_typed(session, values.get("group", "")) if role is Role.GROUP else None,
        "person_id": None,
    }
    if role is Role.CADRE and unit is not None:
        found["person_id"] = _person(session, unit.id or 0, unit.name, name)
    return found


def _person(session: Session, unit_id: int, unit: str, name: str) -> int | None:
    wanted = select(PersonTable).where(
        PersonTable.unit_id == unit_id,
        PersonTable.name == name,
        col(PersonTable.left_at).is_(None),
    )
    row = session.exec(wanted).first()
    if row is None:
        raise CannotChange(
            f"{unit}的名册里没有“{name}”。身份是干部的，请先用“加一个人”把“{name}”加到{unit}。"
        )
    return row.id


def _differs(row: MemberTable, values: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())
