"""Deeds in the middle of a talk: agreed to later, meant for what was looked at, put right.

Each must is followed by its must not: a question, something only told, another deed.
"""

from collections.abc import Sequence

import pytest

from handlers.turn.commands import Announce, Chase
from handlers.turn.reply import Reply
from storage.views import Act
from tests.kit.talks import County

CLERK, FINANCE, BOSS, GROUP = "zhoumin", "linfang", "jianduwang", "kaohe1a"
CHASE, NOTICE = "催教育局交附件8", "通知各乡镇：明天下午三点前核对名册"
PETITION = ("12月31日当天退休的算不算", "请示")
LESSON = "记一条口径：借调的干部，今年一律在原单位考核"


def _talk(demo: County, who: str, *said: str) -> Reply:
    return [demo.say(who, one) for one in said][-1]


def _done(demo: County, act: Act) -> int:
    with demo.store.reading() as records:
        return len(list(records.audit.entries(act=act)))


@pytest.mark.parametrize(
    ("who", "talk", "act", "times"),
    [
        (BOSS, (CHASE, "述职报告多少字", "那条催报发出去吧"), Act.CHASED, 1),
        (BOSS, (CHASE, "述职报告多少字", "刚才催的，发"), Act.CHASED, 1),
        (BOSS, (CHASE, "述职报告多少字", "嗯 那发吧"), Act.CHASED, 1),
        (BOSS, (CHASE, "述职报告多少字", "教育局那条可以发了"), Act.CHASED, 1),
        (BOSS, (NOTICE, "述职报告多少字", "通知可以发了"), Act.CHASED, 1),
        (CLERK, (*PETITION, "述职报告多少字", "请示就这么报"), Act.CASE_FILED, 1),
        (BOSS, ("附件8定在1月8号", "述职报告多少字", "刚才那个日期就定8号"), Act.SET_DATE, 1),
        (BOSS, (CHASE, "述职报告多少字", "好"), Act.CHASED, 0),
        (BOSS, (CHASE, "述职报告多少字", "催报发了会怎样"), Act.CHASED, 0),
        (BOSS, (CHASE, "述职报告多少字", "催的那条先不发", "发"), Act.CHASED, 0),
        (BOSS, (CHASE, "述职报告多少字", "水利局那条可以发了"), Act.CHASED, 0),
        (BOSS, (CHASE, "给水利局发个通知", "发吧"), Act.CHASED, 0),
        (BOSS, (NOTICE, "述职报告多少字", "通知发了没"), Act.CHASED, 0),
        (BOSS, ("附件8定在1月8号", "述职报告多少字", "刚才那个日期就定9号"), Act.SET_DATE, 0),
    ],
)
def test_after_a_question_an_order_is_a_yes_and_a_bare_one_is_not(
    demo: County, who: str, talk: Sequence[str], act: Act, times: int
) -> None:
    _talk(demo, who, *talk)
    assert _done(demo, act) == times


@pytest.mark.parametrize(
    ("who", "talk", "act", "times"),
    [
        (BOSS, (CHASE, "看什么呀，快发！"), Act.CHASED, 1),
        (BOSS, ("催没交附件8的单位", "河口镇不用", "行，剩下的发"), Act.CHASED, 1),
        (BOSS, (LESSON, "嗯，存下来"), Act.TAUGHT, 1),
        (BOSS, (LESSON, "行，记住它"), Act.TAUGHT, 1),
        (CLERK, (*PETITION, "对，就问这个"), Act.CASE_FILED, 1),
        (BOSS, (CHASE, "剩下的发"), Act.CHASED, 0),
        (BOSS, ("催没交附件8的单位", "剩下的发给谁"), Act.CHASED, 0),
        (BOSS, (LESSON, "你记住了吗"), Act.TAUGHT, 0),
        (CLERK, (*PETITION, "就这么问合适吗"), Act.CASE_FILED, 0),
        (BOSS, (CHASE, "看什么看"), Act.CHASED, 0),
    ],
)
def test_a_yes_by_other_verbs(
    demo: County, who: str, talk: Sequence[str], act: Act, times: int
) -> None:
    _talk(demo, who, *talk)
    assert _done(demo, act) == times


@pytest.mark.parametrize(
    ("talk", "names"),
    [
        (("河口镇交了几样", "桃源镇呢", "这两个镇催一催附件8"), ["河口镇", "桃源镇"]),
        (("城关镇还差什么", "白沙镇呢", "他们俩都催一下"), ["城关镇", "白沙镇"]),
        (("清水大坪两个乡交了没", "催一下，松林也加上"), ["清水乡", "大坪乡", "松林乡"]),
        (("城关镇附件8交了没", "河口镇呢", "都催"), ["城关镇", "河口镇"]),
        (("催一下妇联团委和财政局",), ["县财政局"]),
        (("催公安局和司法局的附件8",), ["县公安局", "县司法局"]),
    ],
)
def test_these_are_those_looked_at(demo: County, talk: Sequence[str], names: list[str]) -> None:
    pending = _talk(demo, BOSS, *talk).pending
    assert pending is not None
    assert isinstance(pending.command, Chase)
    with demo.store.reading() as records:
        told = [records.roster.unit(id).name for id in pending.command.units]
    assert set(names) <= set(told)
    assert len(told) <= len(names) + 2


@pytest.mark.parametrize("talk", [("人大政协交了没", "也催下"), ("催 法检",), ("再催下 老干",)])
def test_whom_nobody_knows_does_not_come_to_mean_everybody(
    demo: County, talk: Sequence[str]
) -> None:
    assert _talk(demo, BOSS, *talk).pending is None


