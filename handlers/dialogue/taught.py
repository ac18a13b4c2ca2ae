"""How a question nobody could read is answered once supervision staff have said how.

The lessons are read in the message's own transaction, and only where the reader gave up or the
notice is silent: what the plan's words settle is never overruled, and every process knows a
lesson at once.
"""

import re
from collections import Counter
from typing import Final

from handlers.dialogue.unreadable import without_names
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from language.normalise import normalise
from language.ranking import grams
from rules.plan.called import notice_word
from storage.views import Lesson

TAUGHT: Final = "taught"
# Share of characters and pairs that two questions have in common; tried on questions that differ
# in politeness, order and names, and on pairs that only share their subject.
_SAME: Final = 0.6
NAMES: Final = re.compile("某人|某单位|…")
_NOT: Final = re.compile("[不没未别非免无]")
# “能不能” asks, it denies nothing.
_OFTEN: Final = re.compile(r"(.)[不没]\1|有没有|可不可以|需不需要")


def may_be_taught(turn: TurnContext, topic: str) -> bool:
    """Where nobody could read it, or the notice is silent and no petition on it was answered."""
    if not topic.startswith("silence:"):
        return topic == "unread" or bool(turn.reading.readings)
    ruled = turn.records.cases.on_topic(turn.plan.id, topic, turn.asker.userid)
    return ruled is None and turn.choice is None


def taught(turn: TurnContext) -> str:
    """The topic that such a question is to be answered by, or nothing."""
    asked = without_names(turn)
    near = [
        (_alike(asked, each.example), each)
        for each in _lessons(turn)
        # Of somebody the case decides, and not how the question was worded.
        if not NAMES.search(each.example) or NAMES.search(asked)
    ]
    best = max(near, key=lambda pair: pair[0], default=None)
    if best is None or best[0] < _SAME:
        return ""
    lesson = best[1]
    return lesson.topic or f"{TAUGHT}:{lesson.id}"


def same_question(asked: str, example: str) -> bool:
    """Whether what was taught of one answers the other."""
    return _alike(asked, example) >= _SAME


def own_words(turn: TurnContext, id: str) -> Reply | None:
    """What the section answered in words of its own; None once that is withdrawn."""
    lesson = next((one for one in _lessons(turn) if str(one.id) == id), None)
    if lesson is None:
        return None
    at = lesson.at.astimezone(turn.now.tzinfo)
    text = (
        f"{lesson.words}\n依据：{turn.plan.office}{at.year}年{at.month}月{at.day}日答复，"
        f"{notice_word(turn.plan)}本身没有写。"
    )
    return Reply(Kind.ANSWER, text)


def _lessons(turn: TurnContext) -> list[Lesson]:
    return turn.records.lessons.in_force(turn.plan.id)


def _alike(asked: str, example: str) -> float:
    asked, example = _plain(asked), _plain(example)
    if _denies(asked) != _denies(example):
        return 0.0
    one, other = Counter(grams(asked)), Counter(grams(example))
    both = (one & other).total()
    return 2 * both / max(1, one.total() + other.total())


def _plain(text: str) -> str:
    return NAMES.sub("", normalise(text))


def _denies(text: str) -> bool:
    return bool(_NOT.search(_OFTEN.sub("", text)))
