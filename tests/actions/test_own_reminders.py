"""Reminders of one's own: set, moved, listed and dropped by chat; what only asks does nothing."""

from datetime import timedelta

import pytest

from handlers.audit.phrases import audit_lines
from handlers.turn.reply import Kind
from storage.views import Act, OwnReminder
from tests.kit.chat import County

CLERK = "ClerkCG"


def own(county: County, userid: str = CLERK) -> list[OwnReminder]:
    with county.store.reading() as records:
        return records.own_wishes.reminders_of(userid)


def told(county: County, userid: str = CLERK) -> list[tuple[str, str]]:
    return [
        (f"{one.due.astimezone(county.now.tzinfo):%m-%d %H:%M}", one.matter)
        for one in own(county, userid)
    ]


@pytest.mark.parametrize(
    ("userid", "text", "due", "matter"),
    [
        ("ClerkCG", "九号上午提醒我把述职报告送过去", "01-09 09:00", "把述职报告送过去"),
        ("ClerkCG", "请在下周二下午四点叫我一声，要开会", "12-31 16:00", "要开会"),
        ("WangQiang", "提醒我后天填好附件5", "12-28 09:00", "填好附件5"),
        ("Group1", "明天下班前喊我", "12-27 17:00", ""),
        ("Boss", "1月6号提醒我催一催县财政局", "01-06 09:00", "催一催县财政局"),
        ("Boss", "过四十分钟提醒我回电话", "12-26 10:40", "回电话"),
        ("ClerkCG", "帮我设个1月2日早上的提醒好吗，找人盖章", "01-02 09:00", "找人盖章"),
        ("ClerkCG", "初稿要给书记看，3号下午提醒我一下", "01-03 15:00", "初稿要给书记看"),
        ("ClerkCG", "千万别忘了明早提醒我带公章", "12-27 09:00", "带公章"),
        (
            "ClerkCG",
            "后天提醒我问问周主任10号前交行不行",
            "12-28 09:00",
            "问问周主任10号前交行不行",
        ),
    ],
)
def test_it_is_set_at_once_and_told_with_its_moment(
    county: County, userid: str, text: str, due: str, matter: str
) -> None:
    reply = county.say(userid, text)
    assert reply.text.startswith("好的，")
    assert matter in reply.text
    assert told(county, userid) == [(due, matter)]
    assert county.press(userid, "撤销").text.startswith("好的，取消了：")
    assert told(county, userid) == []


def test_a_weekly_one(county: County) -> None:
    reply = county.say(CLERK, "每周四上午10点半提醒我看进度")
    assert "每周四10:30（下一次12月26日）提醒您：看进度" in reply.text
    [one] = own(county)
    assert one.weekdays == (3,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("提醒我交表", "什么时候提醒您"),
        ("月底提醒我交表", "“月底”是哪天几点"),
        ("10号之前提醒我交齐", "“10号前”是哪天几点"),
        ("今天九点提醒我交表", "12月26日（星期四）9:00已经过了"),
        ("12月20日提醒我交表", "已经过了"),
        ("2月30日提醒我交表", "没有“2月30日”这个时间"),
        ("明天27点提醒我交表", "没有“27点”这个时间"),
        ("每月10号提醒我交报表", "“每月”的还不会设"),
        ("明天上午和下午各提醒我一次", "“各”的还不会设"),
        ("2025年1月3日提醒我交表", "太远了"),
        (f"明天提醒我{'交表、' * 90}", "控制在200字以内"),
    ],
)
def test_what_cannot_be_is_said_with_a_right_example(county: County, text: str, words: str) -> None:
    reply = county.say(CLERK, text)
    assert words in reply.text
    assert "例如“" in reply.text or "以内" in reply.text
    assert own(county) == []


