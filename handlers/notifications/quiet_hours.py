"""Hours in which a member hears nothing from us of our own accord: set, told, and kept to."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final

from handlers.notifications.own_moments import clock_words
from handlers.notifications.workdays import Workdays, workdays_of
from handlers.turn.access import act
from handlers.turn.commands import Command
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, always
from handlers.turn.own_commands import SetQuiet
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Reply
from storage import Records
from storage.views import OwnQuiet

_DAY: Final = timedelta(days=1)
_LONGEST: Final = 60  # days of rest and leave in a row that are looked through
_SCOPE: Final = "只管系统自己发的提醒；您问我的照答，同志们发的通知、催报和退回照送。"
_EXAMPLES: Final = "例如“晚上8点以后别给我发提醒”“早上8点半之前别发”“周末别发”"


def quiet_until(quiet: OwnQuiet, workdays: Workdays, moment: datetime) -> datetime:
    """The moment itself, or when the quiet it falls into ends."""
    for _ in range(_LONGEST):
        after = _window_end(quiet, moment)
        if quiet.days_off and not workdays.is_workday(after.date()):
            opens = quiet.ends if quiet.ends and quiet.ends > workdays.opens else workdays.opens
            after = datetime.combine(after.date() + _DAY, opens, after.tzinfo)
        if after == moment:
            break
        moment = after
    return moment


def _window_end(quiet: OwnQuiet, moment: datetime) -> datetime:
    begins, ends, at = quiet.begins, quiet.ends, moment.time()
    if begins is None or ends is None:
        return moment
    over_midnight = begins >= ends
    inside = (at >= begins or at < ends) if over_midnight else begins <= at < ends
    if not inside:
        return moment
    day = moment.date() + (_DAY if over_midnight and at >= begins else timedelta())
    return datetime.combine(day, ends, moment.tzinfo)


def own_moment(records: Records, userid: str, workdays: Workdays, moment: datetime) -> datetime:
    """The first moment from this one on when the member is neither on leave nor wants quiet."""
    quiet, away = records.own_wishes.quiet_of(userid), records.speaking.absences_of(userid)
    for _ in range(_LONGEST):
        after = quiet_until(quiet, workdays, moment)
        absence = next((one for one in away if one.first <= after.date() <= one.last), None)
        if absence is not None:
            after = datetime.combine(absence.last + _DAY, workdays.opens, after.tzinfo)
        if after == moment:
            break
        moment = after
    return moment


def quiet_words(quiet: OwnQuiet) -> str:
    """晚上20:00到第二天8:30，周末和放假的日子全天; empty where nothing is set."""
    parts = []
    if quiet.begins is not None and quiet.ends is not None:
        next_day = "第二天" if quiet.begins >= quiet.ends else ""
        parts.append(f"每天{clock_words(quiet.begins)}到{next_day}{clock_words(quiet.ends)}")
    if quiet.days_off:
        parts.append("周末和放假的日子全天（调休上班的日子照常发）")
    return "，".join(parts)


def quiet_told(context: DeedContext) -> Reply:
    """What is set for the asker."""
    words = quiet_words(context.records.own_wishes.quiet_of(context.asker.userid))
    if not words:
        return act(f"您没有设免打扰时间，系统的提醒照常发。要设，请直接说，{_EXAMPLES}。")
    return act(f"您设的免打扰时间：{words}。{_SCOPE}要恢复，请说“恢复提醒”。")


def quiet_how() -> Reply:
    """How it is set, to whoever only asked."""
    return act(f"可以设。我什么也没有动，要设请直接说，{_EXAMPLES}。")


def _own_self(context: DeedContext, _: object) -> Sequence[Target]:
    return [Target(userid=context.asker.userid)]


def _why_not(context: DeedContext, wanted: OwnQuiet) -> str:
    """Why it cannot be so, in words; empty where it can."""
    if wanted.begins is None or wanted.ends is None:
        return ""
    if wanted.begins == wanted.ends:
        return f"请把起止钟点说清楚，{_EXAMPLES}。没有改动。"
    days = workdays_of(context.plan, context.records)
    hours = range(days.opens.hour, days.closes.hour)
    day = next(day for day in _days(context) if days.is_workday(day))
    free = [
        hour
        for hour in hours
        if _window_end(wanted, start := datetime.combine(day, time(hour))) == start
    ]
    if free:
        return ""
    opens, closes = clock_words(days.opens), clock_words(days.closes)
    return (
        f"免打扰时间不能把上班时间（{opens}到{closes}）全占了，没有改动。"
        "几天不想收提醒，请说“三天后再提醒”；人不在，请说“我1月3日到6日请假”。"
    )


def _days(context: DeedContext) -> Sequence[datetime]:
    return [context.now + _DAY * ahead for ahead in range(_LONGEST)]


def _wanted(command: SetQuiet) -> OwnQuiet:
    return OwnQuiet(command.begins, command.ends, command.days_off)


def _set(context: DeedContext, command: SetQuiet) -> Reply:
    wanted, before = _wanted(command), _before(context)
    why = _why_not(context, wanted)
    if why:
        return act(why)
    if wanted == before:
        return quiet_told(context)
    context.records.own_wishes.set_quiet(context.asker.userid, wanted, context.now)
    words = quiet_words(wanted)
    if not words:
        return act("好的，免打扰时间取消了，系统的提醒照常发给您。")
    return act(
        f"好的，{words}不给您发提醒，过了这段时间还用得着的再发。{_SCOPE}要恢复，请说“恢复提醒”。"
    )


def _before(context: DeedContext) -> OwnQuiet:
    return context.records.own_wishes.quiet_of(context.asker.userid)


def _unset(context: DeedContext, command: SetQuiet) -> Command | None:
    before = _before(context)
    if before == _wanted(command) or _why_not(context, _wanted(command)):
        return None
    return SetQuiet(before.begins, before.ends, before.days_off)


SET_QUIET: Final = DeedService(
    SetQuiet, always(Deed.QUIET_HOURS), "quiet_hours", _own_self, do=_set, inverse=_unset
)
