"""People named on a phone: few by name, many by number."""

from collections.abc import Sequence

from rules.standing import Candidate

_MOST = 6


def names(people: Sequence[Candidate], most: int = _MOST) -> str:
    """张伟、刘洋, or 张伟、刘洋……等13人."""
    shown = "、".join(person.name for person in people[:most])
    return f"{shown}等{len(people)}人" if len(people) > most else shown
