"""What a text must hold for a pattern to be found in it: of some letters or pairs one at least.

A pattern is looked for only where one of them stands, which rules most patterns out at no cost.
Read off the pattern as the standard library parses it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache, reduce
from importlib import import_module
from itertools import groupby, islice
from operator import add, or_
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


def needed(pattern: str) -> Needed | None:
    """Letters or pairs one of which is in every match; None where none can be told."""
    return next(iter(each_needed(pattern)), None)


@cache  # the readers of several seasons look for much the same
def each_needed(pattern: str) -> tuple[Needed, ...]:
    """The two most telling of these, or fewer: of each a match holds one."""
    parsed = parser.parse(pattern)
    if parsed.state.flags & _CASELESS:
        return ()
    every = sorted(_of_sequence(list(parsed)), key=rarity)
    if not every:
        return ()
    return (every[0], *islice((one for one in every if not _tells(every[0], one)), 1))


def _tells(known: Needed, other: Needed) -> bool:
    """Whether what holds one of `known` holds one of `other` anyway."""
    return all(any(part in whole for part in other) for whole in known)


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


class Sieve:
    """Of many patterns those that may be found in a text: a bit each, in their order.

    `needs`: of each pattern what `each_needed` tells.
    """

    def __init__(self, needs: Iterable[Sequence[Needed]]) -> None:
        self._held_by: tuple[dict[str, int], dict[str, int]] = {}, {}
        self._anyway = [0, 0]
        for at, every in enumerate(needs):
            for place, held_by in enumerate(self._held_by):
                if place >= len(every):
                    self._anyway[place] |= 1 << at
                    continue
                for gram in every[place]:
                    held_by[gram] = held_by.get(gram, 0) | 1 << at

    def passed(self, text: str) -> int:
        """Whatever is held back is not found in the text."""
        held = grams(text)
        first, second = (
            reduce(or_, map(held_by.__getitem__, held_by.keys() & held), anyway)
            for held_by, anyway in zip(self._held_by, self._anyway, strict=True)
        )
        return first & second


def ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, in order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


@lru_cache(maxsize=8)  # every table asks it of the same message
def grams(text: str) -> frozenset[str]:
    """The letters and pairs of a text."""
    return frozenset({*text, *map(add, text, text[1:])})


def _of_sequence(items: Sequence[Any]) -> list[Needed]:
    """All of what stands one after the other is in a match."""
    found: list[Needed] = []
    for is_literal, run in groupby(items, key=lambda one: one[0] is codes.LITERAL):
        if is_literal:
            found.append(_of_word("".join(chr(value) for _, value in run)))
        else:
            found += (one for code, value in run for one in _of(code, value))
    return found


def _of_word(word: str) -> Needed:
    """Its rarest pair."""
    pairs = map(add, word, word[1:]) if len(word) > 1 else word
    return min((frozenset({one}) for one in pairs), key=rarity)


def rarity(found: Needed) -> float:
    """How much of all text may hold one of these: a pair is rarer than a letter."""
    return sum(_often(one) for one in found)


@cache  # of a few thousand letters and pairs, each in many patterns
def _often(one: str) -> float:
    everyday = _EVERYDAY.issuperset(one)
    if len(one) == 1:
        return _MANY if everyday else 1.0
    return 1.0 if everyday else 0.1


def _of(code: Any, value: Any) -> list[Needed]:
    if code is codes.IN:
        return _of_class(value)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _of_sequence(list(value[2])) if value[0] else []
    if code is codes.SUBPATTERN:
        return _of_sequence(list(value[-1]))
    if code is codes.ATOMIC_GROUP:
        return _of_sequence(list(value))
    if code is not codes.BRANCH:
        return []
    # One of several branches is taken: whatever any of them needs.
    branches = [_of_sequence(list(one)) for one in value[1]]
    taken = _together(min(each, key=rarity, default=None) for each in branches)
    return [] if taken is None else [taken]


def _of_class(items: Iterable[Any]) -> list[Needed]:
    letters: set[str] = set()
    for code, value in items:
        if code is codes.LITERAL:
            letters.add(chr(value))
        elif code is codes.RANGE and value[1] - value[0] < _MOST:
            letters |= {chr(one) for one in range(value[0], value[1] + 1)}
        else:
            return []
    return [frozenset(letters)] if letters and len(letters) <= _MOST else []


def _together(each: Iterable[Needed | None]) -> Needed | None:
    """What any of several needs; None where one of them may need nothing."""
    found: set[str] = set()
    for one in each:
        if one is None:
            return None
        found |= one
    return frozenset(found)
