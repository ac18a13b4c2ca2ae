"""Names as slips of the pen change them."""

from collections.abc import Sequence

from forms.kit.standing import Place, Standing
from rules.names import name_key, written


def near(name: str, standings: Sequence[Standing]) -> str:
    """A roster name that differs in one character; better somebody assessed here."""
    wanted = name_key(written(name).name)
    close = [e for e in standings if differs_in_one(name_key(written(e.person.name).name), wanted)]
    close.sort(key=lambda each: each.place is not Place.HERE)
    return close[0].person.name if close else ""


def differs_in_one(one: str, other: str) -> bool:
    """Whether the surname is the same and one character of the rest is not."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 2 or one[:1] != other[:1]:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
