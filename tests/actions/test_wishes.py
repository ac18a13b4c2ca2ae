"""What clerks may say about reminders to themselves, and what the section sees of all messages."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from handlers.audit.phrases import audit_lines
from handlers.notifications.workdays import Workdays
from storage.views import Act, Part
from tests.kit.chat import County
from tests.kit.speaking_first import at


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天别再提醒了", "12月27日"),
        ("三天后再提醒", "12月29日"),
        ("5天后再提醒我们", "12月31日"),
    ],
)
def test_a_clerk_puts_reminders_off_and_is_told_how_to_undo_it(
    county: County, text: str, day: str
) -> None:
    assert county.say("ClerkCG", text).text == (
        f"好的，{day}前不再提醒城关镇交材料。截止当天的提醒和干部监督股的人工催报不受影响。"
        "要恢复，请说“恢复提醒”。"
    )
    assert county.say("ClerkCG", "恢复提醒").text == "好的，城关镇的提醒已经恢复，按原来的日子发。"
    with county.store.reading() as records:
        assert records.speaking.snoozed() == {}


def test_reminders_are_not_put_off_for_weeks(county: County) -> None:
    assert "最多可以停7天" in county.say("ClerkCG", "20天后再提醒").text
    with county.store.reading() as records:
        assert records.speaking.snoozed() == {}


def test_a_clerk_says_who_is_written_to_first(county: County) -> None:
    assert county.say("ClerkCG", "本单位由吴芳负责").text == (
        "好的，城关镇的提醒以后先发给吴芳。请假或收不到消息时，改发给其他政工人事。"
        "要改回来，请说“本单位由周明负责”。"
    )
    assert "登记的政工人事有：周明、吴芳" in county.say("ClerkCG", "本单位由李四负责").text
    with county.store.reading() as records:
        assert list(records.speaking.contacts().values()) == ["clerkcg2"]


def test_leave_is_entered_told_and_cancelled(county: County) -> None:
    assert county.say("ClerkCG", "我1月3日到6日请假").text == (
        "已登记：周明1月3日至1月6日请假。这几天的提醒不发给您，改发给吴芳。要取消，请说“取消请假”。"
    )
    with county.store.reading() as records:
        [absence] = records.speaking.away(at("2020-01-06 09:00").date())
        assert absence.userid == "clerkcg"
        assert records.speaking.away(at("2020-01-07 09:00").date()) == []
    assert "请假已经取消" in county.say("ClerkCG", "取消请假").text
    with county.store.reading() as records:
        assert records.speaking.away(at("2020-01-06 09:00").date()) == []


def test_leave_of_the_only_clerk_says_so(county: County) -> None:
    assert "没有别的政工人事" in county.say("ClerkCZ", "我1月3日请假").text


def test_leave_that_is_over_or_has_no_day_is_not_entered(county: County) -> None:
    assert "已经过去" in county.say("ClerkCG", "我12月3日到6日请假").text
    assert "请把起止日期说清楚" in county.say("ClerkCG", "我1月6日到3日请假").text


@pytest.mark.parametrize(
    ("userid", "text", "refusal"),
    [
        ("WangQiang", "今天别再提醒了", "由各单位的政工人事自己决定"),
        ("Boss", "三天后再提醒", "由各单位的政工人事自己决定"),
        ("Group1", "本单位由周明负责", "由各单位的政工人事自己说定"),
        ("WangQiang", "我1月3日到6日请假", "请假登记只用来安排提醒发给谁"),
        ("ClerkCG", "每个单位今年最多发40条消息", "您这边不能操作"),
        ("WangQiang", "今年发了多少条消息", "您这边不能查"),
    ],
)
def test_the_wrong_role_is_refused_in_words(
    county: County, userid: str, text: str, refusal: str
) -> None:
    assert refusal in county.say(userid, text).text


def note(county: County, *said: tuple[str, str, str]) -> None:
    with county.store.transaction() as records:
        for number, (userid, unit, why) in enumerate(said):
            [found] = records.roster.unit_named(unit)
            records.speaking.note_said(f"k{number}", "2019", userid, found.id, why, county.now)


def test_the_ledger_says_how_many_to_whom_and_why(county: County) -> None:
    note(
        county,
        ("clerkcg", "城关镇", "催交提醒"),
        ("clerkcg", "城关镇", "材料退回"),
        ("clerkcz", "县财政局", "催交提醒"),
    )
    reply = county.say("Boss", "今年发了多少条消息")
    assert reply.text.splitlines() == [
        "2019年度考核到12月26日10:00系统主动发出的消息共3条：催交提醒2条、材料退回1条。",
        "收到消息的有2个单位、2人。每个单位上限一季30条，没有单位到上限。",
        "逐条的时间、对象和原因见表格，可以直接打印。",
    ]
    [file] = reply.files
    assert file.name == "消息台账（2019年度考核）20191226.xlsx"
    with county.store.blobs.open(file.blob) as content:
        book = openpyxl.load_workbook(BytesIO(content.read()))
    assert [[cell.value for cell in row] for row in book["按单位"].iter_rows(min_row=3)] == [
        ["单位", "催交提醒", "材料退回", "合计"],
        ["城关镇", 1, 1, 2],
        ["县财政局", 1, 0, 1],
    ]
    assert [[cell.value for cell in row] for row in book["逐条"].iter_rows(min_row=4)] == [
        ["2019-12-26 10:00", "城关镇", "周明", "催交提醒"],
        ["2019-12-26 10:00", "城关镇", "周明", "材料退回"],
        ["2019-12-26 10:00", "县财政局", "郑好", "催交提醒"],
    ]


def test_a_clerk_sees_the_messages_of_the_own_unit_only(county: County) -> None:
    note(county, ("clerkcg", "城关镇", "催交提醒"), ("clerkcz", "县财政局", "催交提醒"))
    reply = county.say("ClerkCG", "消息台账")
    assert reply.text == (
        "城关镇到12月26日10:00系统主动发出的消息共1条：催交提醒1条。上限是一季30条。"
    )
    assert reply.files == ()


def test_supervisors_set_the_ceiling_and_are_told_how_to_undo_it(county: County) -> None:
    note(county, ("clerkcg", "城关镇", "催交提醒"), ("clerkcg", "城关镇", "材料退回"))
    assert county.order("Boss", "每个单位今年最多发2条消息").text == (
        "已改为每个单位一季最多2条（原来30条）。到了上限的单位，只在截止当天提醒。"
        "现在已有1个单位到了上限。要改回来，请说“每个单位今年最多发30条消息”。"
    )
    assert "没有改。现在是2条" in county.order("Boss", "每个单位今年最多发9999条消息").text


def test_counting_working_days_passes_over_days_of_rest() -> None:
    """1 January 2020 is a holiday, 4 and 5 January are a weekend, the 19th is a Sunday worked."""
    days, sunday = Workdays(), at("2020-01-05 09:00").date()
    assert [f"{days.shifted(sunday, n):%m-%d}" for n in (-3, -1, 0, 1, 2)] == [
        "12-30",
        "01-02",
        "01-03",
        "01-06",
        "01-07",
    ]
    assert f"{days.shifted(at('2020-01-17 09:00').date(), 1):%m-%d}" == "01-19"


def test_wishes_and_settings_are_in_the_trail_in_words(county: County) -> None:
    county.say("ClerkCG", "三天后再提醒")
    county.say("ClerkCG", "恢复提醒")
    county.say("ClerkCG", "本单位由吴芳负责")
    county.say("ClerkCG", "我1月3日到6日请假")
    county.say("ClerkCG", "取消请假")
    county.order("Boss", "每个单位今年最多发40条消息")
    with county.store.transaction() as records:
        records.dates.set_workday(date(2020, 1, 24), False, by="Boss", at=county.now)

    with county.store.reading() as records:
        entries = records.audit.entries(act=Act.CHANGED)
        lines = audit_lines(county.plan, records, entries)
    assert [(line.who, line.unit, line.what) for line in reversed(lines)] == [
        ("周明（clerkcg）", "城关镇", "2019年12月29日前不再提醒"),
        ("周明（clerkcg）", "城关镇", "恢复提醒"),
        ("周明（clerkcg）", "城关镇", "提醒先发给clerkcg2"),
        ("周明（clerkcg）", "城关镇", "登记请假：2020年1月3日至2020年1月6日"),
        ("周明（clerkcg）", "城关镇", "取消请假"),
        ("孙正（boss）", "", "每个单位一季最多40条消息"),
        ("孙正（boss）", "", "2020年1月24日休息"),
    ]


def test_a_signed_copy_alone_is_no_hand_in_in_the_trail(county: County) -> None:
    for part in (Part.DATA, Part.SIGNED):
        county.hand_in("城关镇", "grade_proposals", part=part)
    with county.store.reading() as records:
        entries = records.audit.entries(act=Act.HANDED_IN)
        lines = audit_lines(county.plan, records, entries)
    assert [line.act for line in reversed(lines)] == ["上交", "交扫描件"]
