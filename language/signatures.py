"""Ways of asking, as the word tables write them: “登记表|附件1 + 几份|份数 - 发我”.

Every part joined by “ + ” must be found, the part after “ - ” must not. A part is a list of
alternatives: plain words, or patterns where a sign of a pattern stands in them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from language.tables import pattern

_SIGNS = re.compile(r"[\\^$.*+?()\[\]{}]")


@dataclass(frozen=True)
class Part:
    """Alternatives of which one must be found."""

    plain: tuple[str, ...]
    shaped: re.Pattern[str] | None

    def longest(self, text: str) -> int:
        """Length of the longest alternative found; 0 where none is."""
        found = max((len(word) for word in self.plain if word in text), default=0)
        if self.shaped:
            found = max([found, *(len(m.group(0)) or 1 for m in self.shaped.finditer(text))])
        return min(found, 12)


@dataclass(frozen=True)
class Signature:
    """One way of asking for `topic`."""

    topic: str
    parts: tuple[Part, ...]
    without: Part | None

    def score(self, text: str, carried: str = "") -> float:
        """How surely `text` asks this, 0 for no; a part may stand in `carried`, said before."""
        if self.without and self.without.longest(text):
            return 0.0
        total, own = 0.0, 0
        for part in self.parts:
            length = part.longest(text)
            own += bool(length)
            if not length:
                length = part.longest(carried) if carried else 0
                if not length:
                    return 0.0
                total -= 0.6
            total += 1 + length / 12
        return total if own else 0.0


class Signatures:
    """All ways of asking for the topics of one table."""

    def __init__(self, table: Mapping[str, Iterable[str]], where: str) -> None:
        self._all = [
            signature(topic, line, where) for topic, lines in table.items() for line in lines
        ]

    def matched(self, text: str, carried: str = "") -> dict[str, float]:
        """Topics asked for, best first."""
        found: dict[str, float] = {}
        for one in self._all:
            score = one.score(text, carried)
            if score > found.get(one.topic, 0.0):
                found[one.topic] = score
        return dict(sorted(found.items(), key=lambda item: -item[1]))


def signature(topic: str, line: str, where: str) -> Signature:
    """One line of a table, compiled."""
    wanted, _, unwanted = line.partition(" - ")
    parts = tuple(_part(words, f"{where} {topic}") for words in wanted.split(" + "))
    without = _part(unwanted, f"{where} {topic}") if unwanted.strip() else None
    return Signature(topic, parts, without)


def _part(words: str, where: str) -> Part:
    alternatives = [one.strip() for one in _top_level(words.strip())]
    plain = tuple(one for one in alternatives if one and not _SIGNS.search(one))
    shaped = [one for one in alternatives if one and _SIGNS.search(one)]
    return Part(plain, pattern(shaped, where) if shaped else None)


def _top_level(words: str) -> Iterable[str]:
    depth, start, inside = 0, 0, False
    for index, char in enumerate(words):
        if char == "[" and not inside:
            inside = True
        elif char == "]":
            inside = False
        elif not inside and char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth and not inside:
            yield words[start:index]
            start = index + 1
    yield words[start:]
