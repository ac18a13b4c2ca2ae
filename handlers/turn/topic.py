"""Which file answers which topic: every module of `handlers` that declares one with @topic."""

import importlib
import pkgutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

import handlers
from handlers.turn.context import Desk
from handlers.turn.reply import Reply

Answer = Callable[[Desk], Reply]


@dataclass(frozen=True)
class Topic:
    """A topic's id, who may use it (empty: everybody) and what answers it."""

    id: str
    roles: frozenset[str]
    answer: Answer


_TOPICS: dict[str, Topic] = {}


def topic(id: str, *, roles: Collection[str] = ()) -> Callable[[Answer], Answer]:
    """Declares the function below it as the answer to a topic."""

    def declare(answer: Answer) -> Answer:
        _TOPICS[id] = Topic(id, frozenset(roles), answer)
        return answer

    return declare


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """Every topic there is; the first call imports the files."""
    for module in pkgutil.iter_modules(handlers.__path__):
        if not module.ispkg:
            importlib.import_module(f"handlers.{module.name}")
    return _TOPICS
