"""Whom of the roster a ruling for all would be for, shown before it is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from handlers.cases.scope import rests_for_all, settled_words
from handlers.turn.case_commands import AnswerCase
from handlers.turn.context import DeedContext
from rules.engine.case_scope import Rest, fits
from rules.engine.decide import decide
from rules.engine.ruling import Kind, Ruling
from rules.plan import Facts, Plan
from rules.plan.called import notice_word
from rules.precedents import Precedent, one_more
from storage.precedents import SHANGHAI, facts_in_force
from storage.views import Case, Person

_NAMED: Final = 5  # of a line in a chat; a page lists them all
_MOST_RULED: Final = 300  # of more nobody reads what each would be told


@dataclass(frozen=True)
class Reach:
    """`told`: in a few lines; `one_by_one`: each person, what they are told now and would be."""

    told: tuple[str, ...]
    one_by_one: tuple[str, ...] = ()


def reach(context: DeedContext, case: Case, command: AnswerCase) -> Reach | None:
    """Who on the roster has the facts, who may, and whom the notice tells otherwise.

    None where a ruling is not by facts of people.
    """
    rests = rests_for_all(context.plan, case, command)
    if not rests or rests[0].about != context.plan.subjects[0]:
        return None
    under, unsure = list[Person](), list[Person]()
    for person, facts in _everybody(context):
        found = [fits(rest, context.plan, facts) for rest in rests]
        if True in found:
            under.append(person)
        elif None in found:
            unsure.append(person)
    lines, clashing = _one_by_one(context, case, command, rests, under)
    head = f"名册上现在有{len(under)}人是这样：{_names(context, under)}。"
    told = [head if under else "名册上现在没有人是这样。"]
    if unsure:
        told.append(
            f"另有{len(unsure)}人名册上情况不全，补齐了才知道算不算：{_names(context, unsure)}。"
        )
    if clashing:
        told.append(
            f"注意：其中{len(clashing)}人{notice_word(context.plan)}另有规定，照此会变成前后不一致："
            f"{_names(context, clashing)}。"
        )
    told.append("" if clashing else settled_words(context.plan, case, command))
    return Reach(tuple(line for line in told if line), tuple(lines))


def _everybody(context: DeedContext) -> Iterator[tuple[Person, Facts]]:
    """All people, in the order of the units, each with what the roster says of them."""
    plan, everybody = context.plan, context.records.roster.everybody()
    for unit in context.records.roster.units():
        for person in everybody.get(unit.id, ()):
            facts = facts_in_force(plan, context.records, person)
            yield person, {name: given for name, given in facts.items() if name in plan.facts}


def _one_by_one(
    context: DeedContext,
    case: Case,
    command: AnswerCase,
    rests: Sequence[Rest],
    under: Sequence[Person],
) -> tuple[list[str], list[Person]]:
    """What each is told now and would be; and of whom the ruling and a clause would disagree."""
    if not command.values:
        return [_called(context, person) for person in under[:_MOST_RULED]], []
    before = context.plan
    day = context.now.astimezone(SHANGHAI).date()
    made = Precedent(case.number, day, command.reason, tuple(command.values.items()), tuple(rests))
    after = one_more(before, made)
    lines, clashing = [], []
    for person in under[:_MOST_RULED]:
        found = facts_in_force(before, context.records, person)
        facts = {name: given for name, given in found.items() if name in before.facts}
        axes = tuple(command.values)
        was, becomes = (decide(plan, facts, axes, about=rests[0].about) for plan in (before, after))
        if becomes.kind is Kind.CLASH:
            clashing.append(person)
        lines.append(
            f"{_called(context, person)}：{_result(before, was, axes)} → "
            f"{_result(after, becomes, axes)}"
        )
    return lines, clashing


def _result(plan: Plan, ruling: Ruling, axes: Sequence[str]) -> str:
    words = [
        plan.axes[axis].values[value]
        for axis in axes
        if (value := ruling.values.get(axis)) in plan.axes[axis].values and value is not None
    ]
    if words:
        return "、".join(words)
    return {Kind.CLASH: "前后不一致", Kind.ASK: "还要问清情况"}.get(ruling.kind, "没有写明")


def _names(context: DeedContext, people: Sequence[Person]) -> str:
    names = "、".join(_called(context, person) for person in people[:_NAMED])
    return f"{names}等{len(people)}人" if len(people) > _NAMED else names


def _called(context: DeedContext, person: Person) -> str:
    return f"{person.name}（{context.records.roster.unit(person.unit_id).name}）"
