"""Several questions numbered in one message: “1登记表几份 2小李在哪考 3几号交”."""

import re

from language.needed import Shapes

_CIRCLED = "①②③④"
_MOST = 4
_SHORTEST = 3  # characters of a question
# A number that counts or dates something begins no item.
_ITEM = re.compile(
    r"(?:(?<=[\s,;:：，；。、？?])|^)(?:第?(?P<n>[1-4一二三四])(?:(?:个|件)?是|[.、)）:：,，])\s*"
    r"|(?P<bare>[1-4])(?=[^\d\s.、,%月日号个人份年季度名位家条次点级组到至件天-]))"
)
_ASKED = re.compile(r"[^?？]+[?？]")  # a sentence that ends in a question mark
# What ends a clause: a mark, or a blank between two Chinese characters.
_CLAUSES = re.compile(
    r"(?P<said>[^,，;；。!！?？\n]+?)(?P<mark>[,，;；。!！?？\n]+|(?<=[一-鿿]) +(?=[一-鿿])|$)"
)
_MOST_CLAUSES = 8
NUMBERED = Shapes(_ITEM, re.compile(f"[{_CIRCLED}]"))
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}


def numbered(text: str) -> list[str]:
    """The questions of a numbered list, two to four; empty where there is no such list.

    A figure before the list (“科级22人：①…”) is told with the first.
    """
    circled = re.finditer(f"[{_CIRCLED}]", text)
    marks = [(m.start(), m.end(), _CIRCLED.index(m.group(0)) + 1) for m in circled]
    marks = marks or [
        (m.start(), m.end(), _number(m["n"] or m["bare"])) for m in _ITEM.finditer(text)
    ]
    if [number for *_, number in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2:
        return []
    ends = [start for start, *_ in marks[1:]] + [len(text)]
    spans = zip(marks, ends, strict=True)
    parts = [text[end:stop].strip(" ,;，；。、") for (_, end, _), stop in spans]
    if len(parts) > _MOST or any(len(part) < _SHORTEST for part in parts):
        return []
    before = text[: marks[0][0]].strip(" ,;:，；：。、")
    told = f"{before}，" if any(one.isdigit() for one in before) else ""
    return [told + parts[0], *parts[1:]]


def questions(text: str) -> list[str]:
    """Two to four sentences that all end in a question mark; empty for anything else."""
    parts = [one.strip(" ,;，；。、") for one in _ASKED.findall(text)]
    whole = text.rstrip()[-1:] in {"?", "？"} and 2 <= len(parts) <= _MOST
    return parts if whole and all(len(one) > _SHORTEST for one in parts) else []


def clauses(text: str) -> list[tuple[str, str]]:
    """The clauses of a message, each with the marks that end it; none where there is only one."""
    found = [(match["said"].strip(), match["mark"].strip()) for match in _CLAUSES.finditer(text)]
    found = [(said, mark) for said, mark in found if said]
    return found if 2 <= len(found) <= _MOST_CLAUSES else []


def _number(said: str) -> int:
    return _NUMERALS.get(said) or int(said)
