"""Several people who retire, each with a day: “甲3月,乙9月30日,丙2020年1月15日”."""

import re
from collections.abc import Callable
from typing import Final

from rules.plan.given import Facts

_LABEL: Final = re.compile(
    r"(?P<label>[甲乙丙丁戊己庚](?![镇乡县])|(?<![a-z])[a-h](?![a-z])|第[1-9一二三四五六](?:个|位|名)"
    r"|老[一-鿿]|[一-鿿](?:某某?|同志)|(?:另外?|还有)?(?:有)?1(?:个|位|人|名)(?!月)"
    r"|(?<=[:;,、 ])(?![今去明]年|分别|上个?月|\d)[一-鿿]{2,6}?(?=[是于在]?\d{1,4}[年月]))"
)
_DATED: Final = re.compile(r"\d{1,4}(?:年|月|[./-]\d)|明年|去年|元旦")
_ASKS: Final = re.compile(r"[几谁哪]|多少|还要|要不要|考不考|参不参加|留|名单")
_RETIRES: Final = re.compile(r"退(?!回|给|掉|还|了?票)|到龄|到点")
_COUNTED: Final = re.compile(r"(?<![\d.])\d{1,3}(?:个人|[名位人]|个(?!月))")
_FEWEST: Final = 2
_LONGEST: Final = 24  # characters that tell a day

Told = tuple[tuple[str, str, Facts], ...]


def retired_listed(text: str, facts_of: Callable[[str], Facts], fact: str) -> Told:
    """Label, words and facts of each of several who retire; empty where no such list is told."""
    if not fact or not _RETIRES.search(text) or not _ASKS.search(text):
        return ()
    marks = list(_LABEL.finditer(text))
    ends = [*(one.start() for one in marks[1:]), len(text)][: len(marks)]
    told = []
    for mark, end in zip(marks, ends, strict=True):
        words = re.split(r"[,;.?!、: ](?!\d)", text[mark.end() : end].lstrip(":,是为系于 "))[0]
        if not _DATED.search(words) or len(words) > _LONGEST:
            continue
        facts = facts_of(f"{_COUNTED.sub('', words)}退休" if "退" not in words else words)
        if fact in facts:
            label = "" if "1" in mark["label"] else mark["label"].upper()
            told.append((label, words.strip(" ,的"), facts))
    return tuple(told) if len(told) >= _FEWEST else ()
