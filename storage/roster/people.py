"""A person corrected: added, at another post or unit, with other facts, gone."""

from collections.abc import Mapping

from sqlmodel import Session, select

from rules.names import as_kept, name_key
from rules.plan import Fact
from storage.facts import encoded
from storage.members import theirs
from storage.roster.accounts import leave_with
from storage.roster.cells import BadCell, read_fact
from storage.roster.papers_along import move_papers
from storage.roster.secondment import end_all, remove
from storage.roster.typed import CannotChange, name_typed, unit_typed
from storage.tables import MemberTable, PersonTable, UnitTable
from storage.views import Edit


def known_person(session: Session, id: int, *, left: bool = False) -> PersonTable:
    """Who is on the roster; `left`: also who was."""
    row = session.get(PersonTable, id)
    if row is None:
        raise CannotChange("名册里没有这个人了，请重新查找。")
    if row.left_at is not None and not left:
        raise CannotChange(f"{row.name}已经离开名册。确是回来了的，请先用“加一个人”加回来。")
    return row


def add(session: Session, values: Mapping[str, str]) -> PersonTable:
    """To a unit; whoever left it is back, as with an import."""
    name = name_typed(values.get("name", ""), "姓名", "王强")
    unit, post = unit_typed(session, values.get("unit", "")), values.get("post", "").strip()
    row = _namesake(session, unit.id or 0, name)
    if row is None:
        row = PersonTable(name=name, unit_id=unit.id or 0, post=post, facts={})
    elif row.left_at is not None:
        row.left_at, row.post = None, post or row.post
    elif row.post != post:
        raise _taken(unit.name, name)
    session.add(row)
    session.flush()
    return row


def rename(session: Session, row: PersonTable, text: str) -> None:
    """A name that was mistyped, on their accounts too."""
    name = name_typed(text, "姓名", "王强")
    same = _namesake(session, row.unit_id, name)
    if same is not None and same.id != row.id:
        raise _taken(session.get_one(UnitTable, row.unit_id).name, name)
    of_theirs = theirs(row.id, row.unit_id, row.name)
    for one in (row, *session.exec(select(MemberTable).where(of_theirs))):
        one.name = name
        session.add(one)


def set_post(session: Session, row: PersonTable, post: str) -> None:
    """Put a person at another post."""
    row.post = post.strip()
    session.add(row)


def move(session: Session, row: PersonTable, name: str) -> None:
    """To another unit, and with them the account that is theirs and the papers about them.

    Whoever was on secondment there is at home now, as after a merge.
    """
    unit = unit_typed(session, name)
    same = _namesake(session, unit.id or 0, row.name)
    if same is not None and same.id != row.id:
        raise _taken(unit.name, row.name)
    old, row.unit_id = row.unit_id, unit.id or 0
    session.add(row)
    if row.unit_id != old:
        move_papers(session, old, row.unit_id, row.id)
        remove(session, row, str(row.unit_id))
    for member in session.exec(select(MemberTable).where(MemberTable.person_id == row.id)):
        member.unit_id = unit.id
        session.add(member)


def set_facts(
    session: Session, row: PersonTable, values: Mapping[str, str], facts: Mapping[str, Fact]
) -> None:
    """`values` by `facts.<id>`; one that is empty is not known any more, others stay."""
    found = dict(row.facts)
    for name, text in values.items():
        fact = facts.get(name.removeprefix("facts."))
        if fact is None:
            raise CannotChange("没有这一项情况，请重新查找后再改。")
        if not as_kept(text):
            found.pop(fact.id, None)
            continue
        try:
            found[fact.id] = encoded(read_fact(fact, text))
        except BadCell as bad:
            raise CannotChange(f"{fact.label}：{bad.what}，例如“{bad.example}”。") from None
    row.facts = found
    session.add(row)


def leave(session: Session, row: PersonTable, edit: Edit) -> None:
    """With the account, so that nobody who left can log in or be written to."""
    if row.left_at is None:
        row.left_at = edit.at
        end_all(session, row.id or 0, edit)
        session.add(row)
        leave_with(session, row, edit)


def _namesake(session: Session, unit_id: int, name: str) -> PersonTable | None:
    there = session.exec(select(PersonTable).where(PersonTable.unit_id == unit_id))
    return next((row for row in there if name_key(row.name) == name_key(name)), None)


def _taken(unit: str, name: str) -> CannotChange:
    return CannotChange(
        f"{unit}已有一位“{name}”。确是同名，请先在姓名后加注区别，例如“{name}（财政所）”。"
    )
