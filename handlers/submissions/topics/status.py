"""How far papers are: what is still missing, what arrived."""

from typing import Final

from handlers.submissions.phrases import incomplete, unit_gaps, unit_progress
from handlers.submissions.phrases import progress as told
from handlers.submissions.status_queries import View, look
from handlers.turn.context import Desk
from handlers.turn.reply import Reply
from handlers.turn.topic import topic

_GAPS: Final = View(of_unit=unit_gaps, of_units=incomplete)


@topic("missing")
def missing(desk: Desk) -> Reply:
    return look(desk, _GAPS)


@topic("progress")
def progress(desk: Desk) -> Reply:
    return look(desk, View(of_unit=lambda papers: unit_progress(papers, desk.now), of_units=told))
