"""Whom a message means, and what its words change of what the roster knows of them."""

from collections.abc import Mapping

from handlers.dialogue.context_carryover import is_told_anew
from handlers.turn.context import TurnContext
from language.reading import Reading
from language.subject import moves
from rules.plan import Facts, Given, Plan


def over_the_roster(turn: TurnContext, said: Facts, known: Facts) -> Facts:
    """What words change of what the roster knows.

    Not what they only hint at (“驻村的谢芳”), nor a unit only mentioned (“她算我们局的吗”).
    """
    kept = () if moves(turn.reading.text) or turn.reading.corrects else turn.plan.dialogue.places
    return {
        fact: one
        for fact, one in said.items()
        if fact not in known
        or (one.value is not None and fact not in kept)
        or is_told_anew(fact, one, turn.plan)
    }


def only_one_named(reading: Reading) -> int | None:
    """The one person an open question is on; of others the roster is asked later."""
    open_question = reading.topic in {"", "person"} and len(reading.people) == 1
    return reading.people[0].id if open_question else None


def without_replaced(known: Mapping[str, Given], new: Facts, plan: Plan) -> dict[str, Given]:
    """What the roster knows but the day from which a length told anew would be counted."""
    untold = [f for f, one in new.items() if f in plan.facts and one.value is None]
    days = {plan.facts[f].counted_from for f in untold} - set(new)
    return {fact: one for fact, one in known.items() if fact not in days}
