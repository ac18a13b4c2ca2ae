"""What a message says and the deed does not keep is told with it: the hour of a deadline."""

import re
from dataclasses import replace
from typing import Final

from handlers.turn.commands import Command, SetDeadlines
from handlers.turn.context import DeedContext, TurnContext
from handlers.turn.matter_commands import AskExtension
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Reply
from language.clock_times import times_named

_BY_DAY: Final = (SetDeadlines, AskExtension)
# “早点交”, “晚两天” are no times of the day.
_NO_TIME: Final = re.compile("[早晚](?=[一几两三\\d]?[天点些个])|早日|晚交|晚些")


def with_not_kept(turn: DeedContext, command: Command, reply: Reply) -> Reply:
    """The reply, and first that of the day and hour that were said only the day is kept."""
    if not isinstance(command, _BY_DAY) or not isinstance(turn, TurnContext) or turn.is_pressed:
        return reply
    said = _NO_TIME.sub("  ", turn.said)
    hours = [said[one.start : one.end] for one in times_named(said) if not one.wrong]
    if not hours:
        return reply
    words = f"截止时间只记到日，“{hours[-1].strip()}”没有记：当天交的都算按时。"
    if may(turn.asker.role, Deed.ANNOUNCE):
        words += "要他们在几点前交，请发通知写明。"
    return replace(reply, text=f"{words}\n{reply.text}")
