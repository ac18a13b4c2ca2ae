"""A topic: what the chat can ask, declared above the function that answers it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from handlers.turn.context import TurnContext
from handlers.turn.reply import Reply

Answer = Callable[[TurnContext], Reply]


@dataclass(frozen=True)
class Topic:
    """A topic's id, who may use it (empty: everybody) and what answers it."""

    id: str
    roles: frozenset[str]
    answer: Answer


def topic(id: str, *, roles: Collection[str] = ()) -> Callable[[Answer], Topic]:
    """Make the function below it a topic; a room lists its topics in `TOPICS`."""

    def declare(answer: Answer) -> Topic:
        return Topic(id, frozenset(roles), answer)

    return declare
