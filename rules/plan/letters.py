"""Latin letters and full-width signs of a plan's words, as messages are read."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# A capital that is no sign of a pattern: \D and (?P<…> stay.
_CAPITAL: Final = re.compile(r"(?<![\\?])[A-ZＡ-Ｚ]")


def plain_letters(word: str) -> str:
    """A word or label as a message has it once read: A等, Ａ等 → a等."""
    return unicodedata.normalize("NFKC", word).lower()


def plain_letters_in(pattern: str) -> str:
    """The same within a pattern, whose own signs stay."""
    return _CAPITAL.sub(lambda found: plain_letters(found[0]), pattern)
