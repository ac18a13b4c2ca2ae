"""What is still missing: in the asker's own unit, in a unit, or which units lack a paper."""

from typing import Final

from handlers.kit.looking import View, look
from handlers.kit.overview import incomplete, unit_gaps
from handlers.turn.context import Desk
from handlers.turn.reply import Reply
from handlers.turn.topic import topic

_GAPS: Final = View(of_unit=unit_gaps, of_units=incomplete)


@topic("missing")
def missing(desk: Desk) -> Reply:
    return look(desk, _GAPS)
