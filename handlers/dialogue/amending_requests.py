"""Another day or reason for a later day that was shown and not asked for yet."""

import re
from dataclasses import replace
from typing import Final

from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in
from handlers.turn.matter_commands import AskExtension
from language.shifts import day_said, days_shifted

_FEW: Final = 24  # characters of a few words that put right what is shown
_PUTS_RIGHT: Final = re.compile(
    r"^(?:不对|不是|错了|说错了?|打错了?|哦|噢|等等|先|还是|应该是?|那就?|就|要不|延期?到|到)"
    r"|改|换|挪|推|提前|延|再晚|晚"
)
_REASON: Final = re.compile(
    r"(?:理由|原因)(?:改|换|写|应该)?(?:成|为|是|写)?\s*[:：,，]?\s*(?P<why>.{3,200})$", re.DOTALL
)
_BARE: Final = re.compile(r"^[\d月日号]+[吧。!！]*$")


def another_request(turn: TurnContext, command: AskExtension, text: str) -> AskExtension | None:
    """The request with what the message puts right; None where it puts nothing right."""
    reason = _REASON.search(text)
    if reason is not None:
        return replace(command, reason=reason["why"].strip(" ，,。;；"))
    few = len(text) <= _FEW and (_PUTS_RIGHT.search(text) or _BARE.match(text))
    if not few or of_another_paper(turn, command, text):
        return None
    shifted = days_shifted(text)
    if shifted is not None:
        return None  # from which day it counts, the whole request has to say
    day = day_said(text, turn.now.date())
    return replace(command, day=day) if day is not None else None


def of_another_paper(turn: TurnContext, command: AskExtension, text: str) -> bool:
    """Whether a paper is named that is not the one the request is for."""
    named = paper_in(text, turn.plan)
    return named is not None and named.id != command.paper
