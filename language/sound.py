"""Homophones: “挂直”, “排出所”, “平优” sound like words of the trade and are read as those."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from itertools import product
from operator import add
from pathlib import Path
from sys import intern
from typing import TypeVar

from language.tables import WORDS

_Run = TypeVar("_Run", str, tuple[str, ...])
_FUZZY = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_READINGS = 2  # rarer readings only mislead
_COMMON = frozenset(
    "的了是不没有在和跟与或就都也还又才再很太我你他她它们这那哪个几多少吗呢吧啊么嘛咋怎什啥谁可以能会要想"
    "到去来上下里外前后给把被让由从向为因于及之其说看道年月日号天人名份张回算报占市县省乡镇局填发写打开办定过"
    "行好用该得着地区一二三四五六七八九十百千万两大小老新"
)

_NUMBERED = "附件"  # a form's number is an everyday word, and still what was meant
_FIRST, _LAST = 0x4E00, 0x9FFF  # the characters that are read
_PAIRS = 8192  # of characters, of which it is kept what words they may begin


@lru_cache(maxsize=1)
def _readings() -> tuple[str, ...]:
    """The readings of each character from `_FIRST` on, of pypinyin's table of characters.

    Only the file is read: the package takes a tenth of a second and keeps 10 MB more.
    """
    package = find_spec("pypinyin")
    assert package is not None  # noqa: S101 - a dependency of ours
    assert package.origin is not None  # noqa: S101 - a package of files
    table = json.loads(Path(package.origin).with_name("pinyin_dict.json").read_bytes())
    # Equal ones are kept once: 21,000 characters share 6,600 readings.
    return tuple(intern(table.get(str(code), "")) for code in range(_FIRST, _LAST + 1))


def _read_as(char: str) -> str:
    place = ord(char) - _FIRST
    return _readings()[place] if 0 <= place <= _LAST - _FIRST else ""


def sounds(char: str) -> frozenset[str]:
    """How `char` may sound, without tones, the southern mergers made."""
    return _sounds(_read_as(char))


@lru_cache(maxsize=4096)
def _sounds(readings: str) -> frozenset[str]:
    marked = unicodedata.normalize("NFD", readings)
    plain = "".join(letter for letter in marked if not unicodedata.combining(letter))
    return frozenset(_merged(one) for one in plain.split(",")[:_READINGS] if one)


def spelled(char: str) -> str:
    """The commonest reading of a character in plain letters: 张 is zhang, 吕 is lv."""
    marked = unicodedata.normalize("NFD", (_read_as(char) or char).partition(",")[0])
    letters = marked.replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _merged(sound: str) -> str:
    for long, short in _FUZZY:
        if sound.startswith(long):
            sound = short + sound[len(long) :]
    return sound[:-1] if sound.endswith(("ing", "eng", "ang")) else sound


def _spellings(word: str) -> Iterable[tuple[str, ...]]:
    return product(*(sorted(sounds(char)) for char in word))


class Repairer:
    """Puts the lexicon's word where a homophone of it stands."""

    def __init__(self) -> None:
        words = (WORDS / "lexicon.txt").read_text(encoding="utf-8").split()
        real = (WORDS / "real_words.txt").read_text(encoding="utf-8").split()
        self._words = frozenset(words)
        self._real = frozenset(real)
        self._by_sound: dict[tuple[str, ...], list[str]] = {}
        for word in dict.fromkeys(words):
            for spelling in _spellings(word):
                self._by_sound.setdefault(spelling, []).append(word)
        # How long the words are that begin with a pair of characters, or with two sounds.
        lengths = {len(word) for word in words}
        self._standing = _lengths_by(one for one in {*words, *real} if len(one) in lengths)
        self._begins = _lengths_by(self._by_sound)
        # The same few thousand pairs stand in most messages.
        self._begun_by = lru_cache(maxsize=_PAIRS)(self._looked_up)

    def repair(self, text: str) -> str:
        """`text` with homophones of lexicon words set right; longer words first."""
        chars = list(text)
        taken = [not "\u4e00" <= char <= "\u9fff" for char in chars]
        for shortness, slip, start in self._places(text):
            end = start - shortness
            if end > len(chars) or any(taken[start:end]):
                continue
            window = "".join(chars[start:end])
            word = self._meant(window) if slip else self._word(window)
            if word:
                chars[start:end] = word
                taken[start:end] = [True] * len(word)
        return "".join(chars)

    def _places(self, text: str) -> list[tuple[int, bool, int]]:
        """Where a word or a slip for one may stand: how long, less than nothing, and from where.

        Longer ones first, and of a length words that stand there: “在一中当校长” holds 校长, and no
        slip for 党校.
        """
        pairs = enumerate(map(add, text, text[1:]))
        return sorted((*one, start) for start, pair in pairs for one in self._begun_by(pair))

    def _word(self, window: str) -> str | None:
        return window if window in self._words or window in self._real else None

    def _looked_up(self, pair: str) -> tuple[tuple[int, bool], ...]:
        """Of words that begin with a pair or sound like it: how long, and whether by sound."""
        begins = product(sounds(pair[0]), sounds(pair[1]))
        sounding = frozenset().union(*(self._begins.get(one, ()) for one in begins))
        standing = self._standing.get(pair, ())
        return (*((-one, False) for one in standing), *((-one, True) for one in sounding))

    def _meant(self, window: str) -> str | None:
        for spelling in _spellings(window):
            for word in self._by_sound.get(spelling, ()):
                if _plausible(window, word):
                    return word
        return None


def _lengths_by(words: Iterable[_Run]) -> Mapping[_Run, frozenset[int]]:
    """By the first two of a word how long those are that begin with them."""
    found: dict[_Run, set[int]] = {}
    for word in words:
        found.setdefault(word[:2], set()).add(len(word))
    return {begin: frozenset(lengths) for begin, lengths in found.items()}


def _plausible(window: str, word: str) -> bool:
    """A slip keeps part of the word, and does not turn everyday words into terms."""
    changed = [(said, meant) for said, meant in zip(window, word, strict=True) if said != meant]
    if len(changed) == len(word) or (len(word) > 2 and len(changed) > len(word) // 2 + 1):
        return False
    if word.startswith(_NUMBERED):
        return True
    if any(said in _COMMON or meant in _COMMON for said, meant in changed):
        return False
    kept = [said for said, meant in zip(window, word, strict=True) if said == meant]
    return len(word) > 2 or not set(kept) <= _COMMON
