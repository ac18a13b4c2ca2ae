"""The notice word for word."""

from handlers.rulings.phrases import quoted
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic

_MOST = 3


@topic("clause")
def clause(turn: TurnContext) -> Reply:
    """The clauses named, or those the last answer rested on, word for word."""
    wanted = turn.reading.clauses or turn.state.clauses
    known = [one for one in wanted if one in turn.plan.clauses][:_MOST]
    if not known:
        example = turn.plan.rules[0].clause
        return Reply(Kind.CHOICES, f"您想看哪一条的原文？例如回复“{example}原文”。")
    texts = [quoted(turn.plan, one) for one in known]
    return Reply(Kind.ANSWER, "\n".join(texts), clauses=tuple(known))
