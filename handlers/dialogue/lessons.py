"""Lessons: how a question nobody could read is answered from now on, and taking that back."""

from collections.abc import Sequence
from typing import Final

from handlers.dialogue.phrases import (
    LONGEST_WORDS,
    SHORTEST_WORDS,
    answered_by,
    question_line,
    topic_titled,
    waiting,
)
from handlers.dialogue.taught import same_question
from handlers.turn.access import act
from handlers.turn.context import DeedContext
from handlers.turn.deeds import AnyDeedService, DeedService, Preview, always
from handlers.turn.lesson_commands import ForgetLesson, Teach
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import Reply
from rules.plan.called import notice_word
from storage.views import Lesson

TEACH_EXAMPLE: Final = "例如“第12条以后这样答：这种情况请单独报来研究”。"
_MOST: Final = 5  # other questions that are told
_GONE: Final = "没有这条有效的答法。"


def _targets(_context: DeedContext, _command: object) -> Sequence[Target]:
    return [OF_COUNTY]


def _show_lesson(context: DeedContext, command: Teach) -> Preview | Reply:
    """What would be answered to the question."""
    question = _question(context, command)
    if isinstance(question, Reply):
        return question
    lines = [
        "请核对（还没有记）：",
        f"问题：{question}",
        f"以后这样答：{_told(context, command.words)}",
        *_also(context, command, question),
        f"确认后，再有人这样问就按此答复，并注明是{context.plan.office}的答复；随时可以撤销。",
        f"{notice_word(context.plan)}写明的不受影响，仍然按{notice_word(context.plan)}答。",
    ]
    text = "\n".join(lines)
    return Preview(command, text, "这样答吗？", "确认这样答", "先不定", "好的，没有记。")


def _also(context: DeedContext, command: Teach, question: str) -> list[str]:
    """Which other questions that wait would be answered so."""
    others = [
        each
        for each in waiting(context.plan, context.records)
        if each.id != command.question and same_question(each.text, question)
    ]
    if not others:
        return []
    head = f"没答上来的问题里，还有{len(others)}条也会这样答："
    return [head, *(question_line(each) for each in others[:_MOST])]


def _told(context: DeedContext, words: str) -> str:
    return (
        f"{notice_word(context.plan)}里《{words.strip('《》')}》的答案"
        if topic_titled(context.plan, words)
        else words
    )


def _teach(context: DeedContext, command: Teach) -> Reply:
    question, words = _question(context, command), command.words
    if isinstance(question, Reply):
        return question
    found = topic_titled(context.plan, words)
    known = context.records.lessons.in_force(context.plan.id)
    standing = next((each for each in known if each.example == question), None)
    if standing and (standing.topic or standing.words) == (found or words):
        return act(f"这样答已经记下了，是第{standing.id}条答法，没有再记一遍。")
    lesson = context.records.lessons.teach(
        context.plan.id,
        question,
        topic=found,
        words="" if found else words,
        by=context.asker.userid,
        at=context.now,
    )
    return act(f"已记下。再有人这样问，就这样答。要撤销，回复“撤销第{lesson.id}条答法”。")


def _question(context: DeedContext, command: Teach) -> str | Reply:
    """The question, or why it cannot be answered so."""
    question = None if command.asked else context.records.unread.numbered(command.question)
    if question is None and not command.asked:
        return act(f"没有第{command.question}条问题。要看有哪些，请说“谁问了什么没答上来”。")
    if not SHORTEST_WORDS <= len(command.words) <= LONGEST_WORDS:
        return act(f"答法请写{SHORTEST_WORDS}到{LONGEST_WORDS}个字，{TEACH_EXAMPLE}")
    return command.asked or (question.text if question else "")


def _show_forgetting(context: DeedContext, command: ForgetLesson) -> Preview | Reply:
    lesson = _lesson(context, command)
    if lesson is None:
        return act(_GONE)
    lines = [
        f"请核对（还没有撤销）：第{lesson.id}条答法",
        f"问题：{lesson.example}",
        f"现在这样答：{answered_by(context.plan, lesson)}",
        "撤销后，再有人这样问，就照没有定过答法时那样答。",
    ]
    no = "好的，没有撤销，仍然这样答。"
    return Preview(command, "\n".join(lines), "撤销吗？", "确认撤销", "不撤销", no)


def _forget(context: DeedContext, command: ForgetLesson) -> Reply:
    done = context.records.lessons.withdraw(command.lesson, by=context.asker.userid, at=context.now)
    words = f"已撤销第{command.lesson}条答法，再有人这样问，就照没有定过答法时那样答。"
    return act(words if done else _GONE)


def _lesson(context: DeedContext, command: ForgetLesson) -> Lesson | None:
    known = context.records.lessons.in_force(context.plan.id)
    return next((each for each in known if each.id == command.lesson), None)


DEEDS: Final[tuple[AnyDeedService, ...]] = (
    DeedService(Teach, always(Deed.TEACH), "teach", _targets, do=_teach, show=_show_lesson),
    DeedService(
        ForgetLesson,
        always(Deed.FORGET_LESSON),
        "forget_lesson",
        _targets,
        do=_forget,
        show=_show_forgetting,
    ),
)
