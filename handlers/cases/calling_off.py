"""A case taken back by who put it, while nobody has ruled on it: shown, then done."""

from collections.abc import Sequence
from typing import Final

from handlers.cases.phrases import asked_words, day_words
from handlers.cases.whose import about_case
from handlers.turn.access import act
from handlers.turn.case_commands import CallOffCase
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Push, Reply
from storage.views import Case, CaseState

_ONLY_WRONG: Final = "只是写错了要更正的，说“请示里加一句：……”就行，不用撤。"
_KEPT: Final = "好的，请示没有撤，照样等批复。"


def open_cases_of(context: DeedContext) -> list[Case]:
    """Those who asks put and that wait for a ruling, oldest first."""
    own = context.records.cases.asked_by(context.plan.id, context.asker.userid)
    return [case for case in own if case.state is CaseState.OPEN]


def _own(context: DeedContext, _command: CallOffCase) -> Sequence[Target]:
    return [Target(userid=context.asker.userid)]


def _case(context: DeedContext, number: int) -> Case | Reply:
    """The open case of that number that is one's own; the same words for all others."""
    own = [case for case in open_cases_of(context) if case.number == number]
    if own:
        return own[0]
    return act(
        f"您没有等批复的第{number}号请示：没有这一件、已经批复，或者已经撤回。"
        "写“我请示的有回复没”看有哪些。"
    )


def _show(context: DeedContext, command: CallOffCase) -> Preview | Reply:
    case = _case(context, command.number)
    if isinstance(case, Reply):
        return case
    others = len(context.records.cases.askers(case)) - 1
    lines = [
        f"请核对（还没有撤）：第{case.number}号请示（{day_words(case.at)}）",
        *about_case(context, case),
        f"问题：{asked_words(context.plan, case)}。",
        f"另有{others}人请示了同样的情况，那几份照样等批复。" if others else "",
        f"撤回以后{context.plan.office}不再批您这一份。{_ONLY_WRONG}",
    ]
    text = "\n".join(line for line in lines if line)
    return Preview(
        command, text, "撤回吗？", "撤回请示", "先不撤", "好的，请示没有撤，照样等批复。"
    )


def _do(context: DeedContext, command: CallOffCase) -> Reply:
    case = _case(context, command.number)
    if isinstance(case, Reply):
        return case
    context.records.cases.call_off(case, by=context.asker.userid, at=context.now)
    told = f"第{case.number}号请示，{context.asker.name}撤回了，不用再批这一份。"
    key = f"case:{case.plan_id}:{case.number}:off:{context.asker.userid}"
    pushes = tuple(
        Push(one.userid, told, f"{key}:{one.userid}")
        for one in context.records.members.supervisors()
        if one.reachable and one.userid != context.asker.userid
    )
    return act(f"已撤回第{case.number}号请示，并告诉了{context.plan.office}。", pushes=pushes)


CALL_OFF: Final = DeedService(
    CallOffCase, always(Deed.PETITION), "call_off_case", _own, do=_do, show=_show
)
