"""The questions on one person: whether, where, on whose quota, on which form, with what grade."""

from typing import Final

from handlers.rulings.quota_kind import with_share
from handlers.rulings.ruling import rule_on, silent
from handlers.turn.context import TurnContext
from handlers.turn.reply import Reply
from handlers.turn.topic import topic

_EXCELLENT: Final = "eligible"


@topic("takes_part")
def takes_part(turn: TurnContext) -> Reply:
    return _ruled(turn)


@topic("where_assessed")
def where_assessed(turn: TurnContext) -> Reply:
    return _ruled(turn)


@topic("in_base")
def in_base(turn: TurnContext) -> Reply:
    return with_share(turn, _ruled(turn))


@topic("whose_quota")
def whose_quota(turn: TurnContext) -> Reply:
    return with_share(turn, _ruled(turn))


@topic("which_form")
def which_form(turn: TurnContext) -> Reply:
    return _ruled(turn)


@topic("eligible")
def eligible(turn: TurnContext) -> Reply:
    return _ruled(turn, (_EXCELLENT,))


@topic("grade")
def grade(turn: TurnContext) -> Reply:
    return _ruled(turn)


def _ruled(turn: TurnContext, asked: tuple[str, ...] = ()) -> Reply:
    """The ruling, after what the plan wants to know before it answers such a question."""
    if turn.reading.beyond:
        return silent(turn.plan, f"方案没有写{'、'.join(turn.reading.beyond)}的怎么办。")
    questions = turn.plan.dialogue.questions
    others = (one for one, axis in questions.items() if axis in turn.axes and one != _EXCELLENT)
    named, listed = bool(turn.who), turn.person_id is not None
    needs = turn.plan.dialogue.needed(
        asked or tuple(others), turn.facts, named=named, listed=listed
    )
    return rule_on(turn, turn.axes, needs=needs)
