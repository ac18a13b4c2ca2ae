"""What fresh eyes found: one number of units, sums that go on, results, shifts, dogs."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handlers.turn.reply import Kind, Reply
from language.reader import Reader
from language.shifts import day_said, days_shifted
from rules.plan import Plan
from tests.kit.chat import County
from tests.kit.roster import COUNTY
from tests.kit.speaking_first import open_store

QUESTIONS = Path(__file__).parents[1] / "questions"
# What sends its reader to the section: its staff would be sent to themselves.
SENT_TO_THE_SECTION = re.compile(
    r"请示监督股|转人工|(?:请|先|或者|要)(?:先)?(?:联系|问|找|向)[^，。；\n]{0,6}(?:县委组织部)?干部监督股"
)


@pytest.fixture
def county(tmp_path: Path, plan: Plan, reader: Reader) -> Iterator[County]:
    store = open_store(tmp_path, COUNTY)
    yield County(plan, reader, store)
    store.close()


def test_a_sum_goes_on_from_the_number_before(county: County) -> None:
    county.say("ClerkCG", "27个科级干部最多报几个优秀")
    assert county.say("ClerkCG", "再来两个人").text.startswith("29人×20%＝5.8")
    assert county.say("ClerkCG", "要是再加3个呢").text.startswith("32人×20%＝6.4")
    assert county.say("ClerkCG", "要是走了两个人呢").text.startswith("30人×20%＝6")
    assert county.say("ClerkCG", "那20个人呢").text.startswith("20人×20%＝4")


@pytest.mark.parametrize("said", ["城关镇能报几个", "城关镇能报几个优秀", "城关镇最多报几个优秀"])
@pytest.mark.parametrize("userid", ["Boss", "Group1"])
def test_the_quota_of_a_unit_is_its_ledger(county: County, userid: str, said: str) -> None:
    reply = county.say(userid, said)
    assert reply.text.startswith("城关镇的优秀名额，按现有名册：\n考核基数2人×20%＝0.4")


def test_another_groups_unit_is_not_told(county: County) -> None:
    assert "只能查看本考核组" in county.say("Group1", "县财政局能报几个优秀").text


@pytest.mark.parametrize(
    "said",
    ["我的考核结果出来没有", "我今年评了什么等次", "年度考核结果下来了吗", "我的等次定下来没"],
)
def test_no_result_is_kept_here(county: County, said: str) -> None:
    reply = county.say("WangQiang", said)
    assert reply.text.startswith("您的考核结果不在这个系统里")
    assert "考核结果由县委常委会研究决定" in reply.text
    assert "一(三)6" in reply.clauses


@pytest.mark.parametrize("said", ["测评结果出来了吗", "处理结果出来没有怎么定等次"])
def test_results_of_other_kinds_are_read_as_before(county: County, said: str) -> None:
    assert "不在这个系统里" not in county.say("ClerkCG", said).text


def test_a_deadline_is_moved_by_days_and_shown_first(county: County) -> None:
    county.order("Boss", "把附件8截止时间定为1月8日")
    assert "定为2020年1月7日" in county.say("Boss", "附件8截止时间提前一天").text
    assert "定为2020年1月11日" in county.say("Boss", "附件8的截止日期往后推三天").text
    with county.store.reading() as records:
        assert records.dates.effective("2019")["unit_to_group"].effective == date(2020, 1, 8)


def test_which_deadline_is_asked_where_several_could_be_meant(county: County) -> None:
    reply = county.say("Boss", "把截止日期提前一天")
    assert reply.text.startswith("提前1天的是哪一个截止时间？")
    assert reply.pending is None
    assert "还没有日期" in county.say("Boss", "附件8截止时间提前一天").text


def test_a_clerk_moves_no_deadline_and_an_announcement_moves_none(county: County) -> None:
    assert county.say("ClerkCG", "附件8截止时间提前一天").pending is None
    assert "发送吗？" in county.say("Boss", "通知各乡镇：附件8截止时间提前一天").text


@pytest.mark.parametrize(
    ("said", "days"),
    [("提前一天", -1), ("往后推三天", 3), ("晚两天交", 2), ("推迟一周", 7), ("1月8日", None)],
)
def test_a_shift_is_read(said: str, days: int | None) -> None:
    assert days_shifted(said) == days


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("延到1月12日", date(2020, 1, 12)),
        ("延到元月十号", date(2020, 1, 10)),
        ("推迟到下周一", date(2019, 12, 30)),
        ("缓到周五", date(2019, 12, 27)),
        ("延到12号", date(2020, 1, 12)),
        ("延到2月30日", None),
        ("晚几天", None),
    ],
)
def test_another_day_is_read(said: str, day: date | None) -> None:
    assert day_said(said, date(2019, 12, 26)) == day


@pytest.mark.parametrize("said", ["谁家的狗", "谁家的狗叫", "楼下在放鞭炮", "谁的狗丢了"])
def test_what_is_no_matter_here_repeats_no_ruling(county: County, said: str) -> None:
    ruled = county.say("ClerkCG", "张伟在哪考核")
    assert ruled.kind is Kind.ANSWER
    reply = county.say("ClerkCG", said)
    assert reply.kind in {Kind.OFF, Kind.CHOICES}  # choices: nothing is taken for granted
    assert reply.decision == {}
    assert "城关镇" in county.say("ClerkCG", "那李红呢").text


@pytest.mark.parametrize("said", ["那他填哪张表", "在哪", "为什么"])
def test_what_leans_on_the_ruling_still_does(county: County, said: str) -> None:
    county.say("ClerkCG", "张伟在哪考核")
    assert county.say("ClerkCG", said).kind is not Kind.OFF


@pytest.mark.parametrize("userid", ["ClerkCG", "Boss"])
def test_hello_brings_no_overview(county: County, userid: str) -> None:
    assert len(county.say(userid, "你好").text) < 40


def test_units_are_counted_alike_in_chat_and_told_which_are_left_out(county: County) -> None:
    told = "共4个单位要报材料，名册上另有1个没有要报的"
    assert told in county.say("Boss", "各单位进度").text
    assert told in county.say("Boss", "哪些单位的材料没交齐").text


def every_reply(county: County) -> Iterator[tuple[str, Reply]]:
    """What a supervisor is answered to one of eight development questions, and to the deeds."""
    said = dict.fromkeys(
        turn["say"]
        for file in sorted(QUESTIONS.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        for turn in json.loads(line)["turns"]
    )
    more = (
        "我是谁", "转人工", "留言：名册错了", "请示", "申请延期", "撤回附件8", "发我附件7",
        "我请假100天", "你说错了", "乱七八糟", "附件12是什么", "发我附件9的样表",
        "给我张三丰的附件1",
    )  # fmt: skip
    for one in (*more, *list(said)[::8]):
        yield one, county.say("Boss", one)


@pytest.mark.slow  # some two hundred messages
def test_a_supervisor_is_never_sent_to_the_section(county: County) -> None:
    wrong = []
    for said, reply in every_reply(county):
        shown = [reply.text, *(one.label for one in reply.options)]
        found = [SENT_TO_THE_SECTION.search(one) for one in shown]
        wrong += [(said, one[0]) for one in found if one]
    assert wrong == []
