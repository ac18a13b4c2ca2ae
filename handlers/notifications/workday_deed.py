"""Saying that people work or rest on a day otherwise than the calendar we know has it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from handlers.turn.access import act
from handlers.turn.commands import SetWorkday, Works
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, always
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import Reply

WORKS: Final[Mapping[Works, str]] = {"work": "上班", "rest": "休息", "usual": "照全国日历"}
_VALUES: Final[Mapping[Works, bool | None]] = {"work": True, "rest": False, "usual": None}
_WEEK: Final = "一二三四五六日"
# A day further off than any deadline of a season was mistyped.
_NEAR: Final = timedelta(days=400)


def _targets(_context: DeedContext, _command: SetWorkday) -> Sequence[Target]:
    return [OF_COUNTY]


def _do(context: DeedContext, command: SetWorkday) -> Reply:
    day = command.day
    words = f"{day.year}年{day.month}月{day.day}日（星期{_WEEK[day.weekday()]}）"
    if abs(day - context.now.date()) > _NEAR:
        return act(f"{words}离现在太远，没有改。请核对年份。")
    new = context.records.dates.set_workday(
        day, _VALUES[command.works], by=context.asker.userid, at=context.now
    )
    done = "提醒的日子随之重新算。" if new else "本来就是这样，没有再改。"
    return act(f"{words}，{WORKS[command.works]}。{done}")


def _before(context: DeedContext, command: SetWorkday) -> SetWorkday | None:
    """What the day was before, None where it stays so."""
    known = context.records.dates.workdays().get(command.day)
    before: Works = "usual" if known is None else "work" if known else "rest"
    near = abs(command.day - context.now.date()) <= _NEAR
    return SetWorkday(command.day, before) if near and before != command.works else None


SET_WORKDAY: Final = DeedService(
    SetWorkday, always(Deed.SET_WORKDAY), "workday", _targets, do=_do, inverse=_before
)
