"""Ways of asking, as the word tables write them: “登记表|附件1 + 几份|份数 - 发我”.

Every part joined by “ + ” must be found, the part after “ - ” must not. A part is a list of
alternatives: plain words, or patterns where a sign of a pattern stands in them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf

from ahocorasick_rs import AhoCorasick

from language.needed import Needed, grams, needed, rarity
from language.tables import Later
from rules.plan.letters import plain_letters_in

_SIGNS = re.compile(r"[\\^$.*+?()\[\]{}]")
_LONGEST = 12  # characters; a longer match says no more
_CARRIED = 0.6  # a part found only in the turn before counts less

Words = frozenset[str]


@dataclass(frozen=True)
class Heard:
    """A text, and of each list of plain words that it holds one of, how long the longest is."""

    text: str
    longest: Mapping[Words, int]


@dataclass(frozen=True)
class Part:
    """Alternatives of which one must be found."""

    plain: Words
    shaped: Later | None

    @property
    def said(self) -> tuple[Words, str]:
        """The same for parts that say the same."""
        return self.plain, self.shaped.source if self.shaped else ""

    @cached_property
    def needs(self) -> Needed | None:
        """Letters or pairs one of which the patterns need; None where none can be told."""
        return needed(self.shaped.source) if self.shaped else frozenset()

    @property
    def rare(self) -> float:
        """How much of all text it may stand in."""
        if self.needs is None:
            return inf
        return rarity(self.needs | {one[:2] for one in self.plain})

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


class Signatures:
    """All ways of asking for the topics of one table."""

    def __init__(self, table: Mapping[str, Iterable[str]], where: str) -> None:
        self._all = [
            signature(topic, line, where) for topic, lines in table.items() for line in lines
        ]
        parts = [part for one in self._all for part in (*one.parts, one.without) if part]
        lists: dict[str, list[Words]] = {}
        for plain in {part.plain for part in parts}:
            for word in plain:
                lists.setdefault(word, []).append(plain)
        self._finder = AhoCorasick(list(lists))
        # Of every word its length, as far as it counts, and the lists it stands in.
        self._holding = [(min(len(word), _LONGEST), some) for word, some in lists.items()]
        # Parts by number, where they may stand: with a list, with a letter or pair, or anywhere.
        self._numbers: dict[tuple[Words, str], int] = {}
        self._with_list: dict[Words, list[int]] = {}
        self._with_gram: dict[str, list[int]] = {}
        self._anywhere: list[int] = []
        # Most lines are ruled out by their rarest part, the rest by any of them.
        self._by_rarest: dict[int, list[int]] = {}
        self._wanted: list[frozenset[int]] = []
        for at, line in enumerate(self._all):
            self._wanted.append(frozenset(map(self._number, line.parts)))
            rarest = min(line.parts, key=lambda part: part.rare)
            self._by_rarest.setdefault(self._number(rarest), []).append(at)
        self._grams, self._rarest = frozenset(self._with_gram), frozenset(self._by_rarest)

    def _number(self, part: Part) -> int:
        if part.said in self._numbers:
            return self._numbers[part.said]
        number = self._numbers[part.said] = len(self._numbers)
        self._with_list.setdefault(part.plain, []).append(number)
        if part.needs is None:
            self._anywhere.append(number)
        for gram in part.needs or ():
            self._with_gram.setdefault(gram, []).append(number)
        return number

    def matched(self, text: str, carried: str = "") -> dict[str, float]:
        """Topics asked for, best first."""
        heard, before = self._heard(text), self._heard(carried) if carried else None
        found: dict[str, float] = {}
        for at in self._possible(heard, before):
            one = self._all[at]
            score = one.score(heard, before)
            if score > found.get(one.topic, 0.0):
                found[one.topic] = score
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def _possible(self, heard: Heard, before: Heard | None) -> list[int]:
        """Lines all parts of which may stand there, in the order of the table."""
        every = (heard, before) if before else (heard,)
        lists = (self._with_list.get(words, ()) for one in every for words in one.longest)
        held = (self._with_gram[gram] for one in every for gram in self._grams & grams(one.text))
        parts = set(self._anywhere).union(*lists, *held)
        return sorted(
            at
            for part in parts & self._rarest
            for at in self._by_rarest[part]
            if self._wanted[at] <= parts
        )

    def partly(self, text: str) -> frozenset[str]:
        """Topics of which all parts but one are found: not asked for surely, yet a witness."""
        heard = self._heard(text)
        return frozenset(one.topic for one in self._all if one.is_partly(heard))

    def _heard(self, text: str) -> Heard:
        longest: dict[Words, int] = {}
        hits = self._finder.find_matches_as_indexes(text, overlapping=True) if text else ()
        for word in {hit[0] for hit in hits}:
            length, lists = self._holding[word]
            for one in lists:
                if length > longest.get(one, 0):
                    longest[one] = length
        return Heard(text, longest)


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
