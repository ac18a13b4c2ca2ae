"""One correction of the roster: checked, kept with its date, noted on the trail."""

from collections.abc import Mapping

from sqlmodel import Session

from rules.plan import Fact
from storage.audit import note
from storage.roster import accounts, history, people, secondment, units
from storage.roster.typed import CannotChange, check_length
from storage.views import Act, Correction, Edit, Entity

# Whose line on the trail it is: in words, and of which unit.
_Whose = tuple[str, int | None]


def correct(session: Session, wanted: Correction, edit: Edit, facts: Mapping[str, Fact]) -> bool:
    """Do it, or raise CannotChange. False where it was so already. `facts`: the plan's.

    A person: `new`, `name`, `post`, `unit`, `facts`, `secondment`,
    `secondment:<host unit id>`, `no_secondment:<host unit id>`, `left`;
    a unit: `new`, `name`, `about`; a member: `new`, `place`, `left`.
    """
    check_length(wanted.values)
    with session.begin_nested(), history.keeping(session, edit.by, edit.at) as kept:
        match wanted.entity, wanted.field:
            case Entity.PERSON, _:
                whose = _person(session, wanted, edit, facts)
            case Entity.UNIT, _:
                whose = _unit(session, wanted)
            case Entity.MEMBER, _:
                whose = _member(session, wanted, edit)
            case _:
                raise _elsewhere()
    # Done twice, the second changes nothing.
    if kept:
        detail = {"entity": wanted.entity.value, "id": wanted.id, "field": wanted.field}
        note(
            session,
            Act.CHANGED,
            by=edit.by,
            at=edit.at,
            subject=whose[0],
            unit_id=whose[1],
            detail=detail,
        )
    return bool(kept)


def _person(session: Session, wanted: Correction, edit: Edit, facts: Mapping[str, Fact]) -> _Whose:
    if wanted.field == "new":
        added = people.add(session, wanted.values)
        return f"人员：{added.name}", added.unit_id
    row = people.known_person(session, int(wanted.id), left=wanted.field == "left")
    field, _, host = wanted.field.partition(":")
    match field, bool(host):
        case "name", False:
            people.rename(session, row, wanted.value)
        case "post", False:
            people.set_post(session, row, wanted.value)
        case "unit", False:
            people.move(session, row, wanted.value)
        case "facts", False:
            people.set_facts(session, row, wanted.values, facts)
        case "left", False:
            people.leave(session, row, edit)
        case "secondment", False:
            secondment.begin(session, row, wanted.values, facts, edit)
        case "secondment", True:
            secondment.change(session, row, host, wanted.values, facts, edit)
        case "no_secondment", True:
            secondment.remove(session, row, host)
        case _:
            raise _elsewhere()
    return f"人员：{row.name}", row.unit_id


def _member(session: Session, wanted: Correction, edit: Edit) -> _Whose:
    match wanted.field:
        case "new":
            row = accounts.add(session, wanted.values)
        case "place":
            row = accounts.place(session, wanted.id, wanted.values, edit)
        case "left":
            return accounts.leave(session, wanted.id, edit)
        case _:
            raise _elsewhere()
    return f"成员：{row.name}", row.unit_id


def _unit(session: Session, wanted: Correction) -> _Whose:
    if wanted.field == "new":
        row = units.add(session, wanted.values)
    else:
        row = units.known_unit(session, int(wanted.id))
        match wanted.field:
            case "name":
                units.rename(session, row, wanted.value)
            case "about":
                units.describe(session, row, wanted.values)
            case _:
                raise _elsewhere()
    return f"单位：{row.name}", row.id


def _elsewhere() -> CannotChange:
    return CannotChange("这一项不能在这里改，请在人员表里改好后导入。")
