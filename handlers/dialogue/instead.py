"""Questions that are others for some people, by the plan."""

from handlers.turn.access import sees_self_only
from handlers.turn.context import TurnContext
from rules.plan.dialogue import Instead


def another_meant(turn: TurnContext) -> str | None:
    """For some people a question is another one, by the plan."""
    return next(
        (
            one.to
            for one in turn.plan.dialogue.instead
            if turn.reading.topic == f"plan:{one.topic}" and _means_another(turn, one)
        ),
        None,
    )


def _means_another(turn: TurnContext, one: Instead) -> bool:
    """Whether for this asker, or whom they talk about, the other topic is meant."""
    if any(word in turn.reading.text for word in one.unless_said):
        return False
    if one.own and not (turn.reading.about_self and sees_self_only(turn)):
        return False
    return one.told is None or one.told.holds(turn.facts)
