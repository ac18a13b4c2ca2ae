"""Withdrawing a precedent: what it decided is shown first; whoever it answered is told once."""

from collections.abc import Sequence
from typing import Final

from handlers.cases.open_issues import twins_told
from handlers.cases.phrases import answer_words, asked_words, day_words, fact_words, member_words
from handlers.turn.access import act
from handlers.turn.case_commands import WithdrawPrecedent
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import Push, Reply
from storage.views import Case, CaseState

_LONGEST_REASON: Final = 200
_MOST: Final = 30


def _targets(_context: DeedContext, _command: WithdrawPrecedent) -> Sequence[Target]:
    return [OF_COUNTY]


def _show(context: DeedContext, command: WithdrawPrecedent) -> Preview | Reply:
    case = _in_force(context, command)
    if isinstance(case, Reply):
        return case
    lines = [
        f"请确认撤销批复第{case.number}号（还没有撤销）：",
        answer_words(context.plan, case),
        f"撤销理由：{command.reason}。",
        *_decided(context, case),
        "撤销后，同样的情况不再按它答复，按它答复过的人会收到一次通知。",
    ]
    return Preview(
        command,
        "\n".join(lines),
        "撤销吗？",
        "确认撤销",
        "不撤销",
        "好的，批复没有撤销，继续有效。",
    )


def _do(context: DeedContext, command: WithdrawPrecedent) -> Reply:
    cases, why = context.records.cases, command.reason
    case = _in_force(context, command)
    if isinstance(case, Reply):
        return case
    if not cases.withdraw(case, why=why, by=context.asker.userid, at=context.now):
        return _not_in_force(case, command.number)
    decided = _decided(context, case)
    pushes = tuple(_push(context, case, userid, why) for userid in _answered(context, case))
    told = [f"已告知{len(pushes)}人。"] if pushes else []
    lines = [f"已撤销批复第{case.number}号，理由：{why}。", *decided, *told]
    return act("\n".join(lines), pushes=pushes)


def _in_force(context: DeedContext, command: WithdrawPrecedent) -> Case | Reply:
    """The case, or why it cannot be withdrawn for this reason."""
    case = context.records.cases.numbered(context.plan.id, command.number)
    if case is None or case.state is not CaseState.ANSWERED:
        return _not_in_force(case, command.number)
    if not command.reason.strip():
        return act(f"请写明理由，例如“撤销批复{case.number}号，理由是……”。")
    if len(command.reason) > _LONGEST_REASON:
        return act(f"理由请控制在{_LONGEST_REASON}字以内，再发一遍。")
    return case


def _not_in_force(case: Case | None, number: int) -> Reply:
    if case is None:
        return act(f"没有第{number}号批复。回复“待批复”看有哪些。")
    state = "已经撤销过了" if case.state is CaseState.WITHDRAWN else "还没有批复，不用撤销"
    return act(f"第{number}号{state}。")


def _decided(context: DeedContext, case: Case) -> list[str]:
    """Whom it decided about, for supervision staff only: with names."""
    found = context.records.cases.decided(case)
    if not found:
        return ["它还没有答复过谁的问题。"]
    lines = [f"它答复过{len(found)}次："]
    for each in found[:_MOST]:
        person = context.records.roster.person(each.person_id) if each.person_id else None
        whom = person.name if person else "没有点名的情况"
        lines.append(f"· {whom}（{member_words(context, each.userid)}问，{day_words(each.at)}）")
    if len(found) > _MOST:
        lines.append(f"……还有{len(found) - _MOST}次。")
    return lines


def _answered(context: DeedContext, case: Case) -> list[str]:
    """Who asked and was answered by it, and who was told when it was given."""
    cases = context.records.cases
    asked = [each.userid for each in cases.decided(case)]
    told = twins_told(context, case) if case.rules_all else []
    found = dict.fromkeys([*asked, *cases.askers(case), *told])
    return [userid for userid in found if userid != context.asker.userid]


def _push(context: DeedContext, case: Case, userid: str, why: str) -> Push:
    plan = context.plan
    facts = fact_words(plan, case)
    about = f"{asked_words(plan, case)}{f'（{facts}）' if facts else ''}"
    text = (
        f"{plan.office}批复第{case.number}号已撤销，不再作为依据。\n问题：{about}\n撤销理由：{why}。\n"
        "这种情况现在又没有定论，需要的话请再问我一遍并回复“请示”。"
    )
    return Push(userid, text, f"precedent:{case.plan_id}:{case.number}:withdrawn:{userid}")


WITHDRAW_PRECEDENT: Final = DeedService(
    WithdrawPrecedent,
    always(Deed.WITHDRAW_PRECEDENT),
    "withdraw_precedent",
    _targets,
    do=_do,
    show=_show,
)
