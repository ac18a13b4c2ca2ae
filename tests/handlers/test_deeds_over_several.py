"""Orders over several messages: a petition of whatever was asked, an announcement, a lesson."""

import pytest

from handlers.turn.case_commands import Petition
from handlers.turn.commands import Announce
from handlers.turn.lesson_commands import Teach
from handlers.turn.reply import Kind, Reply
from storage.views import Act
from tests.kit.talks import County

CLERK, BOSS = "zhoumin", "jianduwang"


def _talk(demo: County, user: str, *says: str) -> Reply:
    for say in says[:-1]:
        demo.say(user, say)
    return demo.say(user, says[-1])


def _done(demo: County, act: Act) -> int:
    with demo.store.reading() as records:
        return len(list(records.audit.entries(act=act)))


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (("王磊在哪考核", "帮我起草个请示，就问王磊这几个月怎么算"), "王磊这几个月怎么算"),
        (("王磊在哪考核", "麻烦写份请示报监督股，问清楚王磊占谁的名额"), "王磊占谁的名额"),
        (("王磊在哪考核", "替我问问监督股"), "王磊在哪考核"),
        (("王磊在哪考核", "我看不对", "帮我请示一下监督股"), "王磊在哪考核"),
        (("登记表交几份", "帮我请示监督股"), "登记表交几份"),
        (("挂职的在哪考核", "请示"), "挂职的在哪考核"),
        (("帮我问问监督股抽调去专班的在哪考核",), "抽调去专班的在哪考核"),
    ],
)
def test_whatever_was_asked_can_be_put(demo: County, says: tuple[str, ...], words: str) -> None:
    pending = _talk(demo, CLERK, *says).pending
    assert pending is not None
    assert isinstance(pending.command, Petition)
    assert words in pending.command.said
    assert _done(demo, Act.CASE_FILED) == 0
    demo.say(CLERK, "行，报上去")
    assert _done(demo, Act.CASE_FILED) == 1


@pytest.mark.parametrize(
    "said",
    ["你能帮他请示吗？我只是问问", "能不能请示", "可以请示监督股吗", "要不要请示一下啊？随便问问"],
)
def test_whether_one_can_is_only_asked(demo: County, said: str) -> None:
    reply = _talk(demo, CLERK, "王磊在哪考核", said)
    assert reply.pending is None
    assert _done(demo, Act.CASE_FILED) == 0


def test_before_any_question_there_is_nothing_to_put(demo: County) -> None:
    assert demo.say(CLERK, "帮我请示监督股").pending is None


@pytest.mark.parametrize("said", ["里面再加一句：人是5月来的", "先别报，补一句 人是5月来的"])
def test_a_sentence_is_added_to_the_draft(demo: County, said: str) -> None:
    reply = _talk(demo, CLERK, "休产假的参加考核吗", "请示", said)
    assert reply.pending is not None
    assert "补充：人是5月来的" in reply.text
    demo.say(CLERK, "可以了，发")
    assert _done(demo, Act.CASE_FILED) == 1


@pytest.mark.parametrize("said", ["多久能批下来", "什么时候有结果", "批了没"])
def test_when_it_is_answered_is_told_once_it_was_put(demo: County, said: str) -> None:
    waiting = _talk(demo, CLERK, "休产假的参加考核吗", "请示", said)
    assert "还没有批复" not in waiting.text
    _talk(demo, CLERK, "请示", "报")
    assert "还没有批复" in demo.say(CLERK, said).text


def test_the_words_come_after_it_was_asked_whether_one_can_announce(demo: County) -> None:
    pending = _talk(demo, BOSS, "能不能给各乡镇发通知？", "内容：后天上午开会").pending
    assert pending is not None
    assert isinstance(pending.command, Announce)
    assert pending.command.words == "后天上午开会"
    assert len(pending.command.units) == 12
    assert _done(demo, Act.CHASED) == 0


def test_and_words_after_something_else_announce_nothing(demo: County) -> None:
    assert _talk(demo, BOSS, "王磊在哪考核", "内容：后天上午开会").pending is None


@pytest.mark.parametrize(
    "said",
    [
        "今后谁问抽调专班的在哪考，一律答回原单位考核，这是股里的口径",
        "记一下，以后有人问“抽调专班的在哪考”，就答：回原单位考核",
    ],
)
def test_the_section_teaches_in_a_sentence(demo: County, said: str) -> None:
    shown = demo.say(BOSS, said)
    assert shown.pending is not None
    assert isinstance(shown.pending.command, Teach)
    assert shown.pending.command.words == "回原单位考核"
    assert _done(demo, Act.TAUGHT) == 0
    demo.say(BOSS, "把刚才那条记下来")
    assert _done(demo, Act.TAUGHT) == 1
    told = demo.say(CLERK, "抽调专班的在哪考核")
    assert told.kind is Kind.ANSWER
    assert "回原单位考核" in told.text


def test_what_was_just_answered_in_words_is_taught_and_reworded(demo: County) -> None:
    said = "定了：抽调的一律在编制单位考核。以后有人问就这么答"
    shown = _talk(demo, BOSS, "抽调专班的在哪考", said)
    assert shown.pending is not None
    shown = demo.say(BOSS, "“编制单位”改成“原单位”吧")
    assert shown.pending is not None
    assert isinstance(shown.pending.command, Teach)
    assert shown.pending.command.words == "抽调的一律在原单位考核"
    demo.say(BOSS, "行，记下")
    assert _done(demo, Act.TAUGHT) == 1


def test_what_is_to_be_looked_at_first_is_shown(demo: County) -> None:
    said = "我想催一下没交登记表的，先给我看看名单，先不要发"
    assert demo.say(BOSS, said).pending is not None
    assert _done(demo, Act.CHASED) == 0
    _talk(demo, BOSS, "教育局在哪一组", "好的，把刚才登记表的催办发出去吧")
    assert _done(demo, Act.CHASED) > 0


def test_leave_told_with_a_wish_for_silence_is_leave(demo: County) -> None:
    demo.say(CLERK, "我12月30日到31日请假，麻烦这两天别提醒我")
    with demo.store.reading() as records:
        assert len(records.speaking.absences_of(CLERK)) == 1
        assert records.speaking.snoozed() == {}


@pytest.mark.parametrize(
    ("user", "said"),
    [
        (CLERK, "以后有人问抽调专班的在哪考，统一答回原单位考核"),
        (BOSS, "以后有人问抽调专班的在哪考，统一答什么？"),
        (BOSS, "以后有人问抽调专班的在哪考怎么办"),
        (BOSS, "把刚才那条记下来"),
    ],
)
def test_others_and_questions_teach_nothing(demo: County, user: str, said: str) -> None:
    assert _talk(demo, user, "抽调专班的在哪考", said).pending is None
    demo.say(user, "好")
    assert _done(demo, Act.TAUGHT) == 0


def test_a_lesson_never_overrules_the_notice(demo: County) -> None:
    _talk(demo, BOSS, "以后有人问登记表交几份，统一答交十份", "可以，记下")
    assert "一式3份" in demo.say(CLERK, "登记表交几份").text
