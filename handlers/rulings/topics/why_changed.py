"""Why an answer is not what it was: what changed since on our side, or that nothing did."""

from collections.abc import Iterator
from typing import Final

from handlers.cases.service import citation, day_words, member_words, ruled_words
from handlers.rulings.earlier_facts import roster_changed
from handlers.rulings.phrases import settled
from handlers.turn.access import sees_county
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from rules.engine.decide import Kind as Ruled
from rules.engine.decide import Ruling, decide
from rules.plan.called import notice_word
from rules.precedents import precedents_in
from storage.dates import CONFIRMED
from storage.views import Case

_OF_DAYS: Final = ("期限", "截止", "日期", "几号", "时间")
_SAID: Final = (
    "结论只看{notice}、名册、{office}的批复和您说的情况，两次问的时候说的情况不一样，结论也会不一样。"
    "请把上次的说法和现在的情况发给我，我重新对一遍；觉得名册不对的，请报{office}更正。"
)


@topic("why_changed")
def why_changed(turn: TurnContext) -> Reply:
    """What changed since the last answer, in deadlines, rulings or the roster."""
    dates = list(_dates(turn))
    if turn.person_id is None and not turn.facts:
        if dates and any(word in turn.said for word in _OF_DAYS):
            return Reply(Kind.ANSWER, "\n".join(dates))
        words = "您问的是谁的结论变了？请写姓名，例如“王强的答复怎么跟上次不一样”。"
        return Reply(Kind.ASK, words, asks="person")
    axes = turn.state.axes or (turn.plan.owing.axis,)
    ruling = decide(turn.plan, turn.facts, axes, about=turn.plan.subjects[0])
    changed = [
        roster_changed(turn, ruling, axes, by_whom=sees_county(turn)),
        *_precedents(turn, ruling),
        *_withdrawn(turn),
        *dates,
    ]
    found = [line for line in changed if line]
    who = turn.who or "这种情况"
    head = f"{who}，后来有变动的：" if found else f"{who}：名册、批复、日期都没有改过。"
    tail = "" if found else _SAID.format(office=turn.plan.office, notice=notice_word(turn.plan))
    lines = [head, *found, *_now(turn, ruling, axes), tail]
    return Reply(
        Kind.ANSWER,
        "\n".join(line for line in lines if line),
        clauses=ruling.clauses,
        decision=_values(ruling),
    )


def _values(ruling: Ruling) -> dict[str, str]:
    return dict(ruling.values) if ruling.kind is Ruled.ANSWER else {}


def _now(turn: TurnContext, ruling: Ruling, axes: tuple[str, ...]) -> list[str]:
    if ruling.kind is not Ruled.ANSWER:
        return ["按现在的情况还定不下来，请把原来的问题再问一遍，我说缺什么。"]
    return [f"现在：{line}" for line in settled(turn.plan, ruling, axes, "")]


def _precedents(turn: TurnContext, ruling: Ruling) -> Iterator[str]:
    """Rulings that decide it now; before them the notice left it open."""
    for number in precedents_in(ruling) if ruling.kind is Ruled.ANSWER else ():
        case = turn.records.cases.numbered(turn.plan.id, number)
        if case is not None and case.answer is not None:
            ruled = ruled_words(turn.plan, dict(case.answer.values), case.answer.words)
            by = _by(turn, case.answer.by)
            cited = citation(turn.plan, number, case.answer)
            yield f"{cited}{by}：{ruled}。批复之前这种情况{notice_word(turn.plan)}没有定论。"


def _withdrawn(turn: TurnContext) -> Iterator[str]:
    for case in turn.records.cases.withdrawn(turn.plan.id):
        answer = case.answer
        if answer is not None and answer.withdrawn_at is not None and _answered(turn, case):
            ruled = ruled_words(turn.plan, dict(answer.values), answer.words)
            by = _by(turn, answer.withdrawn_by)
            yield (
                f"批复第{case.number}号{day_words(answer.withdrawn_at)}已撤销{by}，"
                f"原来批的是：{ruled}。"
            )


def _answered(turn: TurnContext, case: Case) -> bool:
    """Whether it answered a question about this person; or this asker's, about nobody by name."""
    own, id = turn.asker.userid.casefold(), turn.person_id
    found = turn.records.cases.decided(case)
    return any(each.person_id == id and (id is not None or each.userid == own) for each in found)


def _dates(turn: TurnContext) -> Iterator[str]:
    """Days that were ruled on; a day may be what the answer was about."""
    for id, rulings in turn.records.dates.history(turn.plan.id).items():
        deadline, last = turn.plan.deadlines.get(id), rulings[-1]
        # A day that was taken back is not in force.
        if deadline is not None and last.effective is not None and last.status == CONFIRMED:
            yield (
                f"{deadline.label}：{notice_word(turn.plan)}印的是“{deadline.printed}”，"
                f"{day_words(last.at)}定为{last.effective.month}月{last.effective.day}日"
                f"{_by(turn, last.by)}。"
            )


def _by(turn: TurnContext, userid: str) -> str:
    """Who did it, for the section alone."""
    return f"（{member_words(turn, userid)}办的）" if sees_county(turn) else ""
