"""A topic: what the chat can ask, declared above the function that answers it."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply

Answer = Callable[[TurnContext], Reply]


@dataclass(frozen=True)
class Topic:
    """A topic's id, its answer, and its row of the permission table (None: it is everybody's).

    Whoever may not do the deed to anything is refused before `answer` is asked.
    """

    id: str
    answer: Answer
    deed: Deed | None = None


def topic(id: str, deed: Deed | None = None) -> Callable[[Answer], Topic]:
    """Make the function below it a topic; a room lists its topics in `TOPICS`."""

    def declare(answer: Answer) -> Topic:
        return Topic(id, answer, deed)

    return declare
