"""People named on a phone: few by name, many by number; two of one name by unit and post."""

from collections.abc import Collection, Iterable, Sequence

from rules.standing import Candidate

_MOST = 6


def names(
    people: Sequence[Candidate], most: int = _MOST, alike: Collection[str] = frozenset()
) -> str:
    """张伟、刘洋, or 张伟、刘洋……等13人; `alike`: names that need more to tell whose they are."""
    shown = "、".join(told_apart(person, alike) for person in people[:most])
    return f"{shown}等{len(people)}人" if len(people) > most else shown


def told_apart(person: Candidate, alike: Collection[str]) -> str:
    """“王磊（县水利局副局长）” where another one is called so, else the name."""
    return f"{person.name}（{person.unit}{person.post}）" if person.name in alike else person.name


def borne_by_several(people: Iterable[Candidate]) -> frozenset[str]:
    """Names that two people of one list have."""
    found: dict[str, set[int]] = {}
    for person in people:
        found.setdefault(person.name, set()).add(person.id)
    return frozenset(name for name, ids in found.items() if len(ids) > 1)
