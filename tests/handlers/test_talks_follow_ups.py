"""What leans on the talk: a paper or unit looked at, a day, a petition's words, a lesson's case."""

from collections.abc import Sequence

import pytest

from handlers.turn.reply import Kind, Reply
from storage.views import Act
from tests.kit.talks import County

CLERK, FINANCE, BOSS, GROUP = "zhoumin", "linfang", "jianduwang", "kaohe1a"
PUT = ("12月31日当天退休的算不算", "请示", "确认")
LESSON = ("记一条口径：借调的干部，今年一律在原单位考核", "对")


def _talk(demo: County, who: str, *said: str) -> Reply:
    return [demo.say(who, one) for one in said][-1]


@pytest.mark.parametrize(
    ("who", "talk", "holds", "lacks"),
    [
        (CLERK, ("附件1交了几个了", "没交的都是谁"), "附件1", "45件"),
        (CLERK, ("我们镇附件5收齐没", "差哪几个人的"), "附件5", "45件"),
        (GROUP, ("我们组哪些单位没交附件5", "河口镇差几份"), "附件5", "24件"),
        (GROUP, ("城关镇交齐没有", "还缺哪些"), "城关镇", "16个单位"),
        (BOSS, ("附件8城关镇报了没", "河口呢"), "河口镇的附件8", "24件"),
        (CLERK, ("附件1交了几个了", "我们镇总共还差什么"), "45件", "还差12份"),
        (GROUP, ("城关镇交齐没有", "全组还差哪些"), "16个单位", "城关镇还有"),
        (CLERK, ("附件1交了几个了", "附件5呢"), "附件5", "附件1《"),
        (BOSS, ("附件8城关镇报了没", "全县还有几家没报"), "全县", "城关镇的"),
        (CLERK, ("述职报告多少字", "没交的都是谁"), "45件", "述职"),
    ],
)
def test_a_look_goes_on_with_the_paper_or_the_unit(
    demo: County, who: str, talk: Sequence[str], holds: str, lacks: str
) -> None:
    first = _talk(demo, who, *talk).text.partition("\n")[0]
    assert holds in first
    assert lacks not in first


@pytest.mark.parametrize(
    ("who", "talk", "holds"),
    [
        (CLERK, ("述职报告多少字", "那几号交"), "1月5日"),
        (FINANCE, ("述职述法报告能申请延期吗", "原先是几号截止"), "1月5日"),
        (CLERK, ("考核组什么时候来", "到底是哪天呀"), "联系确定"),
        (CLERK, ("考核组哪天到我们镇", "具体几号啊，我好安排"), "联系确定"),
        (FINANCE, ("姜国栋归谁考", "那他的最晚哪天考完"), "1月5日"),
        (FINANCE, ("姜国栋在哪考", "考完几号前报上去"), "1月8日"),
    ],
)
def test_a_day_is_asked_of_what_was_told(
    demo: County, who: str, talk: Sequence[str], holds: str
) -> None:
    assert holds in _talk(demo, who, *talk).text


@pytest.mark.parametrize(
    "talk", [("什么时候截止",), ("刘洋在哪考核", "附件8什么时候交"), ("哪天截止来着",)]
)
def test_of_nothing_told_no_day_is_made_up(demo: County, talk: Sequence[str]) -> None:
    reply = _talk(demo, CLERK, *talk)
    assert reply.kind in {Kind.CHOICES, Kind.SILENT}


@pytest.mark.parametrize(
    "said", ["他们那边回了吗", "股里有没有给答复", "监督股批了没", "那边有消息没有"]
)
def test_what_became_of_a_petition_is_asked_without_its_name(demo: County, said: str) -> None:
    assert "还没有批复" in _talk(demo, CLERK, *PUT, said).text


@pytest.mark.parametrize("said", ["他们填附件1吗", "股里几个人", "那边考核什么时候"])
def test_what_is_asked_of_them_otherwise_is_not(demo: County, said: str) -> None:
    assert "还没有批复" not in _talk(demo, CLERK, *PUT, said).text


@pytest.mark.parametrize(
    ("talk", "holds"),
    [
        (("帮我写个请示给监督股", "问：借用到镇里的工勤人员考不考"), "工勤"),
        (("我要请示", "病假休了七个月的副镇长算不算基数"), "病假"),
        (("1月5号是星期天能不能顺延到周一", "这个帮我问问监督股"), "顺延"),
        (("1月5号是星期天能不能顺延到周一", "能不能替我问一下股里"), "顺延"),
    ],
)
def test_the_words_of_a_petition_come_before_or_after_it(
    demo: County, talk: Sequence[str], holds: str
) -> None:
    reply = _talk(demo, CLERK, *talk)
    assert reply.pending is not None
    assert holds in reply.text
    demo.say(CLERK, "报")
    with demo.store.reading() as records:
        assert len(list(records.audit.entries(act=Act.CASE_FILED))) == 1


@pytest.mark.parametrize(
    "talk",
    [
        ("我要请示", "附件1一式几份"),
        ("我要请示", "算了"),
        ("1月5号是星期天能不能顺延到周一", "监督股在几楼"),
    ],
)
def test_what_the_notice_settles_is_not_put(demo: County, talk: Sequence[str]) -> None:
    assert _talk(demo, CLERK, *talk).pending is None


@pytest.mark.parametrize(
    ("lesson", "asked"),
    [
        (LESSON, "那汪洁在哪考"),
        (LESSON, "汪洁归哪里考核"),
        (
            ("马晓东在哪考核", "省派挂职在县直部门的，在挂职的部门考核，以后有人问就这么答", "对"),
            "马晓东在哪考核",
        ),
        (("你记住：病假半年以上的，今年在本单位考核", "记"), "病假半年以上的在哪考核"),
    ],
)
def test_a_lesson_answers_whoever_is_such_a_case(
    demo: County, lesson: Sequence[str], asked: str
) -> None:
    assert "答复，方案本身没有写" in _talk(demo, BOSS, *lesson, asked).text


@pytest.mark.parametrize(
    "asked",
    [
        "汪洁占谁的名额",
        "刘洋在哪考核",
        "马晓东在哪考核",
        "田家旺算不算单位负责人",
        "产假的在哪考核",
    ],
)
def test_and_nobody_else_and_no_other_side(demo: County, asked: str) -> None:
    assert "答复，方案本身没有写" not in _talk(demo, BOSS, *LESSON, asked).text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("我说一条：借调没办手续的，在编制所在单位考核，你以后就照这个回", True),
        ("给我作为口径记下来：四级调研员在本单位参加考核", True),
        ("你记住：病假半年以上的不参加考核", True),
        ("你记得病假半年的考不考吗", False),
        ("记住了吗：病假半年以上的不参加考核吗", False),
    ],
)
def test_a_rule_laid_down_by_itself_is_shown(demo: County, said: str, *, shown: bool) -> None:
    assert (demo.say(BOSS, said).pending is not None) is shown
    assert demo.say(CLERK, said).pending is None
