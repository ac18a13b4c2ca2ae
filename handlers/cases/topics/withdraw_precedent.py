"""“撤销批复3号，理由是……”, as supervision staff say it."""

from handlers.cases.command_values import command_in
from handlers.turn.access import act
from handlers.turn.case_commands import WithdrawPrecedent
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic


@topic("withdraw_precedent", Deed.WITHDRAW_PRECEDENT)
def withdraw_precedent(turn: TurnContext) -> Reply:
    """Take a precedent out of force, with the reason."""
    command = command_in(turn.reading.text)
    if command.number is None:
        return act("撤销哪一件批复？请写明号数和理由，例如“撤销批复3号，理由是……”。")
    return order(WithdrawPrecedent(command.number, command.reason or command.head))
