"""What the section laid down for a case the notice leaves open, applied to whoever is such a case.

“借调的干部，一律在原单位考核” answers “汪洁在哪考核” where the roster says that she is on loan: the
lesson read by itself is silent for the same reason, and it tells the side that is asked.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from handlers.dialogue.router import dispatched
from handlers.dialogue.taught import NAMES, own_words
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from language.reader import Reader
from language.reading import Context, Reading
from rules.plan.dialogue import QUESTIONS
from storage.views import Lesson

# How each question on somebody is asked and answered.
_SIDES: Final[Mapping[str, str]] = {
    "where_assessed": "(?:在|归|由)[^,，。]{1,14}考|哪[^,，。]{0,4}考|谁[^,，。]{0,4}考",
    "whose_quota": "指标|名额|占[^,，。]{0,6}比例",
    "in_base": "基数|人数",
    "takes_part": "参加|考不考|不考核|还考",
    "which_form": "附件|哪[张个]?表|填[^,，。]{0,6}表",
    "grade": "等次|定[^,，。]{0,4}(?:优秀|称职)",
    "eligible": "评优|评[^,，。]{0,4}优秀",
}


def taught_of_the_case(turn: TurnContext, topic: str, reply: Reply, reader: Reader) -> Reply | None:
    """The section's words for such a case; None where it laid down none, or for another side."""
    if reply.kind is not Kind.SILENT or not (topic in QUESTIONS or topic.startswith("silence:")):
        return None
    sides = {topic} if topic in QUESTIONS else _sides(turn.reading.text)
    for lesson in reversed(turn.records.lessons.in_force(turn.plan.id)):
        told = bool(lesson.words and sides) and sides <= _sides(lesson.words)
        if told and _same_case(turn, topic, reply, reader, lesson):
            return own_words(turn, str(lesson.id))
    return None


def _sides(text: str) -> set[str]:
    return {side for side, shape in _SIDES.items() if re.search(shape, text)}


def _same_case(turn: TurnContext, topic: str, reply: Reply, reader: Reader, lesson: Lesson) -> bool:
    context = Context(turn.now.date())
    example = "" if NAMES.search(lesson.example) else lesson.example
    laid_down = reader.read(f"{example}，{lesson.words}".strip("，"), context)
    silent = reader.read(_first(reply), context).topic
    if silent.startswith("silence:") and silent == laid_down.topic:
        return True
    return topic in QUESTIONS and _as_silent(turn, topic, reply, laid_down)


def _as_silent(turn: TurnContext, topic: str, reply: Reply, laid_down: Reading) -> bool:
    """Whether of nobody but what the lesson says the notice is silent in the same words."""
    if not laid_down.facts:
        return False
    alone = replace(
        turn,
        reading=replace(laid_down, people=(), persons=(), topic=topic),
        facts=laid_down.facts,
        on_roster={},
        state=replace(turn.state, label="", person_id=None, facts={}),
    )
    told = dispatched(alone, topic)
    return told.kind is Kind.SILENT and _first(told) == _first(reply)


def _first(reply: Reply) -> str:
    return reply.text.partition("\n")[0]
