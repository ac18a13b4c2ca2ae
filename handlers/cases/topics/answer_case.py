"""Ruling on a case: shown first, in force only after a yes; whoever waited for it is told once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from handlers.cases.command_values import command_in, value_in
from handlers.cases.open_issues import twins_told
from handlers.cases.phrases import (
    answer_words,
    asked_words,
    case_line,
    day_words,
    fact_words,
    member_words,
    ruled_words,
)
from handlers.turn.access import act, is_supervisor, supervisors_only
from handlers.turn.context import TurnContext
from handlers.turn.reply import Option, Push, Reply
from handlers.turn.topic import topic
from storage.views import Case, CaseState

_YES: Final = "answer_case:yes:"
_NO: Final = "answer_case:no"
# A button's key holds at most 1024 bytes; three bytes a character.
_LONGEST_REASON: Final = 150
_LONGEST_WORDS: Final = 80
_EXAMPLE: Final = "例如“批复3号：按原单位考核，理由是……”。"


@dataclass(frozen=True)
class Draft:
    """A ruling before its yes. `words` where the matter is none of values."""

    number: int
    values: Mapping[str, str]
    words: str
    reason: str

    def to_key(self) -> str:
        made = [self.number, dict(self.values), self.words, self.reason]
        return _YES + json.dumps(made, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_key(cls, key: str) -> "Draft":
        number, values, words, reason = json.loads(key.removeprefix(_YES))
        return cls(number, values, words, reason)


@topic("answer_case")
def answer_case(turn: TurnContext) -> Reply:
    if not is_supervisor(turn):
        return supervisors_only(turn, "批复请示")
    picked = turn.choice.key if turn.choice else ""
    if picked.startswith(_YES):
        return _answered(turn, Draft.from_key(picked))
    if picked == _NO:
        return act("好的，没有批复，这件请示仍然待批。")
    return _shown(turn)


def _shown(turn: TurnContext) -> Reply:
    """The ruling as it was understood."""
    command = command_in(turn.reading.text)
    waiting = turn.records.cases.open(turn.plan.id)
    if command.number is None:
        return act("\n".join(["批复哪一件？请写明号数，" + _EXAMPLE, *_lines(turn, waiting)]))
    case = turn.records.cases.numbered(turn.plan.id, command.number)
    refused = _refusal(turn, case, command.number)
    if case is None or refused:
        return refused or act("没有这件请示。")
    named = ((axis, _value(turn, command.head, axis)) for axis in _axes(turn, case))
    values = {axis: value for axis, value in named if value}
    settled = _settled_by(turn, values)
    missing = [axis for axis in case.axes if axis not in values and axis not in settled]
    if missing or not command.head:
        return _which_value(turn, case, missing)
    if not command.reason:
        example = f"“批复{case.number}号：{command.head}，理由是……”"
        return act(f"请写明理由，它会随批复一起答复各单位，例如{example}。")
    words = "" if case.rests else command.head
    draft = Draft(case.number, values, words, command.reason)
    return _too_long(draft) or _card(turn, case, draft)


def _too_long(draft: Draft) -> Reply | None:
    if len(draft.reason) <= _LONGEST_REASON and len(draft.words) <= _LONGEST_WORDS:
        return None
    return act(f"理由请控制在{_LONGEST_REASON}字以内，结果在{_LONGEST_WORDS}字以内，再发一遍。")


def _settled_by(turn: TurnContext, values: Mapping[str, str]) -> set[str]:
    """Axes without a question of their own once others have these values: who takes no part …"""
    found: set[str] = set()
    for axis, value in values.items():
        gate = turn.plan.axes[axis].gates.get(value)
        if gate is not None:
            found |= {*gate.sets, *gate.closes}
    return found


def _axes(turn: TurnContext, case: Case) -> tuple[str, ...]:
    """A matter told in words may still come to a value of some axis."""
    return case.axes or tuple(turn.plan.axes)


def _value(turn: TurnContext, head: str, axis: str) -> str | None:
    return value_in(head, turn.plan.axes[axis]) if axis in turn.plan.axes else None


def _refusal(turn: TurnContext, case: Case | None, number: int) -> Reply | None:
    if case is None:
        return act(f"没有第{number}号请示。回复“待批复”看有哪些。")
    if case.state is CaseState.OPEN or case.answer is None:
        return None
    by, on = member_words(turn, case.answer.by), day_words(case.answer.at)
    said = f"第{number}号请示已由{by}于{on}批复：{answer_words(turn.plan, case)}"
    if case.state is CaseState.WITHDRAWN:
        return act(f"{said}\n这件批复已经撤销。再有人请示同样的情况，会另编新号。")
    return act(f"{said}\n没有再批一次。要改的，请先回复“撤销批复{number}号，理由是……”。")


def _which_value(turn: TurnContext, case: Case, missing: list[str]) -> Reply:
    head = f"没有看明白第{case.number}号怎么批，请按下面的说法写结果，并写明理由。"
    lines = [head, case_line(turn.plan, case)]
    for axis in missing:
        known = turn.plan.axes[axis]
        lines.append(f"{known.label}可以是：{'；'.join(known.values.values())}。")
    return act("\n".join(lines))


def _card(turn: TurnContext, case: Case, draft: Draft) -> Reply:
    plan = turn.plan
    facts = fact_words(plan, case)
    waiting = len(_recipients(turn, case))
    lines = [
        f"请确认对第{case.number}号请示的批复（还没有生效）：",
        f"问题：{asked_words(plan, case)}。",
        f"情况：{facts}。" if facts else "",
        f"批复：{ruled_words(plan, dict(draft.values), draft.words)}。",
        f"理由：{draft.reason}。",
        f"确认后，同样的情况都按此答复并注明是批复第{case.number}号"
        + (f"，同时告知问过的{waiting}人。" if waiting else "。"),
    ]
    options = (Option("确认批复", draft.to_key()), Option("先不批", _NO))
    return act("\n".join(line for line in lines if line), options=options)


def _answered(turn: TurnContext, draft: Draft) -> Reply:
    cases, plan = turn.records.cases, turn.plan
    case = cases.numbered(plan.id, draft.number)
    refused = _refusal(turn, case, draft.number)
    if case is None or refused:
        return refused or act("没有这件请示。")
    too_long = _too_long(draft)  # a button's key may be written by hand
    if too_long:
        return too_long
    made: dict[str, Any] = {"words": draft.words, "reason": draft.reason}
    if not cases.answer(case, draft.values, **made, by=turn.asker.userid, at=turn.now):
        return act(f"第{draft.number}号请示刚刚已经由别人批复了，您这次没有生效。")
    case = cases.numbered(plan.id, draft.number) or case
    pushes = tuple(_push(turn, case, userid) for userid in _recipients(turn, case))
    told = f"已告知问过的{len(pushes)}人。" if pushes else ""
    return act(f"已批复第{case.number}号：{answer_words(plan, case)}\n{told}", pushes=pushes)


def _recipients(turn: TurnContext, case: Case) -> list[str]:
    """Who put the case, and who was told on a twin that the notice does not settle it."""
    found = dict.fromkeys([*turn.records.cases.askers(case), *twins_told(turn, case)])
    return [userid for userid in found if userid != turn.asker.userid]


def _push(turn: TurnContext, case: Case, userid: str) -> Push:
    asked = userid in turn.records.cases.askers(case)
    head = f"您请示的第{case.number}号" if asked else "您问过的一种情况，方案没有定，现在"
    facts = fact_words(turn.plan, case)
    about = f"{asked_words(turn.plan, case)}{f'（{facts}）' if facts else ''}"
    text = f"{head}已有批复。\n问题：{about}\n批复：{answer_words(turn.plan, case)}"
    return Push(userid, text, f"precedent:{case.plan_id}:{case.number}:{userid}")


def _lines(turn: TurnContext, cases: list[Case]) -> list[str]:
    return [f"· {case_line(turn.plan, case)}" for case in cases] or ["现在没有待批复的请示。"]
