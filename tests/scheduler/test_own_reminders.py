"""Reminders members asked for come once, at their moment; quiet hours and leave put off."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

from scheduler.own_reminders import queue_own
from storage.views import OwnQuiet, SeasonStepKind
from tests.kit.speaking_first import Bot, at, open_store

ASKED = at("2019-12-26 10:00")
NIGHT = OwnQuiet(time(20), time(8, 30))


def remind(bot: Bot, when: str, matter: str = "交材料", weekdays: tuple[int, ...] = ()) -> int:
    with bot.store.transaction() as records:
        return records.own_wishes.remind("ClerkCG", at(when), weekdays, matter, ASKED).id


def quiet(bot: Bot, wanted: OwnQuiet, userid: str = "ClerkCG") -> None:
    with bot.store.transaction() as records:
        records.own_wishes.set_quiet(userid, wanted, ASKED)


def waiting(bot: Bot) -> int:
    with bot.store.reading() as records:
        return len(records.own_wishes.reminders_of("ClerkCG"))


def test_it_comes_at_its_minute_and_once(quiet_bot: Bot) -> None:
    remind(quiet_bot, "2020-01-07 07:30")
    assert quiet_bot.tick("2020-01-07 07:29") == []
    assert quiet_bot.tick("2020-01-07 07:30") == [("clerkcg", "您要的提醒：交材料")]
    assert quiet_bot.tick("2020-01-07 07:31") == []
    quiet_bot.restart()
    assert quiet_bot.tick("2020-01-08 07:30") == []
    assert waiting(quiet_bot) == 0


def test_it_is_in_no_ledger_and_no_trail(quiet_bot: Bot) -> None:
    remind(quiet_bot, "2020-01-07 07:30", "去找石桥")
    quiet_bot.tick("2020-01-07 07:30")
    with quiet_bot.store.reading() as records:
        assert "own" not in {one.key.partition(":")[0] for one in records.speaking.said("2019")}
        assert "石桥" not in str(records.audit.entries())


def test_what_waits_to_be_sent_holds_no_words(quiet_bot: Bot) -> None:
    remind(quiet_bot, "2020-01-07 07:30", "去找石桥")
    quiet_bot.queue("2020-01-07 07:30")
    with quiet_bot.store.transaction() as records:
        claimed = records.outbox.claim("test", at("2020-01-07 07:31"))
    assert len(claimed) == 1
    assert "石桥" not in str(claimed)


def test_killed_between_due_and_sent_it_comes_after_the_restart(quiet_bot: Bot) -> None:
    remind(quiet_bot, "2020-01-07 07:30")
    quiet_bot.queue("2020-01-07 07:30")
    quiet_bot.restart()
    assert quiet_bot.tick("2020-01-07 07:33") == [("clerkcg", "您要的提醒：交材料")]
    assert quiet_bot.tick("2020-01-07 07:34") == []


def test_one_that_comes_too_late_says_when_it_was_meant(quiet_bot: Bot) -> None:
    remind(quiet_bot, "2020-01-07 07:30")
    quiet_bot.restart()
    [(_, text)] = quiet_bot.tick("2020-01-08 11:05")
    assert text.splitlines() == [
        "您要的提醒：交材料",
        "（本应1月7日（星期二）7:30提醒您，系统那时没能发出，现在补发。）",
    ]


def test_processes_that_tick_at_once_send_once(quiet_bot: Bot) -> None:
    remind(quiet_bot, "2020-01-07 07:30")
    stores = [open_store(quiet_bot.path) for _ in range(4)]
    gate = threading.Barrier(4)

    def ticking(number: int) -> int:
        gate.wait()
        return queue_own(stores[number], at("2020-01-07 07:30"))

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ticking, range(4))) == [0, 0, 0, 1]
    for store in stores:
        store.close()
    assert len(quiet_bot.send("2020-01-07 07:31")) == 1


def test_a_weekly_one_comes_every_week_and_of_missed_ones_the_last(quiet_bot: Bot) -> None:
    remind(quiet_bot, "2019-12-30 09:05", "看进度", (0,))
    for day in ("2019-12-30", "2020-01-06"):
        [(_, text)] = quiet_bot.tick(f"{day} 09:05")
        assert text.splitlines() == [
            "您要的提醒：看进度",
            "（每周一都提醒；不要了，请说“取消第1个提醒”。）",
        ]
        assert quiet_bot.tick(f"{day} 09:06") == []
    [(_, text)] = quiet_bot.tick("2020-01-28 08:00")
    assert "本应1月27日（星期一）9:05提醒您" in text
    with quiet_bot.store.reading() as records:
        [one] = records.own_wishes.reminders_of("ClerkCG")
    assert one.due == at("2020-02-03 09:05")


def test_dropped_or_moved_after_it_was_queued_it_is_not_sent(quiet_bot: Bot) -> None:
    dropped, moved = remind(quiet_bot, "2020-01-07 07:30"), remind(quiet_bot, "2020-01-07 07:30")
    quiet_bot.queue("2020-01-07 07:30")
    with quiet_bot.store.transaction() as records:
        now = at("2020-01-07 07:30") + timedelta(seconds=20)
        records.own_wishes.drop(dropped, now)
        records.own_wishes.move(moved, at("2020-01-07 15:20"), (), now)
    assert quiet_bot.tick("2020-01-07 07:31") == []
    assert len(quiet_bot.tick("2020-01-07 15:20")) == 1


def test_in_quiet_hours_it_waits_for_their_end(quiet_bot: Bot) -> None:
    remind(quiet_bot, "2020-01-07 21:00")
    quiet(quiet_bot, NIGHT)
    assert quiet_bot.tick("2020-01-07 21:00") == []
    quiet_bot.restart()
    assert quiet_bot.tick("2020-01-08 08:29") == []
    [(_, text)] = quiet_bot.tick("2020-01-08 08:30")
    assert "（原定1月7日（星期二）21:00，那时是您的免打扰时间或者请假期间。）" in text


def test_on_days_off_it_waits_for_the_next_working_day(quiet_bot: Bot) -> None:
    """1 January 2020 is a holiday, 19 January a Sunday worked."""
    remind(quiet_bot, "2020-01-01 10:20")
    remind(quiet_bot, "2020-01-19 10:20")
    quiet(quiet_bot, OwnQuiet(days_off=True))
    assert quiet_bot.tick("2020-01-01 10:20") == []
    assert len(quiet_bot.tick("2020-01-02 09:00")) == 1
    assert len(quiet_bot.tick("2020-01-19 10:20")) == 1


def test_on_leave_it_waits_until_the_leave_is_over(quiet_bot: Bot) -> None:
    remind(quiet_bot, "2020-01-07 10:20")
    with quiet_bot.store.transaction() as records:
        records.speaking.leave("ClerkCG", date(2020, 1, 6), date(2020, 1, 8), ASKED)
    assert quiet_bot.tick("2020-01-07 10:20") == []
    assert quiet_bot.tick("2020-01-08 17:00") == []
    assert len(quiet_bot.tick("2020-01-09 09:00")) == 1


def test_one_asked_for_before_the_season_was_closed_still_comes(quiet_bot: Bot) -> None:
    remind(quiet_bot, "2020-01-07 10:20")
    with quiet_bot.store.transaction() as records:
        records.seasons.note("2019", SeasonStepKind.CLOSED, by="", at=ASKED)
    assert quiet_bot.tick("2020-01-07 10:20") == [("clerkcg", "您要的提醒：交材料")]


def test_somebody_who_left_the_roster_gets_none(quiet_bot: Bot) -> None:
    with quiet_bot.store.transaction() as records:
        records.own_wishes.remind("gone", at("2020-01-07 10:20"), (), "交材料", ASKED)
    assert quiet_bot.tick("2020-01-07 10:20") == []


def test_what_we_send_of_our_own_accord_waits_for_the_end_of_quiet_hours(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", date(2020, 1, 5))
    quiet(quiet_bot, OwnQuiet(time(20), time(10, 40)))
    assert quiet_bot.tick("2020-01-02 09:58") == []
    assert quiet_bot.tick("2020-01-02 10:39") == []
    assert [to for to, _ in quiet_bot.tick("2020-01-02 10:41")] == ["clerkcg"]


def test_what_is_no_longer_due_at_the_end_of_quiet_hours_is_not_sent(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", date(2020, 1, 5))
    quiet(quiet_bot, OwnQuiet(time(20), time(10, 40)))
    quiet_bot.tick("2020-01-02 09:58")
    quiet_bot.hand_in_everything("城关镇")
    assert quiet_bot.tick("2020-01-02 10:41") == []


def test_what_a_person_sends_comes_in_quiet_hours_too(quiet_bot: Bot) -> None:
    quiet(quiet_bot, NIGHT)
    with quiet_bot.store.transaction() as records:
        payload = {"kind": "text", "text": "明天开会"}
        records.outbox.enqueue("announce:1", "clerkcg", payload, at("2020-01-02 21:00"))
    assert quiet_bot.send("2020-01-02 21:00") == [("clerkcg", "明天开会")]
