"""Ruling on a case: shown first, in force only after a yes; whoever waited for it is told once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from handlers.cases.asking_back import notes_told
from handlers.cases.command_values import value_in
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
from handlers.cases.reach import Reach, reach
from handlers.cases.scope import ruled_rests, scope_words, wrong_scope
from handlers.cases.twins import open_twins
from handlers.cases.whose import about_case, asker_line
from handlers.turn.access import act
from handlers.turn.buttons import TwinsButton
from handlers.turn.case_commands import AnswerCase
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import Option, Push, Reply
from rules.plan.called import notice_word
from storage.views import Case, CaseState, Json, Scope

LONGEST_REASON: Final = 150
LONGEST_WORDS: Final = 80


def drafted(
    context: DeedContext,
    number: int,
    result: str,
    reason: str,
    scope: Scope = "case",
    whom: Mapping[str, tuple[Json, ...]] | None = None,
) -> AnswerCase | Reply:
    """The ruling that a result in words comes to, or what is missing of it."""
    case = context.records.cases.numbered(context.plan.id, number)
    refused = _refusal(context, case, number)
    if case is None or refused:
        return refused or act("没有这件请示。")
    named = ((axis, _value(context, result, axis)) for axis in _axes(context, case))
    values = {axis: value for axis, value in named if value}
    settled = _settled_by(context, values)
    missing = [axis for axis in case.axes if axis not in values and axis not in settled]
    if missing or not result:
        return _which_value(context, case, missing)
    if not reason:
        example = f"“批复{case.number}号：{result}，理由是……”"
        return act(f"请写明理由，它会随批复一起答复各单位，例如{example}。")
    words = "" if case.rests else result
    picked = None if whom is None else dict(whom)
    return AnswerCase(case.number, values, words, reason, scope, picked)


def whom_before(
    context: DeedContext,
    number: int,
    result: str,
    scope: Scope,
    whom: Mapping[str, tuple[Json, ...]] | None,
) -> Reach:
    """Whom a ruling would be for, while the rest of it is still being written."""
    case = context.records.cases.numbered(context.plan.id, number)
    if case is None or case.state is not CaseState.OPEN:
        return Reach((f"第{number}号请示不在待批的里面了，请刷新。",))
    if scope != "all":
        return Reach(("只批这一件，名册上别的人不照此答。",))
    named = ((axis, _value(context, result, axis)) for axis in _axes(context, case))
    values = {axis: value for axis, value in named if value}
    command = AnswerCase(number, values, "", "", scope, None if whom is None else dict(whom))
    wrong = wrong_scope(context.plan, case, command)
    if wrong:
        return Reach((wrong,))
    return reach(context, case, command) or Reach(("以后再问这件事的都照此，不看人员情况。",))


def _targets(_context: DeedContext, _command: AnswerCase) -> Sequence[Target]:
    return [OF_COUNTY]


def _show(context: DeedContext, command: AnswerCase) -> Preview | Reply:
    """The ruling as it was understood."""
    case = _open_case(context, command)
    if isinstance(case, Reply):
        return case
    plan = context.plan
    facts = fact_words(plan, case)
    lines = [
        f"请确认对第{case.number}号请示的批复（还没有生效）：",
        *about_case(context, case),
        asker_line(context, case),
        *notes_told(context, case),
        f"问题：{asked_words(plan, case)}。",
        f"情况：{facts}。" if facts else "",
        f"批复：{ruled_words(plan, dict(command.values), command.words)}。",
        f"理由：{command.reason}。",
        scope_words(plan, case, command),
    ]
    whom = reach(context, case, command)
    lines += whom.told if whom else []
    return Preview(
        command,
        "\n".join(line for line in lines if line),
        "这样批吗？",
        "确认批复",
        "先不批",
        "好的，没有批复，这件请示仍然待批。",
        lines=tuple(whom.one_by_one) if whom else (),
    )


def _do(context: DeedContext, command: AnswerCase) -> Reply:
    case = _open_case(context, command)
    if isinstance(case, Reply):
        return case
    cases, plan = context.records.cases, context.plan
    rests = ruled_rests(plan, case, command)
    made: dict[str, Any] = {"words": command.words, "reason": command.reason}
    made |= {"scope": command.scope, "rests": [rest.to_json() for rest in rests] or None}
    if not cases.answer(case, command.values, **made, by=context.asker.userid, at=context.now):
        return act(f"第{command.number}号请示刚刚已经由别人批复了，您这次没有生效。")
    case = cases.numbered(plan.id, command.number) or case
    pushes = tuple(_push(context, case, userid) for userid in _recipients(context, case))
    told = f"已告知问过的{len(pushes)}人。" if pushes else ""
    done = act(f"已批复第{case.number}号：{answer_words(plan, case)}\n{told}", pushes=pushes)
    return _with_twins(context, case, done)


def _with_twins(context: DeedContext, case: Case, done: Reply) -> Reply:
    """Which other open cases the ruling decides, and a button that rules on them alike."""
    others = open_twins(context, case)
    if not others:
        return done
    lines = [f"还有{len(others)}件待批的请示情况相同："]
    lines += [f"· {case_line(context.plan, one)}" for one in others]
    text = "\n".join([done.text.rstrip(), *lines])
    options = (Option(f"照第{case.number}号一并批复", TwinsButton(case.number)),)
    return replace(done, text=text, options=options, question="要一并批复吗？")


def _open_case(context: DeedContext, command: AnswerCase) -> Case | Reply:
    """The case, or why it cannot be ruled on so."""
    case = context.records.cases.numbered(context.plan.id, command.number)
    refused = _refusal(context, case, command.number)
    if case is None or refused:
        return refused or act("没有这件请示。")
    if len(command.reason) > LONGEST_REASON or len(command.words) > LONGEST_WORDS:
        return act(f"理由请控制在{LONGEST_REASON}字以内，结果在{LONGEST_WORDS}字以内，再发一遍。")
    axes = context.plan.axes
    known = all(
        axis in axes and value in axes[axis].values for axis, value in command.values.items()
    )
    told = command.values or (command.words and not case.rests)
    if not known or not told or not command.reason.strip():
        return _which_value(context, case, list(case.axes))
    wrong = wrong_scope(context.plan, case, command)
    return act(wrong) if wrong else case


def _settled_by(context: DeedContext, values: Mapping[str, str]) -> set[str]:
    """Axes without a question of their own once others have these values: who takes no part …"""
    found: set[str] = set()
    for axis, value in values.items():
        gate = context.plan.axes[axis].gates.get(value)
        if gate is not None:
            found |= {*gate.sets, *gate.closes}
    return found


def _axes(context: DeedContext, case: Case) -> tuple[str, ...]:
    """A matter told in words may still come to a value of some axis."""
    return case.axes or tuple(context.plan.axes)


def _value(context: DeedContext, result: str, axis: str) -> str | None:
    return value_in(result, context.plan.axes[axis]) if axis in context.plan.axes else None


def _refusal(context: DeedContext, case: Case | None, number: int) -> Reply | None:
    if case is None:
        return act(f"没有第{number}号请示。回复“待批复”看有哪些。")
    if case.state is CaseState.CALLED_OFF:
        return act(f"第{number}号请示已经由请示人撤回，不用批了。")
    if case.state is CaseState.OPEN or case.answer is None:
        return None
    by, on = member_words(context, case.answer.by), day_words(case.answer.at)
    said = f"第{number}号请示已由{by}于{on}批复：{answer_words(context.plan, case)}"
    if case.state is CaseState.WITHDRAWN:
        return act(f"{said}\n这件批复已经撤销。再有人请示同样的情况，会另编新号。")
    return act(f"{said}\n没有再批一次。要改的，请先回复“撤销批复{number}号，理由是……”。")


def _which_value(context: DeedContext, case: Case, missing: Sequence[str]) -> Reply:
    head = f"没有看明白第{case.number}号怎么批，请按下面的说法写结果，并写明理由。"
    lines = [head, case_line(context.plan, case)]
    for axis in missing:
        known = context.plan.axes[axis]
        lines.append(f"{known.label}可以是：{'；'.join(known.values.values())}。")
    return act("\n".join(lines))


def _recipients(context: DeedContext, case: Case) -> list[str]:
    """Who put the case, and of a ruling for all who was told on a twin that it is not settled."""
    told = twins_told(context, case) if case.rules_all else []
    found = dict.fromkeys([*context.records.cases.askers(case), *told])
    return [userid for userid in found if userid != context.asker.userid]


def _push(context: DeedContext, case: Case, userid: str) -> Push:
    asked = userid in context.records.cases.askers(case)
    head = (
        f"您请示的第{case.number}号"
        if asked
        else f"您问过的一种情况，{notice_word(context.plan)}没有定，现在"
    )
    facts = fact_words(context.plan, case)
    about = f"{asked_words(context.plan, case)}{f'（{facts}）' if facts else ''}"
    text = f"{head}已有批复。\n问题：{about}\n批复：{answer_words(context.plan, case)}"
    return Push(userid, text, f"precedent:{case.plan_id}:{case.number}:{userid}")


ANSWER_CASE: Final = DeedService(
    AnswerCase, always(Deed.ANSWER_CASE), "answer_case", _targets, do=_do, show=_show
)
