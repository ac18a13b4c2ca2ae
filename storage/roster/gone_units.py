"""Units that are in the season no more, and the names that units went by before."""

from collections.abc import Container, Iterable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from rules.names import as_kept
from storage.roster.history import MERGED, former_names
from storage.tables import RosterChangeTable, UnitTable
from storage.views import Entity, GoneUnit

_LOCAL: Final = ZoneInfo("Asia/Shanghai")


def gone_units(session: Session) -> dict[int, GoneUnit]:
    """Units that left the season, by id, the latest last."""
    left = select(UnitTable).where(col(UnitTable.left_at).is_not(None))
    rows = session.exec(left.order_by(col(UnitTable.left_at), col(UnitTable.id))).all()
    if not rows:
        return {}
    merged = session.exec(
        select(RosterChangeTable).where(
            RosterChangeTable.entity == Entity.UNIT.value, RosterChangeTable.field == MERGED
        )
    )
    into = {int(row.entity_id): int(row.after["is"]) for row in merged}
    return {
        row.id: GoneUnit(row.id, row.name, tuple(row.short_names), row.left_at, into.get(row.id))
        for row in rows
        if row.id is not None and row.left_at is not None
    }


def now_units(gone: Mapping[int, GoneUnit]) -> dict[int, int]:
    """By a merged unit's id that of the unit it is part of now, after however many merges."""
    found = {}
    for id, each in gone.items():
        now = each
        while now.into is not None and now.into in gone:
            now = gone[now.into]
        # The last one may have been removed since, once nobody was left there.
        if now.into is not None or now is not each:
            found[id] = now.id if now.into is None else now.into
    return found


def gone_words(session: Session, gone: GoneUnit) -> str:
    """城南镇已于2019年12月28日并入城关镇."""
    became = session.get(UnitTable, gone.into) if gone.into is not None else None
    at = gone.at.astimezone(_LOCAL)
    what = f"并入{became.name}" if became else "撤销"
    return f"{gone.name}已于{at.year}年{at.month}月{at.day}日{what}"


def outdated_names(session: Session) -> dict[str, tuple[str, str]]:
    """Full names that no unit bears any more: what to tell who writes one, and the name now."""
    found = {
        old: (f"“{old}”已改名为“{now}”，请写现在的全称", now)
        for old, now in former_names(session).items()
    }
    units = {row.id: row.name for row in session.exec(select(UnitTable))}
    gone = gone_units(session)
    now_of = now_units(gone)
    for id, each in gone.items():
        now = units[now_of[id]] if id in now_of else ""
        what = f"请写“{now}”" if now else "请删去；撤销错了的，请先在“单位并入和撤销”里恢复"
        # Names it had before it went lead to the same.
        for name in (
            each.name,
            *(old for old, (_, became) in found.items() if became == each.name),
        ):
            found[name] = (f"{gone_words(session, each)}，{what}", now)
    in_use = {name for id, name in units.items() if id not in gone}
    return {name: what for name, what in found.items() if name not in in_use}


def kept_short_names(session: Session) -> frozenset[str]:
    """Short names that no sheet may take away: by them what is gone is still found."""
    merged = (each for each in gone_units(session).values() if each.into is not None)
    return frozenset([*former_names(session), *(n for each in merged for n in _called(each))])


def short_names(listed: Iterable[str], row: UnitTable | None, kept: Container[str]) -> list[str]:
    """A sheet's, and those of the unit's own that it may not take away."""
    own = [as_kept(each) for each in listed if as_kept(each)]
    known = row.short_names if row else ()
    return list(dict.fromkeys([*own, *(each for each in known if each in kept)]))


def _called(gone: GoneUnit) -> tuple[str, ...]:
    return (gone.name, *gone.short_names)
