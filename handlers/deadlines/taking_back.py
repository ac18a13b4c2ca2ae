"""Taking back a day that was set: the deadline is again what it was before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from handlers.deadlines.confirming import coming_days, days_told, state_words
from handlers.turn.access import act
from handlers.turn.context import DeedContext
from handlers.turn.date_commands import TakeBackDays
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import VOID, Reply
from rules.plan import Deadline, Status
from storage.deadlines import deadlines_in_force

_GONE: Final = "这个日期后来又改过，或者已经撤销了，没有再动。"


def days_set(context: DeedContext, deadlines: Sequence[str]) -> TakeBackDays | None:
    """What takes back the days in force of these deadlines; None where one was not set."""
    in_force = deadlines_in_force(context.plan, context.records)
    rulings = context.records.dates.effective(context.plan.id)
    days: dict[str, date] = {}
    for id in deadlines:
        one = in_force.get(id)
        if id not in rulings or one is None or not one.binds or one.effective is None:
            return None
        days[id] = one.effective
    return TakeBackDays(days) if days else None


def _targets(_context: DeedContext, _command: TakeBackDays) -> Sequence[Target]:
    return [OF_COUNTY]


def _before(context: DeedContext, command: TakeBackDays) -> Mapping[str, Deadline] | None:
    """Each deadline as it was before its day was set; None where a day was changed since."""
    history = context.records.dates.history(context.plan.id)
    in_force = deadlines_in_force(context.plan, context.records)
    found: dict[str, Deadline] = {}
    for id, day in command.days.items():
        rulings, now = history.get(id, []), in_force.get(id)
        if now is None or not rulings or not now.binds or now.effective != day:
            return None
        found[id] = context.plan.deadlines[id]
        if len(rulings) > 1:
            last = rulings[-2]
            found[id] = replace(now, effective=last.effective, status=Status(last.status))
    return found


def _show(context: DeedContext, command: TakeBackDays) -> Preview | Reply:
    before = _before(context, command)
    if before is None:
        return act(_GONE)
    lines = ["请核对（还没有撤）："]
    for id, one in before.items():
        now = replace(one, effective=command.days[id], status=Status.CONFIRMED)
        was, again = (state_words(context.plan, each) for each in (now, one))
        lines.append(f"{one.label}：撤销{was}，恢复为{again}。")
        gone = [day for day in coming_days(context, now) if day not in coming_days(context, one)]
        lines += [f"原来在{days_told(gone)}的提醒取消；已经发出的收不回来。"] if gone else []
    return Preview(
        command,
        "\n".join(lines),
        "这样撤吗？",
        "确认撤销",
        "先不撤",
        "好的，没有撤，定好的日期照旧。",
    )


def _do(context: DeedContext, command: TakeBackDays) -> Reply:
    before = _before(context, command)
    if before is None:
        return replace(act(_GONE), card=VOID)
    for id, one in before.items():
        context.records.dates.set(
            context.plan.id,
            id,
            one.effective,
            by=context.asker.userid,
            at=context.now,
            status=one.status.value,
        )
    told = "；".join(
        f"{one.label}，恢复为{state_words(context.plan, one)}" for one in before.values()
    )
    return act(f"已撤销：{told}。此后的答复和提醒都按这个。")


TAKE_BACK_DAYS: Final = DeedService(
    TakeBackDays, always(Deed.SET_DEADLINES), "confirm_deadline", _targets, do=_do, show=_show
)
