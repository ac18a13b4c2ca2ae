"""How a talk goes on, in pairs: what belongs to the one spoken of, and what does not.

Played in the demo county.
"""

import pytest

from handlers.turn.reply import Kind, Reply
from storage.views import Act
from tests.kit.talks import County

CLERK, FINANCE, HEALTH, STATION = "zhoumin", "linfang", "yuying", "suqiang"
CADRE, BOSS = "liuyang", "jianduwang"


def _talk(demo: County, userid: str, *says: str) -> Reply:
    for say in says[:-1]:
        demo.say(userid, say)
    return demo.say(userid, says[-1])


def _at(reply: Reply) -> str | None:
    return reply.decision.get("assessed_at")


@pytest.mark.parametrize(
    ("says", "place"),
    [
        # somebody else, told by what they are, against another fact of the same
        (("县里派来挂职8个月的在哪考核", "那派出所副所长呢"), "superior_department"),
        (("县里派来挂职8个月的在哪考核", "不对，是4个月"), "home_unit"),
        (("省派的驻村工作队长在哪考核", "那市里来的挂职干部呢"), "host_unit"),
        # supposed, against told
        (("县派挂职3个月的在哪考核", "要是8个月呢"), "host_unit"),
        (("县派挂职3个月的在哪考核", "要是8个月呢", "他现在这情况到底在哪考"), "home_unit"),
        # put aside, and back to
        (("挂职的小曹县派8个月在哪考核", "小曹先放放，省里派来挂职的老胡呢"), "host_unit"),
        (
            ("挂职的小吴在哪考核", "老郑9月退休了在哪考", "回到小吴，他是县里派的，来了8个月"),
            "host_unit",
        ),
        # until when is not since when
        (("县派挂职4个月的在哪考核", "他们说到2月15就满六个月了"), "home_unit"),
        (("县派挂职的在哪考核", "2月15来的"), "host_unit"),
    ],
)
def test_facts_stay_with_whom_they_were_told_of(
    demo: County, says: tuple[str, ...], place: str
) -> None:
    assert _at(_talk(demo, CLERK, *says)) == place


def test_a_name_of_the_roster_has_nothing_of_somebody_unnamed(demo: County) -> None:
    demo.say(CLERK, "我们镇一位副镇长借调到县委办半年了，在哪考核")
    reply = demo.say(CLERK, "另外吴昊不占我们指标，对吧")
    assert reply.decision["excellent_quota"] == "exempt"
    assert "借调" not in reply.text


def test_whoever_only_says_something_is_not_whom_it_is_about(demo: County) -> None:
    demo.say("jianduwang", "于海波在哪考核")
    reply = demo.say("jianduwang", "鲁书记说就在我们政法委考")
    assert "鲁书记" not in reply.text


def test_a_department_may_ask_about_those_it_appraises_and_no_further(demo: County) -> None:
    assert _at(demo.say(HEALTH, "苏敏在哪考核")) == "delegated_department"
    assert _at(demo.say(FINANCE, "苏敏在哪考核")) is None


def test_a_unit_only_mentioned_moves_nobody(demo: County) -> None:
    demo.say(HEALTH, "苏敏在哪考核")
    assert _at(demo.say(HEALTH, "那她算我们局的20%里头吗")) == "delegated_department"
    assert _at(demo.say(HEALTH, "苏院长呢")) == "delegated_department"


def test_our_head_is_of_our_own_unit(demo: County) -> None:
    assert _at(demo.say(STATION, "俺们所所长是在镇上考还是在局里考")) == "superior_department"
    assert _at(demo.say(CLERK, "我们镇副镇长在镇上考吗")) == "own_unit"


def test_what_was_said_of_others_does_not_hold_for_oneself(demo: County) -> None:
    demo.say("wanglei", "刘洋在我们镇挂职，占谁的名额")
    reply = demo.say("wanglei", "不是问他，问我，我占谁的优秀名额")
    assert reply.decision["excellent_quota"] == "own_unit"


