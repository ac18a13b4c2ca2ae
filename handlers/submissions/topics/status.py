"""How far papers are: what is still missing, what arrived."""

from typing import Final

from handlers.submissions.phrases import incomplete, unit_gaps, unit_progress
from handlers.submissions.phrases import progress as told
from handlers.submissions.status_queries import View, look
from handlers.turn.context import TurnContext
from handlers.turn.reply import Reply
from handlers.turn.topic import topic

_GAPS: Final = View(of_unit=unit_gaps, of_units=incomplete)


@topic("missing")
def missing(turn: TurnContext) -> Reply:
    return look(turn, _GAPS)


@topic("progress")
def progress(turn: TurnContext) -> Reply:
    return look(turn, View(of_unit=lambda papers: unit_progress(papers, turn.now), of_units=told))
