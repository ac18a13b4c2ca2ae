"""Members' own reminders and quiet hours, on both databases."""

from datetime import datetime, time, timedelta

from storage import Store
from storage.views import OwnQuiet, ReminderState

HOUR = timedelta(hours=1)


def test_a_reminder_is_due_once(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        made = records.own_wishes.remind("Clerk", now + HOUR, (), "盖章", now)
    for moment, due in ((now, False), (now + HOUR, True)):
        with store.reading() as records:
            assert records.own_wishes.any_due(moment) == due
    with store.transaction() as records:
        assert [one.id for one in records.own_wishes.due(now + HOUR)] == [made.id]
        records.own_wishes.queued(made.id, None)
        assert records.own_wishes.due(now + HOUR) == []
        records.own_wishes.sent(made.id)
    with store.reading() as records:
        kept = records.own_wishes.by_id(made.id)
        assert kept is not None
        assert (kept.state, kept.userid) == (ReminderState.SENT, "clerk")
        assert records.own_wishes.reminders_of("CLERK") == []


def test_numbers_stay_small(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        wishes = records.own_wishes
        first, second = (wishes.remind("c", now + HOUR, (0,), "", now) for _ in range(2))
        other = wishes.remind("d", now + HOUR, (), "", now)
        assert (first.number, second.number, other.number) == (1, 2, 1)
        wishes.drop(first.id, now)
        assert wishes.remind("c", now + HOUR, (), "", now).number == 1
        assert wishes.keep(first.id, now).number == 3


def test_a_weekly_one_stays_open(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        made = records.own_wishes.remind("c", now, (0, 3), "", now)
        records.own_wishes.queued(made.id, now + 24 * HOUR)
        [kept] = records.own_wishes.reminders_of("c")
        assert (kept.due, kept.state) == (now + 24 * HOUR, ReminderState.OPEN)
        assert kept.weekdays == (0, 3)


def test_quiet_hours_are_one_row_a_member(store: Store, now: datetime) -> None:
    with store.transaction() as records:
        assert not records.own_wishes.quiet_of("c")
        for wanted in (OwnQuiet(time(20), time(8, 30)), OwnQuiet(days_off=True), OwnQuiet()):
            records.own_wishes.set_quiet("C", wanted, now)
            assert records.own_wishes.quiet_of("c") == wanted
