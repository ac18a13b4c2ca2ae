"""Messages in doubt: the readings to choose from; and questions about deeds, which do nothing."""

from collections.abc import Sequence
from typing import Final

from handlers.turn.buttons import TopicButton
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.topic import topic
from language.own_terms import in_its_terms

MOST = 4  # readings offered at once
# How a ruling, a count or a look is called in a choice. A deed is not offered: it needs its words.
_CALLED: Final = {
    "where_assessed": "在哪里考核",
    "whose_quota": "评优占谁的指标",
    "in_base": "计不计入考核基数",
    "takes_part": "参不参加考核",
    "which_form": "填哪张表",
    "grade": "能定什么等次",
    "eligible": "能不能评优秀",
    "quota_count": "能报几个优秀",
    "quota_percent": "优秀比例是多少",
    "team_assessed": "班子考不考核",
    "score_line": "测评分够不够评优",
    "post_counted": "按哪个职务考核",
    "deadlines": "什么时候截止",
    "missing": "还差哪些材料",
    "progress": "材料交到哪一步了",
    "overdue": "哪些超期没交",
    "who_am_i": "我是谁、哪个单位的",
    "human": "找人工",
    "get_form": "要一张表",
    "hand_in": "交材料",
}
# How a deed is ordered, said to whoever only asked about it.
_ORDERED: Final = {
    "withdraw": "撤回附件8",
    "return_paper": "退回城关镇的附件8，第3行没有填测评分",
    "undo_return": "撤销刚才的退回",
    "chase": "催一下没交附件8的单位",
    "announce": "通知各乡镇：明天下午3点前交齐附件8",
    "confirm_deadline": "把附件8截止时间定为1月6日",
    "roster_change": "名单里加上张伟，副镇长",
    "leave": "我请假3天",
    "remind_less": "这两天别提醒我",
    "unit_contact": "以后由我联系",
    "custody": "接收城关镇的材料",
    "petition": "帮我请示监督股",
    "answer_case": "批复1号：在乡镇考核",
    "withdraw_precedent": "撤销批复1号",
    "teach": "第12条以后这样答：……",
    "forget_lesson": "撤掉第12条的答法",
    "message_ceiling": "每个单位最多提醒5条",
    "change_proposal": "把张伟的等次建议改为称职",
}


def readings_offered(turn: TurnContext) -> tuple[Option, ...]:
    """What a message in doubt may mean, as buttons; fewer than two are no choice."""
    if turn.choice or (turn.state.open_fact and turn.reading.facts):
        return ()
    return named(turn, turn.reading.readings)


def named(turn: TurnContext, readings: Sequence[str]) -> tuple[Option, ...]:
    """Readings as buttons, those that have a name, at most `MOST`."""
    called = ((one, _called(turn, one)) for one in readings)
    return tuple(Option(words, TopicButton(one)) for one, words in called if words)[:MOST]


def _called(turn: TurnContext, reading: str) -> str:
    kind, _, name = reading.partition(":")
    if kind == "plan" and name in turn.plan.topics:
        return turn.plan.topics[name].title
    if kind == "silence" and name in turn.plan.silences:
        return turn.plan.silences[name].title
    return in_its_terms(turn.plan, _CALLED.get(reading, ""))


@topic("choosing")
def choosing(turn: TurnContext) -> Reply:
    """Which of some readings is meant: nothing is answered on a guess."""
    words = "这句话我拿不准，您要问的是哪一个？点一下或回复序号；都不是，请换个说法。"
    return Reply(Kind.CHOICES, words, options=readings_offered(turn))


def about_deed(turn: TurnContext, deed: str) -> Reply:
    """A deed was asked about, supposed or called off: nothing is done, and how to order it."""
    example = _ORDERED.get(deed)
    if example is None:
        return Reply(Kind.ACTION, f"我什么也没有动。要办什么请直接说，或者联系{turn.plan.office}。")
    return Reply(Kind.ACTION, f"我什么也没有动。要办的话请直接说，例如“{example}”。")
