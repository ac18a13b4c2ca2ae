"""How far the papers are: what arrived, with receipts, and what did not; unit by unit, unranked."""

from handlers.kit.looking import View, look
from handlers.kit.overview import progress as told
from handlers.kit.overview import unit_progress
from handlers.turn.context import Desk
from handlers.turn.reply import Reply
from handlers.turn.topic import topic


@topic("progress")
def progress(desk: Desk) -> Reply:
    return look(desk, View(of_unit=lambda papers: unit_progress(papers, desk.now), of_units=told))
