"""“不对”, “你说错了” after an answer: what is wrong with it, in one tap."""

from typing import get_args

from handlers.matters.phrases import WRONG
from handlers.turn.access import act, unless_office
from handlers.turn.buttons import DoubtButton
from handlers.turn.context import TurnContext
from handlers.turn.matter_commands import DoubtAnswer, Wrong
from handlers.turn.permissions import Deed
from handlers.turn.reply import Kind, Option, Reply, order
from handlers.turn.state import Exchange
from handlers.turn.topic import topic

_NO_ANSWER = frozenset({"doubt", "withdraw_matter", "human", "thanks", "hello"})
_CUT = 40  # characters of the question that are quoted


@topic("doubt", Deed.DOUBT_ANSWER)
def doubt(turn: TurnContext) -> Reply:
    """“不对” after an answer: what is wrong with it, then the section's list."""
    doubted = _doubted(turn)
    if doubted is None:
        ways = unless_office(turn, "要找人，说“转人工”；")
        return act(f"刚才没有答过什么。{ways}要问什么，请直接说。")
    match turn.button:
        case DoubtButton(what):
            return order(DoubtAnswer(what, doubted.said, doubted.told, doubted.topic))
    options = tuple(Option(WRONG[what], DoubtButton(what)) for what in get_args(Wrong))
    said = doubted.said[:_CUT] + ("……" if len(doubted.said) > _CUT else "")
    text = (
        f"您问的“{said}”，哪里不对？点一下，我把这一问一答连同您的姓名、单位记给"
        f"{turn.plan.office}看。要我重新答，直接写对的情况就行。"
    )
    return Reply(Kind.CHOICES, text, options=options, question="哪里不对？")


def _doubted(turn: TurnContext) -> Exchange | None:
    """The last answer that was not about the doubt itself."""
    answers = [
        one for one in turn.state.lately if one.topic not in _NO_ANSWER and one.told and one.said
    ]
    return answers[-1] if answers else None
