"""Once a week supervision staff learn which questions nobody could read."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from handlers.dialogue.service import question_line, waiting
from handlers.turn.reply import Link
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
    left = _waiting(moment)
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


def _waiting(moment: Moment) -> list[Unread]:
    """Of the last seven days."""
    every = waiting(moment.plan, moment.records)
    return [each for each in every if moment.now - _WEEK < each.at]
