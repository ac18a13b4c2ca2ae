"""What a text of the plan comes to with a number that the message tells."""

import re
from collections.abc import Iterator
from typing import Final

from handlers.turn.context import TurnContext
from rules.plan import TopicText

_COPIES: Final = re.compile(
    r"(?:几|多少|好多|总|一共|合计|共)[^,，。?？]{0,5}[份张]|[份张]数|[份张](?:几|多少)"
)


def copies_of_all(turn: TurnContext, said: TopicText) -> str:
    """“26人×3份＝78份。” where a text says how many copies and the message how many people."""
    people = turn.reading.headcount
    if people is None or not people.whole or not _COPIES.search(turn.reading.text):
        return ""
    papers = [turn.plan.papers[one] for one in said.papers]
    copies = next((one.copies for one in papers if f"{one.copies}份" in said.text), None)
    return f"{people.said}人×{copies}份＝{people.said * copies}份。" if copies else ""


def filled_in(turn: TurnContext, said: TopicText) -> Iterator[str]:
    """What a number of the plan's facts that was told comes to by this text."""
    for name, words in said.told.items():
        given = turn.reading.facts.get(name)
        if given is not None and isinstance(given.value, int | float):
            number = f"{given.value:g}{turn.plan.facts[name].unit}"
            yield words.replace("{}", number)
