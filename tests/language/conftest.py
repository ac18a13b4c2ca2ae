"""A reader of the real plan and a conversation that has not begun."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from language.reader import Reader
from language.reading import Context, Reading
from rules.loading import load_plan
from rules.plan import Given, Plan

TODAY = date(2019, 12, 25)
Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(Path(__file__).parents[2] / "plans" / "2019")


@pytest.fixture(scope="session")
def reader(plan: Plan) -> Reader:
    return Reader(plan)


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Reads a message; `known` facts, `asked` fact and `topic` are those of the talk so far."""

    def read_it(text: str, asked: str | None = None, topic: str = "", **known: Any) -> Reading:
        facts = {fact: Given(value) for fact, value in known.items()}
        return reader.read(text, Context(TODAY, open_fact=asked, topic=topic, known=facts))

    return read_it
