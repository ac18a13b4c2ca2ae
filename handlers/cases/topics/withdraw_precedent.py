"""Withdrawing a precedent: what it decided is shown first; whoever it answered is told once."""

import json
from typing import Final

from handlers.cases.command_values import command_in
from handlers.cases.open_issues import twins_told
from handlers.cases.phrases import answer_words, asked_words, day_words, fact_words, member_words
from handlers.turn.access import act, is_supervisor, supervisors_only
from handlers.turn.context import TurnContext
from handlers.turn.reply import Option, Push, Reply
from handlers.turn.topic import topic
from storage.views import Case, CaseState

_YES: Final = "withdraw_precedent:yes:"
_NO: Final = "withdraw_precedent:no"
_LONGEST_REASON: Final = 200
_MOST: Final = 30


@topic("withdraw_precedent")
def withdraw_precedent(turn: TurnContext) -> Reply:
    if not is_supervisor(turn):
        return supervisors_only(turn, "撤销批复")
    picked = turn.choice.key if turn.choice else ""
    if picked.startswith(_YES):
        number, why = json.loads(picked.removeprefix(_YES))
        return _withdrawn(turn, number, why)
    if picked == _NO:
        return act("好的，批复没有撤销，继续有效。")
    return _shown(turn)


def _shown(turn: TurnContext) -> Reply:
    command = command_in(turn.reading.text)
    if command.number is None:
        return act("撤销哪一件批复？请写明号数和理由，例如“撤销批复3号，理由是……”。")
    case = turn.records.cases.numbered(turn.plan.id, command.number)
    if case is None or case.state is not CaseState.ANSWERED:
        return _not_in_force(case, command.number)
    why = command.reason or command.head
    if not why:
        return act(f"请写明理由，例如“撤销批复{case.number}号，理由是……”。")
    if len(why) > _LONGEST_REASON:
        return act(f"理由请控制在{_LONGEST_REASON}字以内，再发一遍。")
    lines = [
        f"请确认撤销批复第{case.number}号（还没有撤销）：",
        answer_words(turn.plan, case),
        f"撤销理由：{why}。",
        *_decided(turn, case),
        "撤销后，同样的情况不再按它答复，按它答复过的人会收到一次通知。",
    ]
    key = _YES + json.dumps([case.number, why], ensure_ascii=False, separators=(",", ":"))
    return act("\n".join(lines), options=(Option("确认撤销", key), Option("不撤销", _NO)))


def _not_in_force(case: Case | None, number: int) -> Reply:
    if case is None:
        return act(f"没有第{number}号批复。回复“待批复”看有哪些。")
    state = "已经撤销过了" if case.state is CaseState.WITHDRAWN else "还没有批复，不用撤销"
    return act(f"第{number}号{state}。")


def _decided(turn: TurnContext, case: Case) -> list[str]:
    """Whom it decided about, for supervision staff only: with names."""
    found = turn.records.cases.decided(case)
    if not found:
        return ["它还没有答复过谁的问题。"]
    lines = [f"它答复过{len(found)}次："]
    for each in found[:_MOST]:
        person = turn.records.roster.person(each.person_id) if each.person_id else None
        whom = person.name if person else "没有点名的情况"
        lines.append(f"· {whom}（{member_words(turn, each.userid)}问，{day_words(each.at)}）")
    if len(found) > _MOST:
        lines.append(f"……还有{len(found) - _MOST}次。")
    return lines


def _withdrawn(turn: TurnContext, number: int, why: str) -> Reply:
    cases = turn.records.cases
    case = cases.numbered(turn.plan.id, number)
    if case is None or not cases.withdraw(case, why=why, by=turn.asker.userid, at=turn.now):
        return _not_in_force(case, number)
    decided = _decided(turn, case)
    pushes = tuple(_push(turn, case, userid, why) for userid in _answered(turn, case))
    told = [f"已告知{len(pushes)}人。"] if pushes else []
    lines = [f"已撤销批复第{number}号，理由：{why}。", *decided, *told]
    return act("\n".join(lines), pushes=pushes)


def _answered(turn: TurnContext, case: Case) -> list[str]:
    """Who asked and was answered by it, and who was told when it was given."""
    cases = turn.records.cases
    asked = [each.userid for each in cases.decided(case)]
    found = dict.fromkeys([*asked, *cases.askers(case), *twins_told(turn, case)])
    return [userid for userid in found if userid != turn.asker.userid]


def _push(turn: TurnContext, case: Case, userid: str, why: str) -> Push:
    plan = turn.plan
    facts = fact_words(plan, case)
    about = f"{asked_words(plan, case)}{f'（{facts}）' if facts else ''}"
    text = (
        f"{plan.office}批复第{case.number}号已撤销，不再作为依据。\n问题：{about}\n撤销理由：{why}。\n"
        "这种情况现在又没有定论，需要的话请再问我一遍并回复“请示”。"
    )
    return Push(userid, text, f"precedent:{case.plan_id}:{case.number}:withdrawn:{userid}")