@pytest.mark.parametrize(
    "asked", ["那就是不参加？", "不考的话算基数吗", "那到底参加不参加嘛", "你到底几个意思"]
)
def test_what_the_notice_leaves_open_stays_open(demo: County, asked: str) -> None:
    assert demo.say(CLERK, "休产假的参加考核吗").kind is Kind.SILENT
    assert demo.say(CLERK, asked).kind is Kind.SILENT


def test_and_somebody_else_is_ruled_on_again(demo: County) -> None:
    demo.say(CLERK, "休产假的参加考核吗")
    assert demo.say(CLERK, "那龚丽占谁的指标").kind is Kind.ANSWER


def test_two_clauses_that_differ_are_not_settled_by_asking_again(demo: County) -> None:
    says = ("县派挂职3个月又是驻村工作队员的在哪考核", "到底听哪条")
    assert _talk(demo, CLERK, *says).kind is Kind.CLASH


@pytest.mark.parametrize(
    ("says", "shown"),
    [
        (("优秀最多报几个，基数30人，班子优秀", "改成一般"), "6"),
        (("科级20个人最多报几个优秀", "书记镇长也在里面"), "18"),
        (("那20个人，去掉书记镇长，优秀最多几个",), "18"),
        (("班子较差的话成员优秀比例多少", "那优秀的呢"), "25%"),
    ],
)
def test_a_number_or_a_grade_said_later_counts(
    demo: County, says: tuple[str, ...], shown: str
) -> None:
    assert shown in _talk(demo, BOSS, *says).text


def test_a_day_alone_is_of_the_month_talked_about(demo: County) -> None:
    says = ("有个副局长12月30号退休，参加考核吗", "31号当天呢")
    assert _talk(demo, CLERK, *says).kind is Kind.SILENT
    assert _talk(demo, CLERK, "明年1月2号呢").decision["participation"] == "takes_part"


def _filed(demo: County) -> int:
    with demo.store.reading() as records:
        return len(list(records.audit.entries(act=Act.CASE_FILED)))


@pytest.mark.parametrize("yes", ["好，报吧", "是的，报", "可以了，提交", "嗯 报"])
def test_a_question_is_put_to_the_section_in_one_message_and_a_yes(demo: County, yes: str) -> None:
    shown = demo.say(CLERK, "替我请示监督股：借调巡察办一年多的在哪里考核")
    assert shown.pending is not None
    assert _filed(demo) == 0
    demo.say(CLERK, yes)
    assert _filed(demo) == 1


def test_also_one_that_neither_we_nor_the_notice_can_answer(demo: County) -> None:
    says = ("述职会上茶水由谁准备", "请示", "报")
    assert "述职会上茶水由谁准备" in _talk(demo, CLERK, *says[:2]).text
    demo.say(CLERK, says[2])
    assert _filed(demo) == 1


def test_a_settled_one_is_shown_with_what_the_notice_says(demo: County) -> None:
    shown = demo.say(CLERK, "替我请示监督股：登记表交几份")
    assert "3份" in shown.text
    assert shown.pending is not None


def test_a_time_put_right_that_settles_nothing_is_asked_for(demo: County) -> None:
    says = ("县里派的，4月去挂职的，在哪考核", "啊不对，我记错了，是7月才去的")
    assert _talk(demo, CADRE, *says).kind is Kind.ASK
    assert _at(demo.say(CADRE, "是7月10号去的")) == "home_unit"


def test_a_relative_is_not_oneself(demo: County) -> None:
    demo.say(CADRE, "我在哪考核")
    assert "您" not in demo.say(CADRE, "我爱人也考核吗").text.partition("\n")[0]


def test_a_citizens_number_is_not_taken_anywhere(demo: County) -> None:
    reply = demo.say(CLERK, "老王的身份证110101199003071234，你帮我登记下")
    assert "110101199003071234" not in reply.text
    with demo.store.reading() as records:
        assert records.unread.latest() == []
