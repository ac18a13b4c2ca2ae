"""Why a ruling of last week may have been another: what the roster had then of the person."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from handlers.cases.service import member_words
from handlers.rulings.phrases import settled
from handlers.rulings.spans import span_told
from handlers.turn.context import TurnContext
from rules.engine.decide import Kind, Ruling, decide
from rules.plan import Facts, Plan
from storage.precedents import SHANGHAI
from storage.views import Entity, RosterChange

A_MOMENT: Final = timedelta(microseconds=1)
_MOST: Final = 2  # the newest days on which it changed; the page has them all


def roster_changed(
    turn: TurnContext, ruling: Ruling, axes: Sequence[str], *, by_whom: bool = False
) -> str:
    """“名册12月28日改过：…”, and what was ruled before; empty where nothing that counts changed."""
    if turn.person_id is None:
        return ""
    changes = _changes(turn, turn.person_id)
    times = sorted({each.at for each in changes}, reverse=True)
    lines: list[str] = []
    now: Facts | None = turn.on_roster
    for at in times:
        before = _then(turn, turn.person_id, at - A_MOMENT)
        if now is not None and before is not None:
            told = _line(turn, ruling, axes, at, before, now)
            by = {member_words(turn, each.by) for each in changes if each.at == at}
            lines += [
                f"{line}（{'、'.join(sorted(by))}改的）" if by_whom else line for line in told
            ]
        now = before
    return "\n".join(lines[:_MOST])


def _changes(turn: TurnContext, person_id: int) -> list[RosterChange]:
    roster = turn.records.roster
    person, found = roster.person(person_id), roster.changes(Entity.PERSON, person_id)
    units = {person.unit_id, *(e.before for e in found if e.field == "unit_id")}
    units |= {person.secondment.host_unit_id} if person.secondment else set()
    return [*found, *(each for unit in units for each in roster.changes(Entity.UNIT, unit))]


def _then(turn: TurnContext, person_id: int, moment: datetime) -> Facts | None:
    found = turn.records.roster.facts_as_of(person_id, moment, turn.plan)
    return None if found is None else {f: g for f, g in found.items() if f in turn.plan.facts}


def _line(
    turn: TurnContext, ruling: Ruling, axes: Sequence[str], at: datetime, before: Facts, now: Facts
) -> list[str]:
    facts = [fact for fact in {**before, **now} if before.get(fact) != now.get(fact)]
    told = [
        f"{turn.plan.facts[fact].label}由“{_words(turn.plan, fact, before)}”"
        f"改为“{_words(turn.plan, fact, now)}”"
        for fact in facts
        if fact in ruling.used or fact in before
    ]
    if not told:
        return []
    local = at.astimezone(SHANGHAI)
    day = f"{local.month}月{local.day}日"
    return [f"名册{day}改过：{'，'.join(told)}。{_before(turn, ruling, axes, before)}"]


def _words(plan: Plan, fact: str, facts: Facts) -> str:
    given, known = facts.get(fact), plan.facts[fact]
    if given is None or given.value is None:
        return "没有写"
    return span_told(plan, known, given, facts) or known.words(given.value)


def _before(turn: TurnContext, ruling: Ruling, axes: Sequence[str], before: Facts) -> str:
    """What the same question came to with the roster of then and what was said now."""
    said = {fact: given for fact, given in turn.facts.items() if given.source != "roster"}
    then = decide(turn.plan, {**before, **said}, axes)
    if then.kind is not Kind.ANSWER:
        return "改之前按当时的情况定不下来。"
    if all(then.values.get(axis) == ruling.values.get(axis) for axis in axes):
        return "改之前结论相同。"
    return f"改之前：{''.join(settled(turn.plan, then, axes, ''))}"
