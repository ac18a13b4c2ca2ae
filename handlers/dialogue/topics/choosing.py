"""Messages in doubt: the readings to choose from."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handlers.turn.buttons import TopicButton
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.topic import topic
from language.own_terms import in_its_terms

MOST = 4  # readings offered at once
_MOST_BESIDES = 2  # beside an answer
# How a ruling, a count or a look is called in a choice.
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
    "score_line": "分数够不够评优",
    "post_counted": "按哪个职务考核",
    "deadlines": "什么时候截止",
    "missing": "还差哪些材料",
    "progress": "材料交到哪一步了",
    "overdue": "哪些超期没交",
    "who_am_i": "我是谁、哪个单位的",
    "human": "找人工",
    "get_form": "要一张表",
    "hand_in": "交材料",
    "help": "我能帮什么、从哪里开始",
    "export": "导出汇总表",
    "packet": "要单位的一套材料",
    "fill_form": "在手机上填表",
    "file_types": "能交什么格式的文件",
    "whats_wrong": "材料哪里要改",
    "people_of": "名册上有哪些人",
    "roster_verdicts": "每个人在哪考、占谁的指标",
    "quota_used": "本单位优秀用了几个",
    "quota_ledger": "各单位优秀用了多少",
    "open_cases": "还有哪些请示没答复",
    "custody": "纸质材料在谁手里",
    "my_history": "我以前问过什么",
    "reminded_today": "今天提醒过谁",
    "message_ledger": "发过哪些消息",
    "claims": "还有谁没有登记",
    "petition": "请示",
}
# How a deed is called in a choice: its tap tells how it is done (`how_to`) and does nothing.
_HOW_TO: Final = {
    "chase": "怎么催报",
    "announce": "怎么发通知",
    "return_paper": "怎么退回一份材料",
    "withdraw": "怎么撤回交了的材料",
    "undo_return": "怎么撤销退回",
    "confirm_deadline": "怎么定报送日期",
    "roster_change": "怎么改名册",
    "unit_contact": "怎么换联系人",
    "leave": "怎么登记请假",
    "remind_less": "怎么少收提醒",
    "teach": "怎么教我一个答法",
    "answer_case": "怎么答复请示",
    "change_proposal": "怎么改等次建议",
}


def readings_offered(turn: TurnContext) -> tuple[Option, ...]:
    """What a message in doubt may mean, as buttons; fewer than two are no choice."""
    if turn.choice or (turn.state.open_fact and turn.reading.facts):
        return ()
    return named(turn, turn.reading.readings)


def besides_offered(turn: TurnContext, topic: str, reply: Reply) -> Reply:
    """An answer that is likely meant, but not surely: what else may be, one tap away."""
    answers = reply.kind is Kind.ANSWER or (reply.kind is Kind.SILENT and topic != "unread")
    if turn.choice or not answers or topic != turn.reading.topic:
        return reply
    told = (TopicButton(topic), TopicButton(turn.state.topic))
    others = tuple(one for one in named(turn, turn.reading.besides) if one.button not in told)
    meant = tuple(Option(f"我问的是：{one.label}", one.button) for one in others[:_MOST_BESIDES])
    return replace(reply, options=(*reply.options, *meant)) if meant else reply


def named(turn: TurnContext, readings: Sequence[str]) -> tuple[Option, ...]:
    """Readings as buttons, those that have a name, at most `MOST`."""
    found: dict[str, Option] = {}
    for one in readings:
        words, topic_id = _called(turn, one)
        if words and words not in found:
            found[words] = Option(words, TopicButton(topic_id))
    return tuple(found.values())[:MOST]


def _called(turn: TurnContext, reading: str) -> tuple[str, str]:
    """What a reading is called, empty where it has no name, and the topic that its tap asks."""
    kind, _, name = reading.partition(":")
    if kind == "plan" and name in turn.plan.topics:
        return turn.plan.topics[name].title, reading
    if kind == "silence" and name in turn.plan.silences:
        return turn.plan.silences[name].title, reading
    deed = reading.removeprefix("about:")
    if deed in _HOW_TO:
        return _HOW_TO[deed], f"about:{deed}"
    return in_its_terms(turn.plan, _CALLED.get(reading, "")), reading


@topic("choosing")
def choosing(turn: TurnContext) -> Reply:
    """Which of some readings is meant: nothing is answered on a guess."""
    words = "这句话我拿不准，您要问的是哪一个？点一下或回复序号；都不是，请换个说法。"
    return Reply(Kind.CHOICES, words, options=readings_offered(turn))
