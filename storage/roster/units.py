"""A unit corrected: another name, another kind or place, a unit added."""

import re
from collections.abc import Mapping
from typing import Any, Final

from sqlmodel import Session, select

from rules.names import as_kept
from rules.roster import NEED_SUPERIOR, UNIT_KIND_LABELS
from storage.roster.typed import CannotChange, choice_typed, group_typed, name_typed, unit_typed
from storage.tables import UnitTable

_BETWEEN: Final = re.compile(r"[、,，;；/\s]+")


def known_unit(session: Session, id: int) -> UnitTable:
    """The row of a unit that is still on the roster; says so where there is none."""
    row = session.get(UnitTable, id)
    if row is None or row.left_at is not None:
        raise CannotChange("名册里没有这个单位了，请重新查找，例如“城关镇”。")
    return row


def rename(session: Session, row: UnitTable, text: str) -> None:
    """Asked by its old name it is still found."""
    name = name_typed(text, "新的名称", "城关街道")
    _free(session, name, row.id)
    if row.name != name:
        names = (*row.short_names, row.name)
        row.short_names = [each for each in dict.fromkeys(names) if each != name]
        row.name = name
        session.add(row)


def describe(session: Session, row: UnitTable, values: Mapping[str, str]) -> None:
    """Its kind, short names, group and the department above it."""
    for name, value in _described(session, values, row.id).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    session.add(row)


def add(session: Session, values: Mapping[str, str]) -> UnitTable:
    """A new unit; done twice, the second changes nothing."""
    name = name_typed(values.get("name", ""), "单位全称", "城关街道")
    row = session.exec(select(UnitTable).where(UnitTable.name == name)).first()
    if row is not None and row.left_at is not None:
        raise CannotChange(f"“{name}”已经不在名册里，要恢复的，请在“单位并入和撤销”里办。")
    described = _described(session, values, row.id if row else None)
    if row is None:
        _free(session, name, None)
        row = UnitTable(name=name, **described)
        session.add(row)
        session.flush()
    elif any(getattr(row, each) != value for each, value in described.items()):
        raise CannotChange(f"名册里已有“{name}”，类别、考核组等要改的，请查到这个单位再改。")
    return row


def _described(session: Session, values: Mapping[str, str], id: int | None) -> dict[str, Any]:
    kind = choice_typed(values.get("kind", ""), UNIT_KIND_LABELS, "单位类别")
    above = values.get("superior", "")
    superior = unit_typed(session, above) if as_kept(above) else None
    if superior is None and kind in NEED_SUPERIOR:
        label = UNIT_KIND_LABELS[kind]
        raise CannotChange(f"{label}要填上级主管部门，定了才知道由谁考核，例如“县教育局”。")
    if superior is not None and superior.id == id:
        raise CannotChange("上级主管部门不能是单位自己，例如“县教育局”。")
    names = dict.fromkeys(each for each in _BETWEEN.split(values.get("short_names", "")) if each)
    for name in names:
        _free(session, name, id)
    group = values.get("group", "")
    return {
        "kind": kind.value,
        "short_names": list(names),
        "group_id": group_typed(session, group) if as_kept(group) else None,
        "superior_id": superior.id if superior else None,
    }


def _free(session: Session, name: str, id: int | None) -> None:
    """No other unit bears the name."""
    for other in session.exec(select(UnitTable).where(UnitTable.id != id)):
        if name in (other.name, *other.short_names):
            raise CannotChange(f"“{name}”已经是{other.name}的名称，请换一个。")
