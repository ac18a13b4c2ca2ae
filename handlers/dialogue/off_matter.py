"""A message with nothing of the appraisal in it, which a talk about somebody must not lend a topic.

“谁家的狗” after a ruling is no question on that person: read outside the talk it is about nothing,
and it neither leans on what was said nor says anything new.
"""

import re
from dataclasses import replace
from typing import Final

from language.reader import Reader
from language.reading import Context, Reading
from rules.plan.dialogue import QUESTIONS

# What a fragment that goes on with the talk has: it points, compares, doubts, or gives a number.
_LEANS: Final = re.compile(
    r"[他她它这那您你我咱俺]|也|一样|呢|还|再|同样|听说|据说|是吧|对吧|真的|确定|为[什啥]|咋|怎|\d|[一二三四五六七八九十]月|号"
)


def read_in_talk(reader: Reader, text: str, context: Context) -> Reading:
    """The message as the talk lets it be read; off where it only borrows the last question."""
    reading = reader.read(text, context)
    in_talk = bool(context.topic) and not context.open_fact
    if not in_talk or reading.topic not in QUESTIONS or _says_something(reading):
        return reading
    if _LEANS.search(text):
        return reading
    alone = reader.read(text, Context(today=context.today, names=context.names))
    return replace(reading, topic="off", readings=()) if alone.topic == "off" else reading


def _says_something(reading: Reading) -> bool:
    said = reading
    named = (said.people, said.labels, said.units, said.persons, said.papers, said.forms)
    turns = (said.follows, said.corrects, said.pressed, said.another, said.about_self)
    return any((*named, *turns, said.facts, said.headcount, said.teams))
