"""A reader of the real plan and a conversation that has not begun."""

from typing import Any

import pytest

from language.reader import Reader
from language.reading import Context, Reading
from rules.plan import Given
from tests.kit.reading import TODAY, Read


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Reads a message; `known` facts, `asked` fact and `topic` are those of the talk so far."""

    def read_it(text: str, asked: str | None = None, topic: str = "", **known: Any) -> Reading:
        facts = {fact: Given(value) for fact, value in known.items()}
        return reader.read(text, Context(TODAY, open_fact=asked, topic=topic, known=facts))

    return read_it
