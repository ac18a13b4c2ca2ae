"""From a ruling to what a decision slip says of it."""

from typing import Final

from forms.decision_slip import Slip
from handlers.cases.service import citation, told
from handlers.rulings.phrases import settled
from handlers.turn.context import TurnContext
from handlers.turn.people import described
from rules.engine.decide import Ruling
from rules.plan import Given
from rules.plan.version import plan_version
from rules.precedents import precedents_in
from storage.precedents import SHANGHAI

_SOURCES: Final = {"said": "询问人陈述", "roster": "名册", "derived": "由其他事实推算"}


def slip_of(turn: TurnContext, ruling: Ruling, number: int) -> Slip:
    """The slip of a ruling that answers."""
    plan, day = turn.plan, turn.now.astimezone(SHANGHAI).date()
    clauses = [plan.clauses[one] for one in ruling.clauses if one in plan.clauses]
    return Slip(
        number=number,
        title=plan.title,
        plan_id=plan.id,
        version=plan_version(plan.root),
        day=f"{day.year}年{day.month}月{day.day}日",
        whom=_whom(turn),
        question="、".join(plan.axes[axis].label for axis in ruling.axes),
        rulings=tuple(settled(plan, ruling, ruling.axes, "")),
        facts=_facts(turn, ruling),
        presumed=_presumed(turn, ruling),
        precedents=_precedents(turn, ruling),
        clauses=tuple((one.id, one.title, one.text) for one in clauses),
        issued_by=turn.asker.unit_name or plan.office,
    )


def _whom(turn: TurnContext) -> str:
    if turn.person_id is not None:
        return described(turn.records, turn.person_id)
    return turn.who or "没有点名的一种情况"


def _facts(turn: TurnContext, ruling: Ruling) -> tuple[tuple[str, str], ...]:
    known = turn.plan.facts
    return tuple(
        (told(known[fact], given.value), _source(given))
        for fact, given in ruling.used.items()
        if fact in known and known[fact].label
        if given.value is not None and given.source != "presumed"
    )


def _source(given: Given) -> str:
    source = _SOURCES.get(given.source, given.source)
    return f"{source}“{given.words}”" if given.source == "said" and given.words else source


def _presumed(turn: TurnContext, ruling: Ruling) -> tuple[str, ...]:
    known = turn.plan.facts
    found = []
    for fact, given in ruling.presumed.items():
        if fact in known and known[fact].label and given.value is not None:
            found.append(known[fact].presume_words or told(known[fact], given.value))
    return tuple(found)


def _precedents(turn: TurnContext, ruling: Ruling) -> tuple[str, ...]:
    """What the supervision section ruled, with its reason."""
    found = []
    for number in precedents_in(ruling):
        case = turn.records.cases.numbered(turn.plan.id, number)
        if case and case.answer:
            head = citation(turn.plan, number, case.answer)
            found.append(f"{head}，理由：{case.answer.reason}。")
    return tuple(found)
