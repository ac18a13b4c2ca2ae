"""How far papers are: what is still missing, what arrived."""

from collections.abc import Sequence
from typing import Final

from handlers.submissions.owed import UnitPapers
from handlers.submissions.phrases import incomplete, late_only, unit_gaps, unit_progress
from handlers.submissions.phrases import progress as told
from handlers.submissions.status_queries import View, look
from handlers.turn.context import TurnContext
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from storage.deadlines import all_deadlines

_GAPS: Final = View(of_unit=unit_gaps, of_units=incomplete)


@topic("missing")
def missing(turn: TurnContext) -> Reply:
    """What units still owe."""
    return look(turn, _GAPS)


@topic("overdue")
def overdue(turn: TurnContext) -> Reply:
    """What is still missing past a deadline that binds; what is not due yet is no matter here."""
    in_force, today = all_deadlines(turn.plan, turn.records), turn.now.date()

    def late(papers: UnitPapers) -> UnitPapers:
        return late_only(papers, in_force, today)

    def of_unit(papers: UnitPapers) -> str:
        found = late(papers)
        return (
            unit_gaps(found) if found.gaps else f"{papers.unit.name}没有超过截止时间还没交的材料。"
        )

    def of_units(several: Sequence[UnitPapers], among: str) -> str:
        found = [one for one in map(late, several) if one.gaps]
        return incomplete(found, among) if found else f"{among}没有超过截止时间还没交的单位。"

    return look(turn, View(of_unit=of_unit, of_units=of_units))


@topic("progress")
def progress(turn: TurnContext) -> Reply:
    """How far a unit's papers are, step by step."""
    return look(turn, View(of_unit=lambda papers: unit_progress(papers, turn.now), of_units=told))
