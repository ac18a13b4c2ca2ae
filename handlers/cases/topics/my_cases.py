"""“我请示的那个有回复没”: what became of the cases one put oneself."""

import re
from typing import Final

from handlers.cases.asking_back import notes_told
from handlers.cases.petitioning import OWN_PAGE
from handlers.cases.phrases import answer_words, asked_words, day_words
from handlers.cases.topics.asking_back import on_a_case
from handlers.turn.access import act
from handlers.turn.context import DeedContext, TurnContext
from handlers.turn.people import described
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from language.needed import Shapes
from rules.plan.called import notice_word
from storage.views import Case, CaseState

_OF_A_CASE: Final = re.compile(r"请示|[报交提](?:上去|给.{0,6}股)的(?:那个|问题)")
_OWN: Final = re.compile(r"[我俺咱]")
_WHAT_BECAME: Final = re.compile(
    r"(?:有|得到|收到)?(?:回复|答复|批复|结果|消息|回音|下文|进展)(?:了)?(?:没|吗|么|不|$)"
    r"|(?:批|回|答)(?:下来|复)?(?:了)?(?:没|吗|么)|怎么样了|到哪一?步|啥情况"
)
OF_OWN_CASES: Final = Shapes(_OF_A_CASE)


def asks_own_cases(turn: TurnContext) -> bool:
    """Whether it is asked what became of a case of one's own; the section asks for all of them."""
    text = turn.reading.text
    own = _OWN.search(text) or not may(turn.asker.role, Deed.SEE_CASES)
    return bool(own and _OF_A_CASE.search(text) and _WHAT_BECAME.search(text))


def speaks_of_cases(text: str) -> bool:
    """Whether it is about a case in particular: nothing for a group chat."""
    became = _OF_A_CASE.search(text) and _WHAT_BECAME.search(text)
    return bool(became or on_a_case(text))


@topic("my_cases", Deed.PETITION)
def my_cases(turn: TurnContext) -> Reply:
    """What became of each case the asker put, the newest first."""
    cases = turn.records.cases.asked_by(turn.plan.id, turn.asker.userid)
    if not cases:
        return act(
            f"您还没有提交过请示。{notice_word(turn.plan)}没有写明的，问完回复“请示”，我替您报上去。"
        )
    told = "\n".join(line for case in reversed(cases) for line in state_of(turn, case))
    return act(told, links=(OWN_PAGE,))


def state_of(context: DeedContext, case: Case) -> list[str]:
    """The case in a line, then what was ruled."""
    plan = context.plan
    who = described(context.records, case.person_id) if case.person_id is not None else ""
    asked = "：".join(one for one in (who, asked_words(plan, case)) if one)
    head = f"第{case.number}号（{day_words(case.at)}请示）{asked}"
    if case.state is CaseState.OPEN:
        return [f"{head}——还没有批复，批了我会告诉您。", *notes_told(context, case)]
    if case.state is CaseState.CALLED_OFF:
        return [f"{head}——已经撤回，没有批复。"]
    said = answer_words(plan, case)
    if case.state is CaseState.WITHDRAWN and case.answer is not None:
        return [f"{head}——批复已经撤销，理由：{case.answer.withdrawn_why}。", f"原来批的是：{said}"]
    return [f"{head}——已批复：{said}"]
