"""“我的考核结果出来没有”: no result is kept here, and by which procedure the notice fixes them."""

import re
from typing import Final

from handlers.rulings.plan_texts import answer_texts
from handlers.turn.access import sees_self_only
from handlers.turn.context import TurnContext
from handlers.turn.refusals import of_others
from handlers.turn.reply import Kind, Reply
from handlers.turn.somebody_else import of_somebody_else
from handlers.turn.topic import topic
from language.needed import Shapes

_OUT: Final = re.compile(
    r"(?<!测评)(?<!处理)(?<!审查)(?<!调查)(?<!季度)(?:结果|等次)[^,，。;；?？]{0,4}"
    r"(?:出来|公布|下来|下达|批下来|定下来|出了?)(?:了)?(?:没|吗|么|[?？])"
)
_WHICH: Final = re.compile(
    r"(?:我|他|她|本人)[^,，。;；]{0,8}(?:评|定|考)(?:上|了|的是|的)(?:个)?(?:什么|啥|哪个|几等)[^,，。;；]{0,2}(?:等次|等|档)"
    r"|(?:评|定)(?:上了|了|的是)(?:个)?(?:什么|啥|哪个)[^,，。;；]{0,2}(?:等次|等|档)"
)
OF_A_RESULT: Final = Shapes(_OUT, _WHICH)
# The text of the notice on who settles results in the end, by its title.
_SETTLED_BY: Final = re.compile(r"结果[^，。]{0,6}谁(?:来)?(?:决定|定|审定|批准)")


def asks_result(text: str) -> bool:
    """Whether it is asked what came of somebody's appraisal."""
    return bool(_OUT.search(text) or _WHICH.search(text))


@topic("result")
def result(turn: TurnContext) -> Reply:
    """“我的考核结果出来没有”: none is kept here, and who fixes them by the notice."""
    people = turn.reading.people
    if sees_self_only(turn) and of_somebody_else(turn):
        return of_others(turn)
    own = sees_self_only(turn) or (turn.reading.about_self and not people)
    whose = "您的" if own else f"{people[0].text}的" if people else ""
    lines = [f"{whose}考核结果不在这个系统里，我查不到：这里只收材料、答规定，不记最后的等次。"]
    titled = (id for id, text in turn.plan.topics.items() if _SETTLED_BY.search(text.title))
    settled = next(titled, None)
    told = answer_texts(turn, (settled,)) if settled else None
    if told is not None and told.kind is Kind.ANSWER:
        lines.append(told.text)
    if own:
        lines.append("您的材料交到哪一步，可以问“我的材料收到没”。")
    return Reply(Kind.ANSWER, "\n".join(lines), clauses=told.clauses if told else ())
