"""“请示”: what was asked before, put to the supervision section."""

from handlers.cases.open_issues import facts_packed, in_words, matter_of, question_before
from handlers.cases.petitioning import nothing_to_put
from handlers.turn.case_commands import Petition
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic


@topic("petition", Deed.PETITION)
def petition(turn: TurnContext) -> Reply:
    """What the notice leaves open, else the last question of the talk as it was asked."""
    before, axes = question_before(turn)
    if matter_of(turn, before, axes) is None:
        asked = turn.state.asked
        if not asked:
            return nothing_to_put(turn)
        return order(Petition(in_words(asked), (), {}, None, asked))
    facts = dict(facts_packed(turn.facts))
    return order(Petition(before, tuple(axes), facts, turn.person_id, turn.state.said))
