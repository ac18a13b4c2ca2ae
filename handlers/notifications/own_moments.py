"""When a reminder of one's own is due: a moment as said, made one of the calendar, and in words."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from language.moments import Moment
from storage.views import OwnReminder

USUAL: Final = time(9)
FURTHEST: Final = timedelta(days=400)
_WEEKDAYS: Final = "一二三四五六日"
_EXAMPLE: Final = "例如“{day}早上9点提醒我交材料”"


@dataclass(frozen=True)
class When:
    """The next moment, and on which days of the week it comes again."""

    due: datetime
    weekdays: tuple[int, ...] = ()


def when_meant(said: Moment, now: datetime, before: OwnReminder | None = None) -> When | str:
    """The moment, or why there is none, in words; what is not said stays as it was `before`."""
    if said.no_such:
        return f"没有“{said.no_such}”这个时间，请核对一下，{_example(now)}。"
    if said.otherwise:
        return (
            f"“{said.otherwise}”的还不会设。一次设一个时间，{_example(now)}；"
            "要反复提醒，可以按周，例如“每周一早上9点提醒我看进度”。"
        )
    if said.after is not None:
        return _checked((now + said.after).replace(second=0, microsecond=0), now)
    at = _time_of(said, before, now)
    weekdays = said.weekdays
    if not weekdays and before and before.weekdays and (said.day is None or said.floats):
        weekdays = (said.day.weekday(),) if said.day else before.weekdays
    if weekdays:
        return When(next_of(weekdays, at, now), weekdays)
    day = said.day
    if day is None and before is not None:
        day = before.due.astimezone(now.tzinfo).date()
    elif day is None and said.time is None:
        return _no_day(said, now)
    day = day or now.date()
    due = datetime.combine(day, at, now.tzinfo)
    if said.time is not None and said.time.next_day:
        due += timedelta(days=1)
    if due <= now and said.floats:
        due += timedelta(days=7)
    return _checked(due, now)


def _time_of(said: Moment, before: OwnReminder | None, now: datetime) -> time:
    if said.time is not None:
        return said.time.at
    return before.due.astimezone(now.tzinfo).time() if before else USUAL


def _no_day(said: Moment, now: datetime) -> str:
    if said.vague:
        return f"“{said.vague}”是哪天几点，我拿不准。请说清日期和钟点，{_example(now)}。"
    return f"什么时候提醒您？请说清日期和钟点，{_example(now)}，每周的说“每周一早上提醒我……”。"


def _checked(due: datetime, now: datetime) -> When | str:
    if due <= now:
        return f"{when_words(due, now)}已经过了。请说以后的时间，{_example(now)}。"
    if due - now > FURTHEST:
        return f"{due.year}年太远了，最多提前一年设提醒，{_example(now)}。"
    return When(due)


def _example(now: datetime) -> str:
    day = now.date() + timedelta(days=1)
    return _EXAMPLE.format(day=f"{day.month}月{day.day}日")


def next_of(weekdays: tuple[int, ...], at: time, now: datetime) -> datetime:
    """The first moment after now that is at this time on one of these days of the week."""
    days = (now.date() + timedelta(days=ahead) for ahead in range(8))
    moments = (datetime.combine(day, at, now.tzinfo) for day in days if day.weekday() in weekdays)
    return next(moment for moment in moments if moment > now)


def last_of(reminder: OwnReminder, now: datetime) -> datetime:
    """When a weekly one should have come last, at the earliest when it is noted as due."""
    due = reminder.due.astimezone(now.tzinfo)
    for back in range(7):
        moment = datetime.combine(now.date() - timedelta(days=back), due.time(), now.tzinfo)
        if due <= moment <= now and moment.weekday() in reminder.weekdays:
            return moment
    return due


def when_words(due: datetime, now: datetime) -> str:
    """1月7日（星期二）9:00; with the year where it is another one and not the next months'."""
    due = due.astimezone(now.tzinfo)
    year = f"{due.year}年" if abs((due.date() - now.date()).days) > 180 else ""
    return f"{year}{day_words(due.date())}{clock_words(due.time())}"


def day_words(day: date) -> str:
    """1月7日（星期二）."""
    return f"{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"


def clock_words(at: time) -> str:
    """9:00."""
    return f"{at.hour}:{at.minute:02d}"


def weekly_words(weekdays: tuple[int, ...]) -> str:
    """每天, 每周一, 每周一至周五, 每周一、三."""
    if len(weekdays) == 7:
        return "每天"
    if len(weekdays) > 2 and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        return f"每周{_WEEKDAYS[weekdays[0]]}至周{_WEEKDAYS[weekdays[-1]]}"
    return f"每周{'、'.join(_WEEKDAYS[one] for one in weekdays)}"


def due_words(due: datetime, weekdays: tuple[int, ...], now: datetime) -> str:
    """When it comes, and of a weekly one also the first time."""
    if not weekdays:
        return when_words(due, now)
    local = due.astimezone(now.tzinfo)
    return (
        f"{weekly_words(weekdays)}{clock_words(local.time())}（下一次{local.month}月{local.day}日）"
    )
