"""Why an answer is not what it was: what changed since on our side, or that nothing did."""

from collections.abc import Iterator
from typing import Final

from handlers.cases.service import citation, day_words, member_words, ruled_words
from handlers.rulings.earlier_facts import roster_changed
from handlers.rulings.phrases import settled
from handlers.turn.access import is_supervisor
from handlers.turn.context import Desk
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from rules.engine.decide import Kind as Ruled
from rules.engine.decide import Ruling, decide
from rules.precedents import precedents_in
from storage.views import Case

_OF_DAYS: Final = ("期限", "截止", "日期", "几号", "时间")
_USUAL: Final = ("assessed_at",)
_SAID: Final = (
    "结论只看方案、名册、{office}的批复和您说的情况，两次问的时候说的情况不一样，结论也会不一样。"
    "请把上次的说法和现在的情况发给我，我重新对一遍；觉得名册不对的，请报{office}更正。"
)


@topic("why_changed")
def why_changed(desk: Desk) -> Reply:
    dates = list(_dates(desk))
    if desk.person_id is None and not desk.facts:
        if dates and any(word in desk.said for word in _OF_DAYS):
            return Reply(Kind.ANSWER, "\n".join(dates))
        words = "您问的是谁的结论变了？请写姓名，例如“王强的答复怎么跟上次不一样”。"
        return Reply(Kind.ASK, words, asks="person")
    axes = desk.memory.axes or _USUAL
    ruling = decide(desk.plan, desk.facts, axes, about=desk.plan.subjects[0])
    changed = [
        roster_changed(desk, ruling, axes, by_whom=is_supervisor(desk)),
        *_precedents(desk, ruling),
        *_withdrawn(desk),
        *dates,
    ]
    found = [line for line in changed if line]
    who = desk.who or "这种情况"
    head = f"{who}，后来有变动的：" if found else f"{who}：名册、批复、日期都没有改过。"
    tail = "" if found else _SAID.format(office=desk.plan.office)
    lines = [head, *found, *_now(desk, ruling, axes), tail]
    return Reply(Kind.ANSWER, "\n".join(line for line in lines if line), clauses=ruling.clauses)


def _now(desk: Desk, ruling: Ruling, axes: tuple[str, ...]) -> list[str]:
    if ruling.kind is not Ruled.ANSWER:
        return ["按现在的情况还定不下来，请把原来的问题再问一遍，我说缺什么。"]
    return [f"现在：{line}" for line in settled(desk.plan, ruling, axes, "")]


def _precedents(desk: Desk, ruling: Ruling) -> Iterator[str]:
    """Rulings that decide it now; before them the notice left it open."""
    for number in precedents_in(ruling) if ruling.kind is Ruled.ANSWER else ():
        case = desk.records.cases.numbered(desk.plan.id, number)
        if case is not None and case.answer is not None:
            ruled = ruled_words(desk.plan, dict(case.answer.values), case.answer.words)
            by = _by(desk, case.answer.by)
            cited = citation(desk.plan, number, case.answer)
            yield f"{cited}{by}：{ruled}。批复之前这种情况方案没有定论。"


def _withdrawn(desk: Desk) -> Iterator[str]:
    for case in desk.records.cases.withdrawn(desk.plan.id):
        answer = case.answer
        if answer is not None and answer.withdrawn_at is not None and _answered(desk, case):
            ruled = ruled_words(desk.plan, dict(answer.values), answer.words)
            by = _by(desk, answer.withdrawn_by)
            yield (
                f"批复第{case.number}号{day_words(answer.withdrawn_at)}已撤销{by}，"
                f"原来批的是：{ruled}。"
            )


def _answered(desk: Desk, case: Case) -> bool:
    """Whether it answered a question about this person; or this asker's, about nobody by name."""
    own, id = desk.asker.userid.casefold(), desk.person_id
    found = desk.records.cases.decided(case)
    return any(each.person_id == id and (id is not None or each.userid == own) for each in found)


def _dates(desk: Desk) -> Iterator[str]:
    """Days that were ruled on; a day may be what the answer was about."""
    for id, rulings in desk.records.dates.history(desk.plan.id).items():
        deadline, last = desk.plan.deadlines.get(id), rulings[-1]
        if deadline is not None and last.effective is not None:
            yield (
                f"{deadline.label}：方案印的是“{deadline.printed}”，"
                f"{day_words(last.at)}定为{last.effective.month}月{last.effective.day}日"
                f"{_by(desk, last.by)}。"
            )


def _by(desk: Desk, userid: str) -> str:
    """Who did it, for the section alone."""
    return f"（{member_words(desk, userid)}办的）" if is_supervisor(desk) else ""
