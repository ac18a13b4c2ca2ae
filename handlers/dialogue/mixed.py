"""Two questions in one message of different kinds: on a person and on a text, or on two people."""

import re
from dataclasses import dataclass
from typing import Final

from language.numbered import clauses
from language.reader import Reader
from language.reading import Context, Reading
from rules.plan.dialogue import QUESTIONS

_ASK_NOTHING: Final = frozenset(
    {"", "off", "unread", "person", "unclear", "hello", "thanks", "end"}
)
_OF_THE_NOTICE: Final = ("plan:", "silence:")
_OF_PAPERS: Final = frozenset({"deadlines", "paper"})
# What is asked beside a person only after a mark that ends a sentence.
_LOOKS: Final = frozenset(
    {"missing", "progress", "overdue", "quota_count", "quota_percent", "quota_ledger", "score_line"}
    | {"open_cases", "my_cases", "get_form", "chase", "announce", "export", "reminded_today"}
)
_ASKS: Final = re.compile(
    "[?？]$|[哪谁啥咋几怎吗么]|什么|多少|是不是|能不能|有没有|([\u4e00-\u9fff])不\\1|(?:行|能|可以|对|好)不$"
)
_ENDS: Final = frozenset("?？;；。!！\n")
_LEADS_IN: Final = ("另外", "还有", "再问", "顺便", "再就是")


@dataclass
class _Asked:
    """One question with the clauses that tell of it, and how it was read."""

    words: str
    mark: str
    reading: Reading


def asked_of_several(text: str, reader: Reader, context: Context) -> list[str]:
    """The questions of a message where one is on a person and the next on something else.

    Clauses that ask nothing go with the question after them, at the end with the last one.
    """
    found: list[_Asked] = []
    told = ""
    for said, mark in clauses(text):
        words = f"{told}{said}"
        reading = reader.read(words, context)
        doubtful = reading.readings or reading.picked or not _ASKS.search(words)
        if reading.topic in _ASK_NOTHING or doubtful:
            told = f"{words}{mark or ' '}"
        elif found and not _apart(found[-1], reading, said):
            found[-1].words += f"{found[-1].mark or ' '}{words}"
            found[-1].mark, told = mark, ""
        else:
            found.append(_Asked(words, mark, reading))
            told = ""
    if found and told:
        found[-1].words += f"{found[-1].mark or ' '}{told}"
    return [one.words for one in found] if len(found) > 1 else []


def _apart(before: _Asked, reading: Reading, said: str) -> bool:
    """Whether what is asked now is on something else than what was asked before."""
    first, second = before.reading, reading
    ends = bool(_ENDS & set(before.mark)) or said.startswith(_LEADS_IN)
    rulings = [one for one in (first, second) if one.topic in QUESTIONS]
    if len(rulings) == 2:
        return _on_others(first, second)
    if len(rulings) == 1:
        other = second if first is rulings[0] else first
        return _on_somebody(rulings[0]) and _stands_alone(other, ends=ends)
    return False


def _on_others(first: Reading, second: Reading) -> bool:
    """Two people of whom different things are asked; the same of both is one question."""
    one, other = _called(first), _called(second)
    return bool(one and other) and not one & other and first.topic != second.topic


def _on_somebody(reading: Reading) -> bool:
    return bool(_called(reading))


def _called(reading: Reading) -> frozenset[str]:
    return frozenset({*(one.text for one in reading.people), *reading.labels})


def _stands_alone(reading: Reading, *, ends: bool) -> bool:
    """Whether it is a question on the notice, or after the end of a sentence on anything."""
    if _called(reading) or reading.speaks_of_one:
        return False
    return reading.topic.startswith(_OF_THE_NOTICE) or reading.topic in (
        _OF_PAPERS | _LOOKS if ends else _OF_PAPERS
    )
