"""The clauses of a cleaned message: which ask, and which only tell what the asker is up to."""

import re
from typing import Final

from language.tables import shape

_WHOLE: Final = 5  # letters of a question that stands by itself
_CLAUSE: Final = re.compile(r"(?:[^,.;?! ]|(?<![一-鿿]) | (?![一-鿿]))+\??")


def clauses(clean: str) -> list[str]:
    """What stands between the marks of a cleaned message, each with its question mark."""
    return [one.strip() for one in _CLAUSE.findall(clean) if one.strip(" ?")]


def asks(clause: str) -> bool:
    """Whether a clause asks something."""
    return "?" in clause or shape("clause_asks").search(clause) is not None


def without_asides(clean: str) -> str:
    """The same without what the answer is for: “…，我好提前通知”, “…，会上念用”.

    What the asker is going to do with an answer is no side of the question.
    """
    told = clauses(clean)
    asking = [one for one in told if asks(one)]
    kept = [one for one in told if one in asking or not shape("own_purpose").search(one)]
    whole = any(sum(map(str.isalnum, one)) >= _WHOLE for one in asking)
    return ",".join(kept) if whole and len(kept) < len(told) else clean
