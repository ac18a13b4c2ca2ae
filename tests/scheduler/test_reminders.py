"""Reminders: exactly what is missing, to whom it concerns, on working days, once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

from scheduler import due_notices, start_clock, tick
from tests.kit.speaking_first import SHANGHAI, URL, Bot, at, open_store
from tests.kit.waiting import PATIENCE

JANUARY_5 = date(2020, 1, 5)
# The first of 城关镇's two clerks; 县财政局 assesses nobody and owes nothing to the group.
CLERKS = ["clerkcg"]


def receivers(sent: list[tuple[str, str]]) -> list[str]:
    return [to for to, _ in sent]


def test_supervisors_are_told_once_of_deadlines_that_bind_nobody_yet(bot: Bot) -> None:
    assert bot.tick("2019-12-16 09:58") == []

    [(to, text)] = bot.tick("2019-12-17 09:58")

    assert to == "boss"
    assert text.splitlines() == [
        "有5个截止时间还不能用来提醒各单位，请确认或改定：",
        (
            "1. 写好班子工作总结、个人述职述法报告，填好登记表（一(三)1）："
            "方案印的是2019年1月5日，早于考核年度结束，应是2020年1月5日之误。暂按2020年1月5日理解。"
        ),
        (
            "2. 委托考核单位完成考核（一(一)4）："
            "方案印的是2019年1月5日，早于考核年度结束，应是2020年1月5日之误。暂按2020年1月5日理解。"
        ),
        (
            "3. 委托考核单位上报考核情况及等次建议（一(一)4）："
            "方案印的是2019年1月8日，早于考核年度结束，应是2020年1月8日之误。暂按2020年1月8日理解。"
        ),
        "4. 考核单位将材料上报至考核组（三(四)）：方案写的是“于日前”，没有填日期。",
        "5. 考核组将材料汇总报送至县委组织部干部监督股（三(四)）：方案写的是“于日前”，没有填日期。",
        "在确认之前，不会拿这些日期去催各单位。回复一句话就可以，例如：",
        "“确认1月5日的期限”",
        "“把附件8截止时间定为1月10日”",
    ]
    bot.restart()
    assert bot.tick("2019-12-18 09:58") == []


def test_a_presumed_day_is_not_held_against_units(quiet_bot: Bot) -> None:
    for day in ("2019-12-27", "2020-01-02", "2020-01-03"):
        assert quiet_bot.tick(f"{day} 09:58") == []


def test_a_digest_names_exactly_what_is_missing(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    for paper, person in (
        ("registration", "张伟"),
        ("routine_evaluation", "张伟"),
        ("secondee_registration", "王强"),
        ("material_list", None),
    ):
        quiet_bot.hand_in("城关镇", paper, person)

    sent = quiet_bot.tick("2020-01-02 09:58")

    assert receivers(sent) == CLERKS
    assert sent[0][1].splitlines() == [
        "【城关镇】还有6件考核材料没有交，1月5日（星期日）截止，还有3天：",
        "· 附件1《县管干部年度考核登记表》：李红",
        "· 附件5《领导干部日常考核评价表》：李红、赵敏、王强",
        "· 附件6《挂职干部年度考核登记表》：赵敏",
        "· 附件8《县管干部2019年度考核等次建议》",
        '<a href="https://kaohe.example/unit">查看本单位清单并上报</a>',
    ]


def test_one_missing_paper_is_linked_directly(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    quiet_bot.hand_in_everything("城关镇")
    with quiet_bot.store.transaction() as records:
        [proposals] = [
            each
            for each in records.handins.county("grade_proposals", plan_id="2019")
            if each.counts
        ]
        records.handins.return_(proposals.id, "Boss", at("2019-12-31 10:00"), "缺公章")

    [(_, text)] = quiet_bot.tick("2020-01-02 09:58")

    assert text.splitlines() == [
        "【城关镇】还有1件考核材料没有交，1月5日（星期日）截止，还有3天：",
        "· 附件8《县管干部2019年度考核等次建议》（已退回：缺公章）",
        '<a href="https://kaohe.example/upload?paper=grade_proposals">上报这份材料</a>',
    ]


def test_a_rung_goes_out_once_however_often_the_clock_ticks_or_the_process_restarts(
    quiet_bot: Bot,
) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    assert quiet_bot.tick("2020-01-02 08:59") == []
    assert receivers(quiet_bot.tick("2020-01-02 09:58")) == CLERKS
    assert quiet_bot.tick("2020-01-02 09:59") == []
    quiet_bot.restart()
    assert quiet_bot.tick("2020-01-02 10:02") == []
    assert quiet_bot.tick("2020-01-02 17:00") == []


def test_a_process_killed_before_sending_sends_after_its_restart(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    quiet_bot.queue("2020-01-02 09:58")
    quiet_bot.restart()
    assert receivers(quiet_bot.tick("2020-01-02 10:05")) == CLERKS


def test_two_processes_that_tick_at_once_send_once(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    stores = [open_store(quiet_bot.path) for _ in range(4)]
    gate = threading.Barrier(4)

    def ticking(number: int) -> int:
        gate.wait()
        return len(tick(stores[number], quiet_bot.plan, at("2020-01-02 09:58"), URL))

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ticking, range(4))) == [0, 0, 0, 1]
    for store in stores:
        store.close()
    assert receivers(quiet_bot.send("2020-01-02 09:58")) == CLERKS


def test_rungs_count_working_days_and_go_on_after_the_deadline(quiet_bot: Bot) -> None:
    """5 January 2020 is a Sunday, 1 January a holiday, 19 January a Sunday worked."""
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    day, told = datetime(2019, 12, 26, 9, 58, tzinfo=SHANGHAI), []
    while day.date() < date(2020, 1, 20):
        told += [f"{day:%m-%d} {to}" for to, _ in quiet_bot.tick(f"{day:%Y-%m-%d %H:%M}")]
        day += timedelta(days=1)
    assert told == [
        "12-30 clerkcg",
        "01-02 clerkcg",
        "01-03 clerkcg",
        "01-06 clerkcg",
        "01-07 clerkcg",
        "01-08 clerkcg",
        "01-09 group1",
        "01-10 boss",
    ]


def test_after_a_jump_over_several_rungs_only_the_newest_is_sent(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", date(2020, 1, 8))
    sent = quiet_bot.tick("2020-01-08 09:58")
    assert receivers(sent) == CLERKS
    assert sent[0][1].startswith("【城关镇】还有10件考核材料没有交，今天（1月8日）截止：")
    assert "补发" not in sent[0][1]


def test_after_downtime_what_still_holds_is_sent_and_marked_late(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    assert quiet_bot.tick("2020-01-02 22:00") == []
    sent = quiet_bot.tick("2020-01-03 08:59")
    assert sent == []
    quiet_bot.restart()
    [(_, text)] = quiet_bot.tick("2020-01-03 15:01")
    assert "（这条提醒本应更早发出，系统恢复后补发，内容已按现在的情况更新。）" in text


def test_long_after_a_deadline_nothing_is_said_of_it(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    [(_, text)] = quiet_bot.tick("2020-01-08 10:31")
    assert "截止时间1月5日已经过了" in text
    quiet_bot.confirm("summary_written", JANUARY_5)
    assert quiet_bot.tick("2020-01-09 10:00") == []


def test_a_gap_closed_after_queueing_is_not_sent(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    quiet_bot.queue("2020-01-02 09:58")
    quiet_bot.hand_in_everything("城关镇")
    assert quiet_bot.send("2020-01-02 09:58") == []


def test_a_gap_partly_closed_after_queueing_is_named_as_it_is_now(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    quiet_bot.queue("2020-01-02 09:58")
    quiet_bot.hand_in("城关镇", "grade_proposals")
    [(_, text)] = quiet_bot.send("2020-01-02 09:58")
    assert "附件8" not in text
    assert "附件9" in text


def test_a_message_that_waited_for_hours_says_so(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    quiet_bot.queue("2020-01-02 09:58")
    [(_, text)] = quiet_bot.send("2020-01-02 15:01")
    assert "补发" in text


def test_a_deadline_moved_after_queueing_has_new_rungs_and_the_old_one_is_not_sent(
    quiet_bot: Bot,
) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    quiet_bot.queue("2020-01-02 09:58")
    quiet_bot.confirm("unit_to_group", date(2020, 1, 10), "2020-01-02 09:58")
    assert quiet_bot.send("2020-01-02 09:59") == []
    # Three working days before the 10th.
    assert quiet_bot.tick("2020-01-06 09:58") == []
    assert receivers(quiet_bot.tick("2020-01-07 09:58")) == CLERKS


def test_a_rung_that_was_over_before_the_day_was_confirmed_is_passed_over(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5, "2019-12-30 10:00")
    assert quiet_bot.tick("2019-12-30 10:01") == []
    assert receivers(quiet_bot.tick("2020-01-02 09:58")) == CLERKS


def test_a_day_confirmed_after_its_last_rung_is_told_at_once_and_not_called_late(
    quiet_bot: Bot,
) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5, "2020-01-03 11:00")
    [(_, text)] = quiet_bot.tick("2020-01-03 11:01")
    assert "还有2天" in text
    assert "补发" not in text


def test_two_deadlines_near_each_other_make_one_digest(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    quiet_bot.confirm("summary_written", JANUARY_5)
    sent = quiet_bot.tick("2020-01-02 09:58")
    # 县财政局 owes the summary of its team; so do two units that have no clerk.
    assert sorted(receivers(sent)) == ["boss", "clerkcg", "clerkcz"]
    told = dict(sent)
    assert told["clerkcg"].count("【城关镇】") == 2
    assert "· 《领导班子工作总结》" in told["clerkcz"]
    assert told["boss"].splitlines()[1:3] == [
        "· 柳河镇（名册里没有登记政工人事）",
        "· 县教育局（名册里没有登记政工人事）",
    ]


def test_an_unreachable_clerk_is_left_out(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    with quiet_bot.store.transaction() as records:
        records.members.mark_unreachable("ClerkCG", "没有企业微信许可")
    assert receivers(quiet_bot.tick("2020-01-02 09:58")) == ["clerkcg2"]


def test_supervisors_hear_once_of_a_unit_nobody_can_be_reached_in(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    with quiet_bot.store.transaction() as records:
        for userid in ("ClerkCG", "ClerkCG2"):
            records.members.mark_unreachable(userid, "没有企业微信许可")
    [(to, text)] = quiet_bot.tick("2020-01-02 09:58")
    assert to == "boss"
    assert text.splitlines() == [
        "下列1个单位还有材料没有交，但没有能收到消息的政工人事，提醒没有发出：",
        "· 城关镇（周明：没有企业微信许可；吴芳：没有企业微信许可）",
        "请电话联系，并在名册里更正。",
    ]
    assert quiet_bot.tick("2020-01-03 09:58") == []
    with quiet_bot.store.transaction() as records:
        records.members.mark_reachable("ClerkCG2")
    assert receivers(quiet_bot.tick("2020-01-03 09:59")) == ["clerkcg2"]


def test_a_paper_returned_after_a_quiet_rung_is_not_told_twice(quiet_bot: Bot) -> None:
    """The return itself pushes the clerk."""
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    quiet_bot.hand_in_everything("城关镇")
    assert quiet_bot.tick("2020-01-02 09:58") == []
    with quiet_bot.store.transaction() as records:
        [one] = records.handins.county("grade_proposals", plan_id="2019")
        records.handins.return_(one.id, "Boss", at("2020-01-02 10:00"), "缺公章")
    assert quiet_bot.tick("2020-01-02 10:01") == []
    assert receivers(quiet_bot.tick("2020-01-03 09:58")) == CLERKS


def test_a_doubt_settled_before_sending_is_not_sent(bot: Bot) -> None:
    bot.queue("2019-12-25 09:58")
    for deadline in bot.plan.deadlines:
        bot.confirm(deadline, JANUARY_5)
    assert bot.send("2019-12-25 09:59") == []


def test_looking_at_what_is_due_changes_nothing(quiet_bot: Bot) -> None:
    quiet_bot.confirm("unit_to_group", JANUARY_5)
    for _ in range(2):
        with quiet_bot.store.transaction() as records:
            [notice] = due_notices(quiet_bot.plan, records, at("2020-01-02 09:58"))
        assert notice.to == tuple(CLERKS)
    assert receivers(quiet_bot.tick("2020-01-02 09:58")) == CLERKS


def test_the_clock_ticks_at_once_and_stops() -> None:
    ticked = threading.Event()
    clock = start_clock(ticked.set, every_seconds=3600)
    assert ticked.wait(PATIENCE)
    clock.stop()
