"""What a lesson changes before it counts, and lessons and unread questions as corpus lines."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.phrases import answered_by, answers_to_pick, waiting
from handlers.dialogue.taught import same_question
from language.reader import Reader
from language.reading import Context, Reading
from rules.plan import Plan
from storage import Records
from storage.views import Json, Lesson


@dataclass(frozen=True)
class Change:
    """A question that would be answered otherwise: how it is read now, what it would get."""

    question: str
    now: str
    then: str


def changes(
    plan: Plan, reader: Reader, lesson: Lesson, questions: Iterable[str], today: date
) -> list[Change]:
    """Which of the questions, each asked by itself, the lesson would answer.

    A lesson answers only what the reader gives up or is in doubt about.
    """
    found = []
    for question in dict.fromkeys(questions):
        if not same_question(question, lesson.example):
            continue
        reading = reader.read(question, Context(today))
        if reading.topic == "unread" or reading.readings:
            found.append(Change(question, _read_as(plan, reading), answered_by(plan, lesson)))
    return found


def _read_as(plan: Plan, reading: Reading) -> str:
    titles = answers_to_pick(plan)
    named = [f"《{titles[one]}》" for one in reading.readings if one in titles]
    if reading.readings:
        return f"拿不准，让对方选{'、'.join(named)}" if named else "拿不准，让对方选"
    return "没有读懂，说不敢随便答"


def corpus_lines(plan: Plan, records: Records) -> Iterator[Mapping[str, Json]]:
    """Every lesson in force, then every question that waits, as `language/corpus/README.md` has it.

    What is answered in the section's own words the notice is silent on. A question that waits has
    no label yet: whoever takes it in gives it one.
    """
    for lesson in reversed(records.lessons.in_force(plan.id)):
        topic = lesson.topic or "silence"
        yield {"say": lesson.example, "act": "rule", "topic": topic, "facts": []}
    for question in waiting(plan, records):
        yield {"say": question.text, "act": "rule", "topic": "", "facts": [], "todo": True}