@pytest.mark.parametrize(
    "text",
    [
        "能不能给自己设提醒",
        "明天能提醒我吗？",
        "怎么让你到点叫我",
        "明天你会提醒我交材料吗",
        "昨天你提醒我交材料了",
        "书记让我明天提醒你们",
        "明天局长叫我去一趟",
        "如果他后天没交就提醒我",
        "后天不用提醒我了",
        "没人提醒我",
    ],
)
def test_what_asks_denies_or_reports_sets_nothing(county: County, text: str) -> None:
    county.say(CLERK, text)
    assert own(county) == []


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("不是九号，八号", "01-08 09:00"),
        ("不对，是10号下午", "01-10 15:00"),
        ("改到十点二十", "01-09 10:20"),
        ("还是下周五吧", "01-03 09:00"),
        ("第1个改到1月12日8点", "01-12 08:00"),
        ("把那个提醒改到后天", "12-28 09:00"),
    ],
)
def test_a_few_words_right_after_move_it(county: County, said: str, due: str) -> None:
    county.say(CLERK, "九号上午提醒我送报告")
    assert county.say(CLERK, said).text.startswith("好的，改到")
    assert told(county) == [(due, "送报告")]
    county.press(CLERK, "撤销")
    assert told(county) == [("01-09 09:00", "送报告")]


def test_moving_to_what_cannot_be_leaves_it(county: County) -> None:
    county.say(CLERK, "九号上午提醒我送报告")
    assert "没有改动" in county.say(CLERK, "改到昨天的32点").text
    assert told(county) == [("01-09 09:00", "送报告")]


def test_the_list_and_dropping_one_of_it(county: County) -> None:
    county.say(CLERK, "九号上午提醒我送报告")
    county.say(CLERK, "明天提醒我盖章")
    county.say(CLERK, "每周一提醒我看进度")
    assert county.say(CLERK, "我都设了哪些提醒").text.splitlines() == [
        "您有3个提醒：",
        "第1个：1月9日（星期四）9:00：送报告",
        "第2个：12月27日（星期五）9:00：盖章",
        "第3个：每周一9:00（下一次12月30日）：看进度",
        "要取消，请说“取消第1个提醒”；要改时间，请说“第1个提醒改到9点半”。",
    ]
    county.say(CLERK, "第2个提醒不要了")
    county.say(CLERK, "取消看进度的提醒")
    assert told(county) == [("01-09 09:00", "送报告")]
    county.press(CLERK, "撤销")
    assert [matter for _, matter in told(county)] == ["看进度", "送报告"]
    assert "没有第7个提醒" in county.say(CLERK, "取消第7个提醒").text


def test_the_one_just_set_is_dropped_and_all_are(county: County) -> None:
    for text in ("九号提醒我送报告", "十号提醒我盖章"):
        county.say(CLERK, text)
    county.say(CLERK, "取消那个提醒")
    assert [matter for _, matter in told(county)] == ["送报告"]
    county.say(CLERK, "十号提醒我盖章")
    assert "2个提醒都取消了" in county.say(CLERK, "把提醒都删了").text
    county.press(CLERK, "撤销")
    assert len(own(county)) == 2


def test_of_several_it_is_asked_which(county: County) -> None:
    county.say(CLERK, "九号提醒我送报告")
    county.say(CLERK, "十号提醒我盖章")
    county.say(CLERK, "附件8交几份")
    assert "您说的是哪一个" in county.say(CLERK, "取消那个提醒").text
    assert len(own(county)) == 2


def test_nobody_sees_or_drops_anybody_elses(county: County) -> None:
    county.say(CLERK, "九号提醒我送报告")
    for userid in ("ClerkCG2", "Boss"):
        assert "您没有设自己的提醒" in county.say(userid, "我有哪些提醒").text
        assert "您没有设自己的提醒" in county.say(userid, "取消第1个提醒").text
    assert len(own(county)) == 1


