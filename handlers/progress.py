"""How far the papers are: what arrived, with receipts, and what did not; unit by unit, unranked."""

from handlers.kit.desk import Desk
from handlers.kit.looking import View, look
from handlers.kit.overview import progress as told
from handlers.kit.overview import unit_progress
from handlers.kit.registry import topic
from handlers.kit.reply import Reply


@topic("progress")
def progress(desk: Desk) -> Reply:
    return look(desk, View(of_unit=lambda papers: unit_progress(papers, desk.now), of_units=told))
