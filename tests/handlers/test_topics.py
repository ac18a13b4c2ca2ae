import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import handlers
from handlers.dialogue.topic_table import TOPICS
from handlers.turn.topic import Topic


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(handlers.__path__, "handlers."):
        if ".topics" in found.name:
            yield importlib.import_module(found.name)


def declared() -> dict[str, set[str]]:
    """Topic ids, each with the modules that declare it."""
    found: dict[str, set[str]] = {}
    for module in modules():
        for one in vars(module).values():
            if isinstance(one, Topic):
                found.setdefault(one.id, set()).add(one.answer.__module__)
    return found


def test_whatever_is_declared_a_topic_is_in_the_table() -> None:
    assert set(declared()) == set(TOPICS)


def test_a_topic_is_answered_in_one_place() -> None:
    assert [id for id, places in declared().items() if len(places) > 1] == []


def test_no_room_lists_a_topic_twice() -> None:
    listed = [each.id for module in modules() for each in getattr(module, "TOPICS", ())]
    assert sorted(listed) == sorted(TOPICS)
