"""While a deed waits, a few words put it right; it is shown anew and done only after a yes."""

import pytest

from handlers.turn.commands import Announce, Chase, SetDeadlines
from tests.kit.talks import County

BOSS = "jianduwang"


def _waits(demo: County, *says: str):
    for say in says[:-1]:
        demo.say(BOSS, say)
    pending = demo.say(BOSS, says[-1]).pending
    assert pending is not None
    return pending.command


def test_another_paper(demo: County) -> None:
    command = _waits(demo, "催教育局交登记表", "是附件8 不是登记表")
    assert isinstance(command, Chase)
    assert (command.paper, len(command.units)) == ("grade_proposals", 1)


def test_another_unit(demo: County) -> None:
    before = _waits(demo, "催财政局交附件8")
    command = _waits(demo, "不是，是教育局")
    assert isinstance(command, Chase)
    assert command.paper == before.paper
    assert command.units != before.units


def test_fewer_units(demo: County) -> None:
    before = _waits(demo, "通知各单位：明天来领表")
    command = _waits(demo, "只发乡镇")
    assert isinstance(command, Announce)
    assert command.words == before.words
    assert 0 < len(command.units) < len(before.units)


@pytest.mark.parametrize("said", ["改7日", "改成1月7号"])
def test_another_day(demo: County, said: str) -> None:
    command = _waits(demo, "附件8定在1月6号下班前", said)
    assert isinstance(command, SetDeadlines)
    assert (command.days[0].day.month, command.days[0].day.day) == (1, 7)


@pytest.mark.parametrize("said", ["附件8什么时候交", "教育局在哪一组", "是不是附件8"])
def test_a_question_puts_nothing_right(demo: County, said: str) -> None:
    before = _waits(demo, "催财政局交登记表")
    after = demo.say(BOSS, said).pending
    assert after is None or after.command == before


def _names(demo: County, ids: tuple[int, ...]) -> set[str]:
    with demo.store.reading() as records:
        return {records.roster.unit(id).name for id in ids}


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("桃源镇说下午送来，去掉", {"桃源镇"}),
        ("白沙也先不催，他们书记住院了", {"白沙镇"}),
        ("除了检察院都发", {"县人民检察院"}),
        ("青山和龙泉不用发", {"青山镇", "龙泉镇"}),
        ("清水乡不要", {"清水乡"}),
        ("清水乡除外", {"清水乡"}),
        ("城关镇不用 他们下午送过来", {"城关镇"}),
    ],
)
def test_some_are_taken_out(demo: County, said: str, gone: set[str]) -> None:
    before = _waits(demo, "催一下没交的")
    demo.say(BOSS, "不发")
    command = _waits(demo, "催一下没交的", said)
    assert isinstance(before, Chase)
    assert isinstance(command, Chase)
    assert _names(demo, before.units) - _names(demo, command.units) == gone


@pytest.mark.parametrize("said", ["再加上桃源镇", "桃源也催一下", "还有桃源镇", "把桃源带上"])
def test_some_are_added(demo: County, said: str) -> None:
    command = _waits(demo, "催白沙镇交登记表", said)
    assert isinstance(command, Chase)
    assert _names(demo, command.units) == {"白沙镇", "桃源镇"}


def test_a_clerk_takes_out_and_adds_people(demo: County) -> None:
    demo.say("zhoumin", "催一下没交附件1的人")
    first = demo.say("zhoumin", "王磊刚打了电话，不用催").text
    assert "王磊" not in first
    assert "郑建国" in first
    again = demo.say("zhoumin", "还是加上王磊").text
    assert "王磊" in again


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("加一句：带公章", "明天下午4点来领表。带公章"),
        ("最后写上“过时不候”", "明天下午4点来领表。过时不候"),
        ("4点太晚，改成3点", "明天下午3点来领表"),
        ("4点来不及，写中午前", "明天中午前来领表"),
        ("把领表改成交表", "明天下午4点来交表"),
        ("不是明天，是后天", "后天下午4点来领表"),
        ("改成周五上午9点", "周五上午9点来领表"),
        ("改成5点", "明天下午5点来领表"),
        ("4点改5点", "明天下午5点来领表"),
        ("时间改成后天下午", "后天下午来领表"),
        ("内容改成：请尽快来领表", "请尽快来领表"),
        ("口气客气一点", "您好，明天下午4点来领表。辛苦了。"),
    ],
)
def test_other_words_are_announced(demo: County, said: str, words: str) -> None:
    command = _waits(demo, "通知各乡镇：明天下午4点来领表", said)
    assert isinstance(command, Announce)
    assert command.words == words


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("等等，8号全天开会，改9号", 9),
        ("8号要下乡，定到1月10号吧", 10),
        ("再推一天", 9),
        ("往前挪两天", 6),
        ("单位的往后延三天", 11),
        ("提前1天", 7),
        ("宽限一周", 15),
        ("8号不行，9号", 9),
        ("1月9日", 9),
        ("那就10号吧", 10),
        ("改到周五", 10),
    ],
)
def test_the_day_after_the_change_counts(demo: County, said: str, day: int) -> None:
    command = _waits(demo, "附件8定在1月8号下班前", said)
    assert isinstance(command, SetDeadlines)
    assert command.days[0].day.day == day


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("催白沙镇交登记表", "标题换个颜色"),
        ("催白沙镇交登记表", "话说得软一点"),
        ("通知各乡镇：明天来领表", "5点那个太早了点"),
        ("附件8定在1月8号下班前", "再往后推推"),
    ],
)
def test_what_changes_nothing_is_said_so_and_the_deed_waits(
    demo: County, order: str, said: str
) -> None:
    before = _waits(demo, order)
    reply = demo.say(BOSS, said)
    assert "没有看懂要改哪里" in reply.text
    assert reply.pending is not None
    assert reply.pending.command == before


@pytest.mark.parametrize("said", ["要不要加一句带公章", "能加一句带公章吗", "明天是不是太早"])
def test_whether_to_change_it_changes_nothing(demo: County, said: str) -> None:
    before = _waits(demo, "通知各乡镇：明天来领表")
    after = demo.say(BOSS, said).pending
    assert after is None or after.command == before


def test_to_whom_is_not_changed_alone_where_the_words_were_to_change_as_well(demo: County) -> None:
    demo.say("jianduwang", "通知所有单位：附件8今天下班前报")
    reply = demo.say("jianduwang", "只发县直部门，内容改成明天中午前")
    sent_as_it_was = "21个" in reply.text and "今天下班前" in reply.text
    assert not sent_as_it_was
    assert "今天下班前" in demo.say("jianduwang", "只发县直部门").text
