"""Groups that are parts of other groups: “挂职3人,2人满8个月,1人才4个月”, “副局长里有1个驻村”."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from language.counted_list import DELEGATED, STATUS, Item

_AMONG: Final = re.compile(r"里头?|里面|当中|其中")


def placed(one: Item) -> Item:
    """Another unit's people are in the whole only where that is said."""
    of_others = DELEGATED.search(one.words) is not None
    return replace(one, outside=True) if of_others and not one.inside else one


def apart(found: Sequence[Item]) -> list[tuple[Item, str, bool]]:
    """Each group that stands by itself; of parts also what is said of the group they are of."""
    out: list[tuple[Item, str, bool]] = []
    at = 0
    while at < len(found):
        one = found[at]
        if _taken_off(out, one):
            out.append((one, "", one.outside))
            at += 1
            continue
        parts = _parts(found, at)
        left = one.n - sum(part.n for part in parts)
        if left > 0:
            out.append((replace(one, n=left), "", one.outside))
        out += [(part, one.words, one.outside) for part in parts]
        at += 1 + len(parts)
    return out


def _taken_off(out: list[tuple[Item, str, bool]], one: Item) -> bool:
    """“副局长里有1个驻村”: one of a group told before, which is smaller by that many."""
    for at, (other, words, outside) in enumerate(out):
        if _of(one, other) and other.n > one.n:
            out[at] = (replace(other, n=other.n - one.n), words, outside)
            return True
    return False


def _parts(found: Sequence[Item], at: int) -> Sequence[Item]:
    """The items after one that it consists of: by their sum, or because that is said."""
    whole = found[at]
    behind = found[at + 1 :]
    leaning = []
    for one in behind:
        if STATUS.search(one.words) and not _of(one, whole):
            break
        leaning.append(one)
    if not STATUS.search(whole.words):
        leaning = list(takewhile(lambda one: _of(one, whole), leaning))
    for many in range(len(leaning), 1, -1):
        if sum(one.n for one in leaning[:many]) == whole.n:
            return leaning[:many]
    first = leaning[:1]
    of_it = [one for one in first if one.subset and one.n < whole.n]
    return of_it if of_it and whole.n > 1 else ()


def _of(one: Item, whole: Item) -> bool:
    """“副局长里有1个…” after “副局长4人”."""
    before = _AMONG.split(one.words)[0]
    return bool(before) and before in whole.words and one.subset
