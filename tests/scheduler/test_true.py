"""Once and true: to the one who can act, only while it holds, and taken back when it is settled."""

from datetime import date, timedelta

import pytest

from scheduler import tick
from tests.kit.speaking_first import URL, Bot, at

JANUARY_5 = date(2020, 1, 5)
DEADLINE = "unit_to_group"


def receivers(sent: list[tuple[str, str]]) -> list[str]:
    return [to for to, _ in sent]


def unit_id(bot: Bot, name: str) -> int:
    with bot.store.reading() as records:
        return records.roster.unit_named(name)[0].id


def test_nothing_goes_out_at_a_full_or_half_hour(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.queue("2020-01-02 09:58")
    assert quiet_bot.send("2020-01-02 10:00") == []
    assert receivers(quiet_bot.send("2020-01-02 10:01")) == ["clerkcg"]


def test_each_unit_has_a_minute_of_its_own(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.tick("2019-12-30 09:58")
    told = [minute for minute in range(60) if quiet_bot.tick(f"2020-01-02 09:{minute:02}")]
    assert len(told) == 1
    assert told[0] in {*range(3, 58)} - {30}
    again = [minute for minute in range(60) if quiet_bot.tick(f"2020-01-03 09:{minute:02}")]
    assert again == told


def test_what_could_not_go_out_in_working_hours_waits_for_the_next_ones(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, date(2020, 1, 17))
    quiet_bot.queue("2020-01-08 17:20")
    assert quiet_bot.send("2020-01-08 17:31") == []
    assert quiet_bot.send("2020-01-08 23:01") == []
    assert quiet_bot.send("2020-01-09 08:59") == []
    [(to, text)] = quiet_bot.send("2020-01-09 10:20")
    assert to == "clerkcg"
    assert "补发" in text


def test_after_days_without_wecom_one_digest_goes_out_not_one_for_each_day(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.queue("2019-12-30 09:58")
    quiet_bot.queue("2020-01-02 09:58")
    quiet_bot.queue("2020-01-03 09:58")
    [(_, text)] = quiet_bot.send("2020-01-03 10:01")
    assert "还有2天" in text


def test_a_clock_that_jumps_back_repeats_nothing_and_skips_nothing(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    assert receivers(quiet_bot.tick("2020-01-03 09:58")) == ["clerkcg"]
    assert receivers(quiet_bot.tick("2019-12-30 09:58")) == ["clerkcg"]
    assert receivers(quiet_bot.tick("2020-01-02 09:58")) == ["clerkcg"]
    assert quiet_bot.tick("2020-01-03 09:58") == []


def test_a_reminder_is_taken_back_when_its_gaps_are_closed(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.tick("2020-01-02 09:58")
    quiet_bot.hand_in("城关镇", "grade_proposals")
    assert quiet_bot.tick("2020-01-02 11:01") == []
    quiet_bot.hand_in_everything("城关镇")
    [(to, _)] = quiet_bot.tick("2020-01-02 11:02")
    taken_back = quiet_bot.channel.payloads[-1]
    assert (to, taken_back["kind"], taken_back.get("label")) == ("clerkcg", "update", "已收到")
    assert quiet_bot.tick("2020-01-02 11:03") == []


@pytest.mark.parametrize(("hours", "expected"), [(71, ["update"]), (73, [])])
def test_a_card_can_be_changed_for_72_hours(
    quiet_bot: Bot, hours: int, expected: list[str]
) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.tick("2020-01-02 09:58")
    quiet_bot.hand_in_everything("城关镇")
    later = at("2020-01-02 09:58") + timedelta(hours=hours)
    quiet_bot.tick(f"{later:%Y-%m-%d %H:%M}")
    assert [each["kind"] for each in quiet_bot.channel.payloads[2:]] == expected


def test_days_of_an_unknown_year_are_provisional_and_corrected_with_notice(bot: Bot) -> None:
    friday = date(2040, 1, 6)
    bot.confirm(DEADLINE, friday, "2039-12-20 10:00")
    [(_, text)] = bot.tick("2040-01-03 09:58")
    assert "当年的放假安排尚未公布" in text
    with bot.store.transaction() as records:
        for day in range(1, 21):
            works = date(2040, 1, day).weekday() < 5 and day != 5
            records.dates.set_workday(date(2040, 1, day), works, by="b", at=at("2040-01-03 10:00"))
    [(to, text)] = bot.tick("2040-01-03 10:31")
    assert (to, text.splitlines()[0]) == (
        "boss",
        "放假安排已经公布，暂定的提醒日改动如下：",
    )
    assert "· 考核单位将材料上报至考核组：1月5日改为1月4日" in text.splitlines()
    assert bot.tick("2040-01-03 10:32") == []


def test_ticking_twice_at_once_queues_once(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    first = tick(quiet_bot.store, quiet_bot.plan, at("2020-01-02 09:58"), URL)
    assert [each.to for each in first] == [("clerkcg",)]
    assert tick(quiet_bot.store, quiet_bot.plan, at("2020-01-02 09:58"), URL) == []
