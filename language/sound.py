"""Homophones: “挂直”, “排出所”, “平优” sound like words of the trade and are read as those."""

import json
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from sys import intern

from language.tables import WORDS

_FUZZY = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_READINGS = 2  # rarer readings only mislead
_COMMON = frozenset(
    "的了是不没有在和跟与或就都也还又才再很太我你他她它们这那哪个几多少吗呢吧啊么嘛咋怎什啥谁可以能会要想"
    "到去来上下里外前后给把被让由从向为因于及之其说看道年月日号天人名份张回算报占市县省乡镇局填发写打开办定过"
    "行好用该得着地区一二三四五六七八九十百千万两大小老新"
)

_NUMBERED = "附件"  # a form's number is an everyday word, and still what was meant


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    """Character → its readings, of pypinyin's table of characters.

    Only the file is read: the package takes a tenth of a second and keeps 10 MB more.
    """
    package = find_spec("pypinyin")
    assert package is not None  # noqa: S101 - a dependency of ours
    assert package.origin is not None  # noqa: S101 - a package of files
    table = json.loads(Path(package.origin).with_name("pinyin_dict.json").read_bytes())
    # Equal ones are kept once: 21,000 characters share 6,600 readings.
    return {
        char: intern(said)
        for code, said in table.items()
        if "\u4e00" <= (char := chr(int(code))) <= "\u9fff"
    }


_WINDOWS = 16384  # runs of characters whose meaning is kept


@lru_cache(maxsize=8192)
def sounds(char: str) -> frozenset[str]:
    """How `char` may sound, without tones, the southern mergers made."""
    marked = unicodedata.normalize("NFD", _readings().get(char, ""))
    plain = "".join(letter for letter in marked if not unicodedata.combining(letter))
    return frozenset(_merged(one) for one in plain.split(",")[:_READINGS] if one)


def spelled(char: str) -> str:
    """The commonest reading of a character in plain letters: 张 is zhang, 吕 is lv."""
    marked = unicodedata.normalize("NFD", _readings().get(char, char).partition(",")[0])
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
        self._begins = frozenset(spelling[:2] for spelling in self._by_sound)
        # The same few thousand windows stand in most messages.
        self._meant = lru_cache(maxsize=_WINDOWS)(self._looked_up)
        self._lengths = sorted({len(word) for word in words}, reverse=True)

    def repair(self, text: str) -> str:
        """`text` with homophones of lexicon words set right; longer words first."""
        chars = list(text)
        taken = [not "\u4e00" <= char <= "\u9fff" for char in chars]
        for length in self._lengths:
            # Words that stand there first: “在一中当校长” holds 校长, and no slip for 党校.
            for found in (self._standing, self._meant):
                for start in range(len(chars) - length + 1):
                    if any(taken[start : start + length]):
                        continue
                    word = found("".join(chars[start : start + length]))
                    if word:
                        chars[start : start + length] = word
                        taken[start : start + length] = [True] * length
        return "".join(chars)

    def _standing(self, window: str) -> str | None:
        return window if window in self._words or window in self._real else None

    def _looked_up(self, window: str) -> str | None:
        # Of most windows the first two characters sound like the beginning of no word.
        if self._begins.isdisjoint(product(sounds(window[0]), sounds(window[1]))):
            return None
        for spelling in _spellings(window):
            for word in self._by_sound.get(spelling, ()):
                if _plausible(window, word):
                    return word
        return None


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
