"""Other open cases that a ruling for all has decided as well: listed, and closed after a yes."""

from collections.abc import Sequence
from typing import Final

from handlers.cases.open_issues import facts_kept
from handlers.cases.phrases import answer_words, asked_words, case_line
from handlers.cases.whose import about_case, asker_line
from handlers.turn.access import act
from handlers.turn.case_commands import AnswerTwins
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import Push, Reply
from rules.engine.case_scope import Rest, fits
from storage.views import Case, CaseState


def open_twins(context: DeedContext, ruled: Case) -> list[Case]:
    """Open cases with the facts that this ruling, which is for all, goes by."""
    if not ruled.rules_all or ruled.answer is None:
        return []
    waiting = context.records.cases.open(context.plan.id)
    return [case for case in waiting if case.id != ruled.id and _covers(context, ruled, case)]


def _covers(context: DeedContext, ruled: Case, case: Case) -> bool:
    if not ruled.rests:
        return case.topic == ruled.topic and not case.rests
    if not case.rests or not set(case.axes) <= set(ruled.axes):
        return False
    own = ruled.answer.rests if ruled.answer and ruled.answer.rests is not None else ruled.rests
    facts = facts_kept(context.plan, case.facts, presumed=True)
    rests = [rest for rest in map(Rest.from_json, own) if rest.axis in case.axes]
    return all(fits(rest, context.plan, facts) is True for rest in rests)


def _targets(_context: DeedContext, _command: AnswerTwins) -> Sequence[Target]:
    return [OF_COUNTY]


def _chosen(context: DeedContext, command: AnswerTwins) -> tuple[Case, list[Case]] | Reply:
    """The ruling and those of the named cases that it still decides."""
    ruled = context.records.cases.numbered(context.plan.id, command.number)
    if ruled is None or ruled.state is not CaseState.ANSWERED or not ruled.rules_all:
        return act(f"第{command.number}号没有“以后都照此”的有效批复，不能照它一并批复。")
    found = open_twins(context, ruled)
    if command.numbers:
        found = [case for case in found if case.number in command.numbers]
    if not found:
        return act(f"没有别的待批请示与第{command.number}号情况相同。")
    return ruled, found


def _show(context: DeedContext, command: AnswerTwins) -> Preview | Reply:
    chosen = _chosen(context, command)
    if isinstance(chosen, Reply):
        return chosen
    ruled, found = chosen
    lines = [f"请核对（还没有批）：下列{len(found)}件照批复第{ruled.number}号一并批复"]
    for case in found:
        lines += [f"· {case_line(context.plan, case)}", *about_case(context, case)]
        lines.append(asker_line(context, case))
    lines.append(f"批复：{answer_words(context.plan, ruled)}")
    exact = AnswerTwins(ruled.number, tuple(case.number for case in found))
    dropped = "好的，没有批，这几件仍然待批。"
    return Preview(exact, "\n".join(lines), "一并批复吗？", "一并批复", "先不批", dropped)


def _do(context: DeedContext, command: AnswerTwins) -> Reply:
    chosen = _chosen(context, command)
    if isinstance(chosen, Reply):
        return chosen
    ruled, found = chosen
    answer = ruled.answer
    if answer is None:
        return act(f"第{ruled.number}号还没有批复。")
    done, pushes = [], []
    for case in found:
        values = {axis: value for axis, value in answer.values.items() if axis in case.axes}
        closed = context.records.cases.answer(
            case,
            values,
            words=answer.words,
            reason=f"同批复第{ruled.number}号：{answer.reason}",
            by=context.asker.userid,
            at=context.now,
            scope="case",
        )
        if closed:
            done.append(case.number)
            pushes += _told(context, case)
    numbers = "、".join(f"第{number}号" for number in done)
    if not done:
        return act("这几件刚刚已经由别人批复了，没有再批。")
    told = f"已告诉请示的{len(pushes)}人。" if pushes else ""
    return act(f"已照批复第{ruled.number}号一并批复{numbers}。{told}", pushes=tuple(pushes))


def _told(context: DeedContext, case: Case) -> list[Push]:
    now = context.records.cases.numbered(context.plan.id, case.number) or case
    text = (
        f"您请示的第{case.number}号已有批复。\n问题：{asked_words(context.plan, case)}\n"
        f"批复：{answer_words(context.plan, now)}"
    )
    return [
        Push(userid, text, f"precedent:{case.plan_id}:{case.number}:{userid}")
        for userid in context.records.cases.askers(case)
        if userid != context.asker.userid
    ]


ANSWER_TWINS: Final = DeedService(
    AnswerTwins, always(Deed.ANSWER_CASE), "answer_twins", _targets, do=_do, show=_show
)
