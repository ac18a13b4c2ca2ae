"""The deed of correcting the roster: shown with its effect, done while that still holds."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handlers.roster.effect import Effect, effect
from handlers.turn.access import act
from handlers.turn.context import DeedContext
from handlers.turn.deeds import AnyDeedService, DeedService, Preview, always
from handlers.turn.namesakes import called_apart
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import VOID, Reply
from handlers.turn.roster_commands import CorrectRoster
from storage.roster.typed import CannotChange
from storage.views import Correction, Edit, Entity

_AS_IT_IS: Final = "已经是这样，没有要改的。"
_MOVED: Final = "名册在这期间有了变动，还没有改。请再看一遍会改什么，再确认。"


def _targets(_context: DeedContext, _command: CorrectRoster) -> Sequence[Target]:
    return [OF_COUNTY]


def _wanted(command: CorrectRoster) -> Correction:
    return Correction(command.entity, command.id, command.field, command.values)


def _show(context: DeedContext, command: CorrectRoster) -> Preview | Reply:
    wanted = _wanted(command)
    try:
        would = effect(context.plan, context.records, wanted, _edit(context))
    except CannotChange as error:
        return act(error.words)
    if not would.lines:
        return act(_AS_IT_IS)
    lines = ["请核对（还没有改）：", *_told(context, command, would)]
    lines += [
        f"· {_called(context, command, each.of)}，{each.label}：{each.old} → {each.new}"
        for each in would.rulings
    ]
    return Preview(
        replace(command, shown=would.mark(wanted)),
        "\n".join(lines),
        "这样改吗？",
        "确认更正",
        "先不改",
        "好的，名册没有改。",
    )


def _do(context: DeedContext, command: CorrectRoster) -> Reply:
    """Confirmed twice, there is nothing left to do."""
    wanted, edit = _wanted(command), _edit(context)
    try:
        would = effect(context.plan, context.records, wanted, edit)
        if not would.lines:
            return act(_AS_IT_IS)
        if command.shown != would.mark(wanted):
            return replace(act(_MOVED), card=VOID)
        told = _told(context, command, would)
        context.records.roster.correct(wanted, edit, context.plan.facts)
    except CannotChange as error:
        return replace(act(error.words), card=VOID)
    return act("\n".join(["已改好：", *told]))


def _told(context: DeedContext, command: CorrectRoster, would: Effect) -> list[str]:
    return [f"· {_called(context, command, of)}：{what}" for of, what in would.lines]


def _called(context: DeedContext, command: CorrectRoster, name: str) -> str:
    """Of two of one name with unit and post as they are before the correction."""
    if command.entity is not Entity.PERSON or not command.id:
        return name
    person = context.records.roster.person(int(command.id))
    return called_apart(context.records, person.id) if person.name == name else name


def _edit(context: DeedContext) -> Edit:
    return Edit(context.asker.userid, context.now)


CORRECT: Final[AnyDeedService] = DeedService(
    CorrectRoster, always(Deed.CORRECT_ROSTER), "roster_change", _targets, do=_do, show=_show
)
