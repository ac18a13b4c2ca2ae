"""Once a week supervision staff learn which questions nobody could read."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from handlers.kit.lesson_words import question_line
from handlers.kit.reply import Link
from scheduler.moment import Moment
from scheduler.saying import DueNotice
from scheduler.wording import anchored
from storage.views import Unread

_WEEK: Final = timedelta(days=7)
_MOST: Final = 15


def questions_due(moment: Moment) -> Iterator[DueNotice]:
    """One message a calendar week, on its first working day that finds something to tell."""
    year, week, _ = moment.now.isocalendar()
    key = f"questions:{moment.plan.id}:{year}-{week:02}"
    to = tuple(each.userid for each in moment.supervisors())
    if not to or key in moment.records.notices.known(key) or not _waiting(moment):
        return
    yield DueNotice(key=key, to=to, notes=(key,), recheck={"notice": "questions"})


def questions_words(moment: Moment, public_url: str) -> str:
    """What is told, as of now; empty where all were taught meanwhile."""
    waiting = _waiting(moment)
    if not waiting:
        return ""
    lines = [f"这一周有{len(waiting)}条提问没有答上来（不记是谁问的，姓名单位已隐去）："]
    lines += [question_line(each) for each in waiting[:_MOST]]
    if len(waiting) > _MOST:
        lines.append(f"还有{len(waiting) - _MOST}条。")
    lines.append(f"要定答法，回复“第{waiting[0].id}条以后这样答：……”。")
    # What people wrote must not become a link of ours.
    text = "\n".join(lines).replace("<", "＜")
    return anchored(text, Link("打开页面逐条写答法", "/board/questions"), public_url)


def _waiting(moment: Moment) -> list[Unread]:
    """Of the last seven days, without those that a lesson answers word for word, newest first."""
    known = {each.example for each in moment.records.lessons.in_force(moment.plan.id)}
    return [
        each
        for each in moment.records.unread.latest()
        if moment.now - _WEEK < each.at and each.text not in known
    ]
