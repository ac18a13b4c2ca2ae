"""Once a week supervision staff learn which questions nobody could read."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from handlers.dialogue.service import question_line, waiting
from handlers.turn.reply import Link
from scheduler.delivery_decision import DueNotice
from scheduler.reminder_context import ReminderContext
from scheduler.wording import anchored
from storage.views import Unread

_WEEK: Final = timedelta(days=7)
_MOST: Final = 15


def questions_due(context: ReminderContext) -> Iterator[DueNotice]:
    """One message a calendar week, on its first working day that finds something to tell."""
    year, week, _ = context.now.isocalendar()
    key = f"questions:{context.plan.id}:{year}-{week:02}"
    to = tuple(each.userid for each in context.supervisors())
    if not to or key in context.records.notices.known(key) or not _waiting(context):
        return
    yield DueNotice(key=key, to=to, notes=(key,), recheck={"notice": "questions"})


def questions_words(context: ReminderContext, public_url: str) -> str:
    """What is told, as of now; empty where all were taught meanwhile."""
    left = _waiting(context)
    if not left:
        return ""
    lines = [f"这一周有{len(left)}条提问没有答上来（不记是谁问的，姓名单位已隐去）："]
    lines += [question_line(each) for each in left[:_MOST]]
    if len(left) > _MOST:
        lines.append(f"还有{len(left) - _MOST}条。")
    lines.append(f"要定答法，回复“第{left[0].id}条以后这样答：……”。")
    # What people wrote must not become a link of ours.
    text = "\n".join(lines).replace("<", "＜")
    return anchored(text, Link("打开页面逐条写答法", "/board/questions"), public_url)


def _waiting(context: ReminderContext) -> list[Unread]:
    """Of the last seven days."""
    every = waiting(context.plan, context.records)
    return [each for each in every if context.now - _WEEK < each.at]
