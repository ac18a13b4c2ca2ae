"""What a text must hold for a pattern to be found in it: letters or pairs, of which one at least.

A pattern is looked for only where one of them stands, which rules most patterns out at no cost.
Read off the pattern as the standard library parses it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from importlib import import_module
from operator import add
from typing import Any, Final

# Where the library keeps them since 3.11, without types.
codes: Final = import_module("re._constants")
parser: Final = import_module("re._parser")
_MOST = 40  # letters of a class that still tell something
# What most questions hold: of these a pair is no rarer than another letter.
_EVERYDAY = frozenset("不的了是有没吗么什怎哪啥咋几个多少可以能要在到我们这那给人上下如何些")
_MANY = 5.0
_CASELESS = re.IGNORECASE
Needed = frozenset[str]


@cache  # the readers of several seasons look for much the same
def needed(pattern: str) -> Needed | None:
    """Letters or pairs one of which is in every match; None where none can be told."""
    parsed = parser.parse(pattern)
    if parsed.state.flags & _CASELESS:
        return None
    return _of_sequence(list(parsed))


class Shapes:
    """Patterns that somebody tries, and one look that tells whether any of them can fit.

    So that whom a message does not concern is not asked: what the look lets through may still fit
    none of them, what it holds back fits none.
    """

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self._patterns = patterns

    def may_fit(self, text: str) -> bool:
        """Whether the text holds what one of the patterns needs."""
        return self._held is None or self._held.search(text) is not None

    @cached_property
    def _held(self) -> re.Pattern[str] | None:
        caseless = any(one.flags & _CASELESS for one in self._patterns)
        every = None if caseless else _together(needed(one.pattern) for one in self._patterns)
        return None if every is None else re.compile("|".join(map(re.escape, sorted(every))))


@lru_cache(maxsize=8)  # every table asks it of the same message
def grams(text: str) -> frozenset[str]:
    """The letters and pairs of a text."""
    return frozenset({*text, *map(add, text, text[1:])})


def _of_sequence(items: Sequence[Any]) -> Needed | None:
    """The most telling of what stands one after the other: all of it is in a match."""
    found: list[Needed] = []
    last = ""
    for code, value in items:
        literal = chr(value) if code is codes.LITERAL else ""
        if last and literal:
            found.append(frozenset({last + literal}))
        last = literal
        one = _of(code, value)
        if one is not None:
            found.append(one)
    return min(found, key=rarity, default=None)


def rarity(found: Needed) -> float:
    """How much of all text may hold one of these: a pair is rarer than a letter."""
    return sum(_often(one) for one in found)


@cache  # of a few thousand letters and pairs, each in many patterns
def _often(one: str) -> float:
    everyday = _EVERYDAY.issuperset(one)
    if len(one) == 1:
        return _MANY if everyday else 1.0
    return 1.0 if everyday else 0.1


def _of(code: Any, value: Any) -> Needed | None:
    if code is codes.LITERAL:
        return frozenset({chr(value)})
    if code is codes.IN:
        return _of_class(value)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _of_sequence(list(value[2])) if value[0] else None
    if code is codes.SUBPATTERN:
        return _of_sequence(list(value[-1]))
    if code is codes.ATOMIC_GROUP:
        return _of_sequence(list(value))
    return _together(_of_sequence(list(one)) for one in value[1]) if code is codes.BRANCH else None


def _of_class(items: Iterable[Any]) -> Needed | None:
    letters: set[str] = set()
    for code, value in items:
        if code is codes.LITERAL:
            letters.add(chr(value))
        elif code is codes.RANGE and value[1] - value[0] < _MOST:
            letters |= {chr(one) for one in range(value[0], value[1] + 1)}
        else:
            return None
    return frozenset(letters) if letters and len(letters) <= _MOST else None


def _together(each: Iterable[Needed | None]) -> Needed | None:
    """One of several branches is taken: whatever any of them needs."""
    found: set[str] = set()
    for one in each:
        if one is None:
            return None
        found |= one
    return frozenset(found)