@pytest.mark.parametrize(
    "talk",
    [
        ("催一下所有没交附件8的单位",),
        ("附件8还有哪些单位没报", "全催了吧"),
        ("附件8还有哪些单位没报", "都催一遍"),
        ("催一遍",),
        ("城关镇还差什么", "全县都催一下"),
    ],
)
def test_all_are_still_all(demo: County, talk: Sequence[str]) -> None:
    pending = _talk(demo, BOSS, *talk).pending
    assert pending is not None
    assert isinstance(pending.command, Chase)
    assert len(pending.command.units) > 30


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("考核组报监督股的时间，就1月12号", 12),
        ("单位把材料送考核组，最晚定1月7日", 7),
        ("考核组汇总材料交给我们定在1月11日", 11),
        ("各单位交材料到考核组的日子定下来了，1月6号", 6),
        ("单位报考核组 1月9号吧", 9),
    ],
)
def test_a_day_is_set_by_the_name_of_its_deadline(demo: County, said: str, day: int) -> None:
    assert f"{day}日" in demo.say(BOSS, said).text
    demo.say(BOSS, "确认")
    assert _done(demo, Act.SET_DATE) == 1


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (BOSS, "单位报考核组定在哪天"),
        (BOSS, "考核组报监督股是1月12号吗"),
        (BOSS, "听说单位报考核组是1月6号"),
        (BOSS, "单位报考核组是不是定的1月7日"),
        (BOSS, "“附件8截止时间改为1月20日”这个是真的吗"),
        (CLERK, "各单位报考核组的时间定1月6日"),
    ],
)
def test_a_day_only_asked_told_or_not_theirs_is_not_shown(
    demo: County, who: str, said: str
) -> None:
    assert demo.say(who, said).pending is None


def test_what_was_called_off_is_shown_anew_when_it_is_wanted_after_all(demo: County) -> None:
    reply = _talk(demo, BOSS, "单位报考核组的时间定1月6号", "先不定", "部长点头了，还是1月6号")
    assert reply.pending is not None
    assert not reply.pending.came_of_it
    assert _done(demo, Act.SET_DATE) == 0
    assert _talk(demo, BOSS, "先不定", "还是不定了吧").pending is None


@pytest.mark.parametrize(
    ("who", "talk", "number", "words"),
    [
        (BOSS, ("通知河口镇和桃源镇，周五上午九点来领表",), 2, "周五上午九点来领表"),
        (GROUP, ("跟城关镇说一声，27号过去测评，会议室备好",), 1, "27号过去测评，会议室备好"),
        (BOSS, ("发个通知", "发给各乡镇，就说附件1要双面打印"), 12, "附件1要双面打印"),
        (BOSS, ("给周敏捎个话，让她下午把名单核一遍",), 1, "请下午把名单核一遍"),
        (BOSS, (NOTICE, "改成4点", "加一句：带公章"), 12, "带公章"),
    ],
)
def test_a_notice_said_in_one_breath(
    demo: County, who: str, talk: Sequence[str], number: int, words: str
) -> None:
    pending = _talk(demo, who, *talk).pending
    assert pending is not None
    assert isinstance(pending.command, Announce)
    assert len(pending.command.units) == number
    assert words in pending.command.words


@pytest.mark.parametrize(
    ("change", "holds", "lacks"),
    [
        ("改成9点半", "9点半", "10点"),
        ("等等 改9点半", "9点半", "10点"),
        ("写错了，是11点", "11点", "10点"),
        ("会议室也换，改到五楼", "五楼会议室", "三楼"),
        ("地点也改，二楼", "二楼会议室", "三楼"),
        ("10点有人来得了吗", "10点", "来得了"),
        ("三楼坐得下吗", "三楼", "坐得下"),
    ],
)
def test_its_hour_and_its_place_are_put_right(
    demo: County, change: str, holds: str, lacks: str
) -> None:
    demo.say(BOSS, "通知各单位：明天上午10点在三楼会议室开会")
    demo.say(BOSS, change)
    text = _talk(demo, BOSS, "刚才那个通知发了没").text
    assert holds in text
    assert lacks not in text


def test_the_day_that_was_set_is_announced_as_it_was_set(demo: County) -> None:
    reply = _talk(demo, BOSS, "附件8定在1月8号", "对", "把这个日子通知各单位")
    assert reply.pending is not None
    assert isinstance(reply.pending.command, Announce)
    assert "1月8日" in reply.pending.command.words
    assert _talk(demo, BOSS, "把这个日子通知各单位行吗").pending is None


@pytest.mark.parametrize("said", ["你通知城关镇了吗", "通知里要写什么", "通知城关镇，行不行"])
def test_a_question_on_a_notice_is_none(demo: County, said: str) -> None:
    assert demo.say(BOSS, said).pending is None


def test_whom_a_notice_leaves_out_is_not_written_to(demo: County) -> None:
    assert demo.say(BOSS, "通知各乡镇，城关镇除外，明天下午3点前交齐附件8").pending is None


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("镇里那个，不是挂职的", 1),
        ("是副镇长王磊", 1),
        ("副镇长那个 不是水利局那个", 1),
        ("副镇长是谁", 0),
        ("他填哪张表", 0),
    ],
)
def test_which_of_two_is_chased_is_said_of_who_is_shown(
    demo: County, said: str, times: int
) -> None:
    demo.say(CLERK, "催一下王磊")
    demo.say(CLERK, said)
    demo.say(CLERK, "好")
    assert _done(demo, Act.CHASED) == times
