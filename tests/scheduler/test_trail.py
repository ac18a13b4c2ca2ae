"""What reached somebody of our own accord stands in the trail: once, in words, without its body."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bot.deliver import Arrived
from handlers.audit.phrases import audit_lines
from handlers.turn.reply import Push
from scheduler.sent import note_sent
from storage.views import Act, Delivery
from tests.kit.speaking_first import Bot, Recorder, at

JANUARY_5 = date(2020, 1, 5)
DEADLINE = "unit_to_group"
DATE = "时间节点“考核单位将材料上报至考核组”"


def told(bot: Bot) -> list[tuple[str, str, str, str]]:
    with bot.store.reading() as records:
        entries = list(records.audit.entries(act=Act.TOLD))
        lines = audit_lines(bot.plan, records, entries)
    return [(each.who, each.act, each.unit, each.what) for each in reversed(lines)]


class Killed(BaseException):
    """What a killed process would not even get to raise."""


class DiesAfterSending(Recorder):
    def send(self, delivery: Delivery, payload: Mapping[str, Any]) -> Arrived:
        super().send(delivery, payload)
        raise Killed


def test_a_reminder_leaves_one_line_that_says_to_whom_and_about_what(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    before = told(quiet_bot)
    for minute in ("09:58", "09:59", "10:02"):
        quiet_bot.tick(f"2020-01-02 {minute}")
    assert told(quiet_bot)[len(before) :] == [
        (
            "系统",
            "发出消息",
            "城关镇",
            f"催交提醒，发给周明（clerkcg）；附件1、附件5、附件6、附件8、附件9；{DATE}",
        )
    ]


def test_a_process_killed_after_sending_leaves_one_line_all_the_same(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    before = told(quiet_bot)
    quiet_bot.channel = DiesAfterSending()
    with pytest.raises(Killed):
        quiet_bot.tick("2020-01-02 09:58")
    assert told(quiet_bot) == before
    quiet_bot.channel = Recorder()
    for minute in ("10:01", "10:04", "10:07"):
        quiet_bot.restart()
        quiet_bot.tick(f"2020-01-02 {minute}")
    assert len(told(quiet_bot)) == len(before) + 1


def test_who_could_not_be_reached_was_not_told(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    before = told(quiet_bot)
    quiet_bot.channel.refusing = {"clerkcg"}
    quiet_bot.tick("2020-01-02 09:58")
    [(_, _, unit, what)] = told(quiet_bot)[len(before) :]
    assert (unit, what.partition("；")[0]) == ("城关镇", "催交提醒，发给吴芳（clerkcg2）")


def test_what_groups_and_the_section_hear_names_its_deadline(quiet_bot: Bot) -> None:
    assert told(quiet_bot)[0][3].startswith(
        "截止时间待确认，发给孙正（boss）；时间节点“写好班子工作总结"
    )
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    for day in ("2020-01-06", "2020-01-07", "2020-01-08", "2020-01-09", "2020-01-10"):
        quiet_bot.tick(f"{day} 09:58")
    *_, group, section = [what for *_, what in told(quiet_bot)]
    assert group.startswith("考核组提醒，发给")
    assert group.endswith(f"（group1）；{DATE}")
    assert section == f"汇总提醒，发给孙正（boss）；{DATE}"


def test_a_chase_says_on_whose_word_it_went(quiet_bot: Bot) -> None:
    from bot.channels.wecom_app.render import push_payload

    push = Push(
        "clerkcg", "正文里的话", "chase:2019:u1:registration:2020-01-02:clerkcg",
        author="boss", whom="城关镇周明", papers=("registration",),
    )  # fmt: skip
    delivery = Delivery(1, push.key, push.to, push_payload(push, "u"), at("2020-01-02 10:00"), 1)
    before = told(quiet_bot)
    for _ in range(2):
        with quiet_bot.store.transaction() as records:
            note_sent(
                delivery, delivery.payload, "m", "", records, quiet_bot.plan, at("2020-01-02 10:00")
            )
    assert told(quiet_bot)[len(before) :] == [
        ("孙正（boss）", "发出消息", "城关镇", "人工催报，发给周明（clerkcg）；附件1")
    ]
    with quiet_bot.store.reading() as records:
        [entry, *_] = records.audit.entries(act=Act.TOLD)
    assert "正文" not in str(entry.detail)
