"""Questions nobody could read and their answers in words, and what an answer may be."""

from typing import Final

from language.short_answers import is_bare
from rules.plan import Plan
from storage import Records
from storage.precedents import SHANGHAI
from storage.views import Lesson, Unread

LONGEST_WORDS: Final = 150  # characters
SHORTEST_WORDS: Final = 2


def waiting(plan: Plan, records: Records) -> list[Unread]:
    """Questions no lesson answers word for word, in the order of their numbers."""
    known = {each.example for each in records.lessons.in_force(plan.id)}
    # Bare answers were kept before they were told apart.
    return [
        each
        for each in reversed(records.unread.latest())
        if each.text not in known and not is_bare(each.text)
    ]


def question_line(question: Unread) -> str:
    """“第12条（12月26日）：某人病假半年怎么算”."""
    at = question.at.astimezone(SHANGHAI)
    return f"第{question.id}条（{at.month}月{at.day}日）：{question.text}"


def answers_to_pick(plan: Plan) -> dict[str, str]:
    """Topic ids and titles a question may be answered by, as the plan has them."""
    texts = {f"plan:{id}": topic.title for id, topic in plan.topics.items()}
    return texts | {f"silence:{id}": silence.title for id, silence in plan.silences.items()}


def topic_titled(plan: Plan, title: str) -> str:
    """The topic with this title, or nothing."""
    wanted = title.strip("《》“”\"'。 ")
    return next((id for id, one in answers_to_pick(plan).items() if one == wanted), "")


def answered_by(plan: Plan, lesson: Lesson) -> str:
    """What a lesson answers with."""
    if not lesson.topic:
        return lesson.words
    return f"《{answers_to_pick(plan).get(lesson.topic, lesson.topic)}》"
