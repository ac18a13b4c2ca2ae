"""Ways of asking, as the word tables write them: “登记表|附件1 + 几份|份数 - 发我”.

Every part joined by “ + ” must be found, the part after “ - ” must not. A part is a list of
alternatives: plain words, or patterns where a sign of a pattern stands in them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from math import inf
from operator import or_

from ahocorasick_rs import AhoCorasick

from language.needed import Needed, Sieve, each_needed, ones, rarity
from language.tables import Later
from rules.plan.letters import plain_letters_in

_SIGNS = re.compile(r"[\\^$.*+?()\[\]{}]")
_LONGEST = 12  # characters; a longer match says no more
_TEXTS = 8  # whose words are kept: every table asks about the same message
_CARRIED = 0.6  # a part found only in the turn before counts less

Words = frozenset[str]


@dataclass(frozen=True)
class Heard:
    """A text, of each list of plain words that it holds one of how long the longest is, and parts.

    `parts`: as bits, those that may be found in it.
    """

    text: str
    longest: Mapping[Words, int]
    parts: int


@dataclass(frozen=True)
class Part:
    """Alternatives of which one must be found."""

    plain: Words
    shaped: Later | None

    @property
    def said(self) -> tuple[Words, str]:
        """The same for parts that say the same."""
        return self.plain, self.shaped.source if self.shaped else ""

    @property
    def needs(self) -> tuple[Needed, ...]:
        """What the patterns need: of each of these a letter or pair."""
        return each_needed(self.shaped.source) if self.shaped else (frozenset(),)

    @property
    def rare(self) -> float:
        """How much of all text it may stand in."""
        first = next(iter(self.needs), None)
        return inf if first is None else rarity(first | {one[:2] for one in self.plain})

    def length(self, heard: Heard) -> int:
        """Length of the longest alternative found, at most 12; 0 where none is."""
        best = heard.longest.get(self.plain, 0)
        if self.shaped is None or best == _LONGEST:
            return best
        for match in self.shaped.now.finditer(heard.text):
            best = max(best, match.end() - match.start(), 1)
        return min(best, _LONGEST)


@dataclass(frozen=True)
class Signature:
    """One way of asking for `topic`."""

    topic: str
    parts: tuple[Part, ...]
    without: Part | None

    def score(self, heard: Heard, before: Heard | None) -> float:
        """How surely it is asked, 0 for no; a part may stand in what was said `before`."""
        total, own = 0.0, 0
        for part in self.parts:
            length = part.length(heard)
            own += bool(length)
            if not length:
                length = part.length(before) if before else 0
                if not length:
                    return 0.0
                total -= _CARRIED
            total += 1 + length / _LONGEST
        if not own or (self.without and self.without.length(heard)):
            return 0.0
        return total

    def is_partly(self, heard: Heard) -> bool:
        """Whether at most one part of several is missing."""
        if len(self.parts) < 2 or (self.without and self.without.length(heard)):
            return False
        return sum(bool(part.length(heard)) for part in self.parts) >= len(self.parts) - 1


class Parts:
    """The parts of several tables: one look at a text tells which of them may be found in it."""

    def __init__(self) -> None:
        self._places: dict[tuple[Words, str], int] = {}
        self._needs: list[tuple[Needed, ...]] = []
        self._with_list: dict[Words, int] = {}
        self.heard = lru_cache(maxsize=_TEXTS)(self._looked_at)

    def place(self, part: Part) -> int:
        """Its place, the same for parts that say the same. All are told before the first look."""
        place = self._places.setdefault(part.said, len(self._places))
        if place == len(self._needs):
            self._needs.append(part.needs)
            self._with_list[part.plain] = self._with_list.get(part.plain, 0) | 1 << place
        return place

    def _looked_at(self, text: str) -> Heard:
        finder, holding = self._finding
        longest: dict[Words, int] = {}
        hits = finder.find_matches_as_indexes(text, overlapping=True) if text else ()
        for word in {hit[0] for hit in hits}:
            length, lists = holding[word]
            for one in lists:
                if length > longest.get(one, 0):
                    longest[one] = length
        listed = reduce(or_, map(self._with_list.__getitem__, longest), 0)
        return Heard(text, longest, listed | self._sieve.passed(text))

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve(self._needs)

    @cached_property
    def _finding(self) -> tuple[AhoCorasick, list[tuple[int, tuple[Words, ...]]]]:
        """A finder, and of every word its length, as far as it counts, and the lists it is in."""
        lists: dict[str, tuple[Words, ...]] = {}
        for plain in self._with_list:
            for word in plain:
                lists[word] = (*lists.get(word, ()), plain)
        holding = [(min(len(word), _LONGEST), some) for word, some in lists.items()]
        return AhoCorasick(list(lists)), holding


class Signatures:
    """All ways of asking for the topics of one table."""

    def __init__(self, table: Mapping[str, Iterable[str]], where: str, parts: Parts) -> None:
        """`parts`: those of all tables that are asked about the same texts."""
        self._all = [
            signature(topic, line, where) for topic, lines in table.items() for line in lines
        ]
        self._parts = parts
        # Most lines are ruled out by their rarest part, the rest by any of them.
        self._by_rarest: dict[int, list[int]] = {}
        self._wanted: list[int] = []
        for at, line in enumerate(self._all):
            self._wanted.append(reduce(or_, (1 << parts.place(one) for one in line.parts)))
            rarest = min(line.parts, key=lambda part: part.rare)
            self._by_rarest.setdefault(parts.place(rarest), []).append(at)
            if line.without:  # of its words, too, it is asked which the text holds
                parts.place(line.without)
        self._rarest = sum(1 << place for place in self._by_rarest)

    def matched(self, text: str, carried: str = "") -> dict[str, float]:
        """Topics asked for, best first."""
        heard = self._parts.heard(text)
        before = self._parts.heard(carried) if carried else None
        found: dict[str, float] = {}
        for at in self._possible(heard, before):
            one = self._all[at]
            score = one.score(heard, before)
            if score > found.get(one.topic, 0.0):
                found[one.topic] = score
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def _possible(self, heard: Heard, before: Heard | None) -> list[int]:
        """Lines all parts of which may stand there, in the order of the table."""
        parts = heard.parts | before.parts if before else heard.parts
        return sorted(
            at
            for place in ones(parts & self._rarest)
            for at in self._by_rarest[place]
            if not self._wanted[at] & ~parts
        )

    def partly(self, text: str) -> frozenset[str]:
        """Topics of which all parts but one are found: not asked for surely, yet a witness."""
        heard = self._parts.heard(text)
        return frozenset(one.topic for one in self._all if one.is_partly(heard))


def signature(topic: str, line: str, where: str) -> Signature:
    """One line of a table, compiled."""
    wanted, _, unwanted = line.partition(" - ")
    parts = tuple(_part(words, f"{where} {topic}") for words in wanted.split(" + "))
    without = _part(unwanted, f"{where} {topic}") if unwanted.strip() else None
    # Plain words are looked up, patterns are searched for: the cheap parts rule most lines out.
    return Signature(topic, tuple(sorted(parts, key=_costs)), without)


def _costs(part: Part) -> bool:
    return part.shaped is not None


def _part(words: str, where: str) -> Part:
    alternatives = [one.strip() for one in top_level(plain_letters_in(words.strip()))]
    plain = frozenset(one for one in alternatives if one and not _SIGNS.search(one))
    shaped = [one for one in alternatives if one and _SIGNS.search(one)]
    return Part(plain, Later(shaped, where) if shaped else None)


def top_level(words: str) -> Iterable[str]:
    """The alternatives of a pattern that stand in no bracket."""
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