def test_twenty_are_the_most(county: County) -> None:
    for day in range(1, 21):
        county.say(CLERK, f"1月{day}日提醒我交第{day}份")
    reply = county.say(CLERK, "1月21日提醒我交齐")
    assert "您已经有20个提醒，这个没有加上" in reply.text
    assert (reply.options, len(own(county))) == ((), 20)


def test_undone_within_ten_minutes_only(county: County) -> None:
    county.say(CLERK, "九号提醒我送报告")
    county.now += timedelta(minutes=11)
    assert "已经过了十分钟" in county.press(CLERK, "撤销").text
    assert len(own(county)) == 1


def test_the_trail_says_that_it_was_done_and_not_of_what(county: County) -> None:
    county.say(CLERK, "九号提醒我去找石桥要底稿")
    county.say(CLERK, "改到十点")
    county.say(CLERK, "取消那个提醒")
    county.say(CLERK, "周末别给我发提醒")
    with county.store.reading() as records:
        entries = records.audit.entries()
        changed = [one for one in entries if one.act is Act.CHANGED]
        lines = audit_lines(county.plan, records, changed)
    assert [line.what for line in reversed(lines)] == [
        "设自己的提醒",
        "改自己的提醒时间",
        "取消自己的提醒",
        "改自己的免打扰时间",
    ]
    assert "石桥" not in str(entries)


def test_an_order_to_chase_is_still_one(county: County) -> None:
    shown = county.say("Boss", "提醒城关镇交附件8")
    assert shown.kind is Kind.ACTION
    assert "（还没有" in shown.text
    assert own(county, "Boss") == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (["晚上九点以后别给我发提醒"], "每天21:00到第二天8:00"),
        (["早晨八点四十之前不要发了"], "每天0:00到8:40"),
        (["晚上九点以后别发提醒", "早上9点前也别发"], "每天21:00到第二天9:00"),
        (["双休日请勿打扰"], "周末和放假的日子全天（调休上班的日子照常发）"),
        (["晚上10点到早上8点半别发", "周末也别提醒"], "每天22:00到第二天8:30，周末和放假"),
        (["下班以后不要给我发消息"], "每天18:00到第二天8:00"),
    ],
)
def test_quiet_hours_are_set_told_and_undone(county: County, said: list[str], words: str) -> None:
    for text in said:
        reply = county.say("WangQiang", text)
    assert reply.text.startswith("好的，")
    assert words in reply.text
    assert words in county.say("WangQiang", "现在提醒是怎么设置的").text
    assert "免打扰时间取消了" in county.say("WangQiang", "恢复").text
    county.press("WangQiang", "撤销")
    assert words in county.say("WangQiang", "我的提醒怎么设置的").text


@pytest.mark.parametrize(
    "text",
    [
        "晚上能不能不发提醒",
        "周末可以不提醒吗",
        "昨天晚上九点还在发提醒",
        "周末没给我发提醒",
        "局长说周末别发消息",
        "周末先别发材料",
        "他说晚上八点后别通知各单位",
        "25点以后别给我发",
        "9点到18点别给我发提醒",
        "今晚8点以后别给我发提醒",
    ],
)
def test_what_asks_reports_or_cannot_be_changes_nothing(county: County, text: str) -> None:
    assert county.say("WangQiang", text).text
    with county.store.reading() as records:
        assert not records.own_wishes.quiet_of("WangQiang")


def test_a_units_pause_and_ones_own_quiet_are_ended_each_by_itself(county: County) -> None:
    county.say(CLERK, "晚上九点以后别给我发提醒")
    county.say(CLERK, "三天后再提醒")
    assert "城关镇的提醒已经恢复" in county.say(CLERK, "恢复提醒").text
    assert "免打扰时间取消了" in county.say(CLERK, "恢复提醒").text


def test_not_to_send_while_a_deed_waits_is_about_that_deed(county: County) -> None:
    county.say("Boss", "催一下没交的")
    county.say("Boss", "晚上八点以后别发")
    with county.store.reading() as records:
        assert not records.own_wishes.quiet_of("Boss")
