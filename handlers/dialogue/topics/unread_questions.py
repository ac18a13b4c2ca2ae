"""Which questions nobody could read, and how each is answered from now on."""

from datetime import timedelta
from typing import Final

from handlers.dialogue.phrases import answered_by, question_line, waiting
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic

_MOST: Final = 20
_WEEKS: Final = timedelta(days=31)
_PAGE: Final = Link("逐条写答法", "/board/questions")


@topic("unread_questions", Deed.SEE_UNREAD)
def unread_questions(turn: TurnContext) -> Reply:
    """The questions nobody could read lately, and the answers laid down."""
    recent = [each for each in waiting(turn.plan, turn.records) if each.at > turn.now - _WEEKS]
    lessons = turn.records.lessons.in_force(turn.plan.id)
    lines = [_head(len(recent))]
    lines += [question_line(each) for each in recent[:_MOST]]
    if len(recent) > _MOST:
        lines.append(f"还有{len(recent) - _MOST}条，请打开页面查看。")
    if recent:
        lines.append(f"要定答法，回复“第{recent[0].id}条以后这样答：……”。")
    lines += [f"· 已定：{each.example} → {answered_by(turn.plan, each)}" for each in lessons[:5]]
    return act("\n".join(lines), links=(_PAGE,))


def _head(number: int) -> str:
    if not number:
        return "近一个月没有答不上来的问题。"
    return f"近一个月有{number}条没有答上来（不记是谁问的，姓名单位已隐去）："
