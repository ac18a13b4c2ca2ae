"""The deeds of merging a unit into another, removing one with nobody left, and taking that back."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from handlers.submissions.merge_effect import MergeEffect, merge_effect
from handlers.turn.access import act
from handlers.turn.context import DeedContext
from handlers.turn.deeds import AnyDeedService, DeedService, Preview, always
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import VOID, Reply
from handlers.turn.roster_commands import MergeUnits, RemoveUnit, RestoreUnit
from storage.roster.typed import CannotChange
from storage.views import Edit, Unit

_AS_IT_IS: Final = "本来就是这样，没有再改。"
_NO_UNIT: Final = "名册里没有这个单位，没有改动。"
_MOVED: Final = "名册或材料在这期间有了变动，还没有并入。请再看一遍会改什么，再确认。"


def merge_shown(context: DeedContext, old: Unit, new: Unit) -> tuple[MergeEffect | None, str]:
    """What a merge does, carried out and taken back, and its mark. Raises CannotChange."""
    with context.records.roster.undone():
        effect = merge_effect(context.plan, context.records, old, new, _edit(context))
    return effect, _mark(old, new, effect)


def _mark(old: Unit, new: Unit, effect: MergeEffect | None) -> str:
    """What was shown, but for messages: those come and go by the minute and do not decide."""
    if effect is not None:
        effect = replace(effect, merged=replace(effect.merged, waiting=0, cards=0))
    return hashlib.sha256(repr((old, new, effect)).encode()).hexdigest()


def _targets(_context: DeedContext, _command: object) -> Sequence[Target]:
    return [OF_COUNTY]


def _show_merge(context: DeedContext, command: MergeUnits) -> Preview | Reply:
    units = _units(context, command.unit_id, command.into_id)
    if isinstance(units, Reply):
        return units
    old, new = units
    try:
        effect, shown = merge_shown(context, old, new)
    except CannotChange as error:
        return act(error.words)
    if effect is None:
        return act(f"{old.name}已经并入{new.name}，没有再改。")
    people = f"{len(effect.merged.people)}人转到{new.name}"
    text = f"请核对（还没有并入）：\n{old.name}并入{new.name}，{people}，并入以后不能一键撤回。"
    no = f"好的，没有并入，{old.name}还是单独的单位。"
    return Preview(replace(command, shown=shown), text, "并入吗？", "确认并入", "先不并入", no)


def _merge(context: DeedContext, command: MergeUnits) -> Reply:
    """Confirmed twice, there is nothing left to do."""
    units = _units(context, command.unit_id, command.into_id)
    if isinstance(units, Reply):
        return units
    old, new = units
    try:
        effect, shown = merge_shown(context, old, new)
        if effect is None:
            return act(f"{old.name}已经并入{new.name}，没有再改。")
        if command.shown != shown:
            return replace(act(_MOVED), card=VOID)
        context.records.merging.merge(old.id, new.id, _edit(context))
    except CannotChange as error:
        return replace(act(error.words), card=VOID)
    return act(f"{old.name}已并入{new.name}。")


def _units(context: DeedContext, *ids: int) -> tuple[Unit, ...] | Reply:
    """The units, also such as are gone."""
    try:
        return tuple(context.records.roster.unit(id) for id in ids)
    except KeyError:
        return replace(act(_NO_UNIT), card=VOID)


def _show_removal(context: DeedContext, command: RemoveUnit) -> Preview | Reply:
    found = _tried(context, command.unit_id, context.records.merging.remove)
    if isinstance(found, Reply):
        return found
    text = f"请核对（还没有撤销）：\n{found.name}已经没有人，撤销后不再催、不再列。"
    no = f"好的，{found.name}还在名册里。"
    return Preview(command, text, "撤销这个单位吗？", "确认撤销", "先不撤销", no)


def _remove(context: DeedContext, command: RemoveUnit) -> Reply:
    return _done(context, command.unit_id, context.records.merging.remove, "已撤销")


def _restore(context: DeedContext, command: RestoreUnit) -> Reply:
    return _done(context, command.unit_id, context.records.merging.restore, "已恢复")


def _tried(context: DeedContext, id: int, deed: Callable[[int, Edit], bool]) -> Unit | Reply:
    units = _units(context, id)
    if isinstance(units, Reply):
        return units
    try:
        with context.records.roster.undone():
            changes = deed(id, _edit(context))
    except CannotChange as error:
        return replace(act(error.words), card=VOID)
    return units[0] if changes else act(_AS_IT_IS)


def _done(context: DeedContext, id: int, deed: Callable[[int, Edit], bool], done: str) -> Reply:
    units = _units(context, id)
    if isinstance(units, Reply):
        return units
    try:
        changed = deed(id, _edit(context))
    except CannotChange as error:
        return replace(act(error.words), card=VOID)
    return act(f"{done}{units[0].name}。" if changed else _AS_IT_IS)


def _edit(context: DeedContext) -> Edit:
    return Edit(context.asker.userid, context.now)


MERGING: Final[tuple[AnyDeedService, ...]] = (
    DeedService(
        MergeUnits,
        always(Deed.MERGE_UNITS),
        "roster_change",
        _targets,
        do=_merge,
        show=_show_merge,
    ),
    DeedService(
        RemoveUnit,
        always(Deed.MERGE_UNITS),
        "roster_change",
        _targets,
        do=_remove,
        show=_show_removal,
    ),
    DeedService(RestoreUnit, always(Deed.MERGE_UNITS), "roster_change", _targets, do=_restore),
)
