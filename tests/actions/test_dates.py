"""Dates in chat: shown with the reminders they move, set only after a yes."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.chat import County
from tests.kit.speaking_first import at


def test_a_supervisor_confirms_the_presumed_day(county: County) -> None:
    county.say("Boss", "确认1月5日的期限")
    assert county.press("Boss", "确认这样定").text.splitlines() == [
        "写好班子工作总结、个人述职述法报告，填好登记表：截止时间确认为2020年1月5日。",
        "适用于《个人述职述法报告》、《领导班子工作总结》。",
        "到时还有缺件的单位，将在12月30日、1月2日、1月3日上午提醒其政工人事。",
        "委托考核单位完成考核：截止时间确认为2020年1月5日。",
        "这个时间不对应各单位上报的材料，不会因此提醒单位。",
        "已记录：孙正，12月26日10:00。此后的答复和提醒都按这个日期。",
    ]
    with county.store.transaction() as records:
        ruling = records.dates.effective("2019")["summary_written"]
    assert (ruling.by, ruling.at, ruling.status) == ("boss", county.now, "confirmed")


@pytest.mark.parametrize(
    ("command", "day"),
    [
        ("把附件8截止时间定为1月10日", "2020-01-10"),
        ("附件8的截止时间改到2020年1月10日", "2020-01-10"),
        ("考核单位报送材料的截止时间定为1月6日", "2020-01-06"),
        ("把附件8截止时间定为12月30日", "2019-12-30"),
        ("单位报考核组的时间定为1月6日", "2020-01-06"),
        ("单位把材料交到各考核组，定1月6日", "2020-01-06"),
    ],
)
def test_a_supervisor_sets_a_day_the_notice_left_blank(
    county: County, command: str, day: str
) -> None:
    county.say("Boss", command)
    with county.store.transaction() as records:
        assert records.dates.effective("2019") == {}
    county.say("Boss", "确认")
    with county.store.transaction() as records:
        effective = records.dates.effective("2019")
    assert {id: str(ruling.effective) for id, ruling in effective.items()} == {"unit_to_group": day}


def test_whom_it_goes_to_is_not_who_has_to_do_it(county: County) -> None:
    """“单位报考核组” is the units' day; it was shown as the groups'."""
    assert "考核单位将材料" in county.say("Boss", "单位报考核组的时间定1月6日").text
    county.say("Boss", "先不定")
    assert "考核组将材料汇总报送" in county.say("Boss", "考核组报我们这边，定为1月8日").text


def test_moving_a_day_says_what_becomes_of_the_reminders(county: County) -> None:
    county.say("Boss", "把附件8截止时间定为1月10日")
    county.press("Boss", "确认这样定")
    county.now = at("2020-01-03 15:00")
    assert county.say("Boss", "把附件8截止时间改为1月6日").text.splitlines() == [
        "请核对（还没有改）：",
        "考核单位将材料上报至考核组：截止时间定为2020年1月6日。（原定2020年1月10日，那一天的提醒不再发。）",
        "适用于附件1、附件5、附件6、附件8、附件9。",
        "原来在1月7日、1月9日、1月10日的提醒取消。",
        "到时还有缺件的单位，将在1月6日上午提醒其政工人事。",
        "这样定吗？",
    ]
    assert county.press("Boss", "确认这样定").text.splitlines() == [
        "考核单位将材料上报至考核组：截止时间定为2020年1月6日。（原定2020年1月10日，那一天的提醒不再发。）",
        "适用于附件1、附件5、附件6、附件8、附件9。",
        "到时还有缺件的单位，将在1月6日上午提醒其政工人事。",
        "已记录：孙正，1月3日15:00。此后的答复和提醒都按这个日期。",
    ]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("确认附件8截止时间", "方案没有写“考核单位将材料上报至考核组”的日期，请连日期一起说"),
        ("附件8截止时间改到12月1日", "2019年12月1日已经过去了，没有改。"),
        ("把附件8截止时间定为2月30日", "没有这一天"),
        ("把附件8截止时间定为2021年1月10日", "离考核年度太远"),
        ("截止时间定为1月10日", "请说明是哪一个截止时间"),
    ],
)
def test_a_day_that_cannot_be_meant_is_not_set(county: County, command: str, words: str) -> None:
    reply = county.say("Boss", command)
    assert reply.kind is Kind.ACTION
    assert words in reply.text
    with county.store.transaction() as records:
        assert records.dates.effective("2019") == {}


def test_a_day_of_rest_is_doubted_and_only_reminders_that_end_are_called_off(
    county: County,
) -> None:
    county.say("Boss", "把附件8截止时间定为1月17日")
    county.press("Boss", "确认这样定")
    reply = county.say("Boss", "把附件8截止时间定为1月18日")
    assert "注意：2020年1月18日是休息日，当天收不到材料，请核对。" in reply.text
    told = next(line for line in reply.text.splitlines() if "提醒其政工人事" in line)
    over = next((line for line in reply.text.splitlines() if "的提醒取消" in line), "")
    days = [day for day in ("1月8日", "1月14日", "1月16日", "1月17日") if day in told]
    assert days
    assert not [day for day in days if day in over]


def test_a_day_before_the_year_is_over_is_doubted_and_a_no_changes_nothing(county: County) -> None:
    reply = county.say("Boss", "把附件8截止时间定为12月30日")
    assert "注意：2019年12月30日还没有过完2019考核年度，请核对年份。" in reply.text
    assert "没有改" in county.press("Boss", "先不定").text
    with county.store.transaction() as records:
        assert records.dates.effective("2019") == {}


def test_a_yes_to_an_old_card_does_not_set_a_day_that_has_passed(county: County) -> None:
    county.say("Boss", "把附件8截止时间定为1月10日")
    county.now = at("2020-01-11 09:00")
    assert "没有照它办" in county.press("Boss", "确认这样定").text
    # A card of an older release carries the day itself.
    assert "已经过去了" in county.press_key("Boss", "confirm_deadline:yes:unit_to_group=2020-01-10")
    with county.store.transaction() as records:
        assert records.dates.effective("2019") == {}


@pytest.mark.parametrize("userid", ["ClerkCG", "WangQiang", "Group1"])
def test_only_supervisors_set_deadlines(county: County, userid: str) -> None:
    county.say("Boss", "把附件8截止时间定为1月10日")
    assert "没有照它办" in county.press(userid, "确认这样定").text
    old = county.press_key(userid, "confirm_deadline:yes:unit_to_group=2020-01-10")
    assert "由县委组织部干部监督股办理" in old
    reply = county.say(userid, "把附件8截止时间定为1月10日")
    assert "由县委组织部干部监督股办理" in reply.text
    with county.store.transaction() as records:
        assert records.dates.effective("2019") == {}


def fixed(county: County) -> list[str]:
    with county.store.reading() as records:
        return [str(each.effective) for each in records.dates.effective("2019").values()]


def test_an_older_card_sets_nothing_while_a_later_one_waits(county: County) -> None:
    county.say("Boss", "把附件8截止时间定为1月10日")
    older = county.offered
    county.say("Boss", "把附件8截止时间定为1月15日")
    later, county.offered = county.offered, older
    pressed = county.press("Boss", "确认这样定")
    assert pressed.card == "已失效"
    assert pressed.text == (
        "这张卡片是先前的，没有照它办。现在等您定的是后面那一条：请按新卡片，或者回复序号。"
    )
    assert fixed(county) == []
    assert "定为2020年1月15日" in county.say("Boss", "1").text
    for card, words in ((older, "没有照它办"), (later, "没有再办一次：")):
        county.offered = card
        assert words in county.press("Boss", "确认这样定").text
    assert fixed(county) == ["2020-01-15"]


def test_a_text_settles_the_card_of_the_question_it_answers(county: County) -> None:
    shown = county.say("Boss", "把附件8截止时间定为1月10日")
    assert shown.settles == ""
    # A question in between leaves it open.
    assert county.say("Boss", "谢谢").settles == ""
    county.say("Boss", "把附件8截止时间定为1月10日")
    with county.store.reading() as records:
        kept = records.talks.open("Boss", county.now)
    assert kept
    offered_in = kept["offered_in"]
    assert county.say("Boss", "1").settles == offered_in != ""
    assert county.say("Boss", "1").settles == ""
    county.say("Boss", "把附件8截止时间定为1月11日")
    assert county.press("Boss", "确认这样定").settles == ""
