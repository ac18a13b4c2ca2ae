"""Faults as a page shows them: few at once, those of a list of people folded by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from forms.kit.problem import Problem

# With what stands around them, as many as two screens of a phone hold.
_MOST_FIRST: Final = 3
_MOST_PEOPLE: Final = 5


@dataclass(frozen=True)
class Fold:
    """Faults that open together under one line."""

    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Folded:
    """`first` are shown as they are, `folds` a line each, `rest` in one more fold."""

    first: tuple[Problem, ...]
    folds: tuple[Fold, ...]
    rest: tuple[Fold, ...]


def folded(problems: Sequence[Problem]) -> Folded:
    """What must be mended first; a sheet's own faults before those of its people."""
    ordered = sorted(problems, key=lambda each: not each.must)
    own = [each for each in ordered if not each.whose]
    names = dict.fromkeys(each.whose for each in ordered if each.whose)
    people = [Fold(name, tuple(each for each in ordered if each.whose == name)) for name in names]
    if not own and len(people) == 1:
        own, people = list(people[0].problems), []
    first, more = own[:_MOST_FIRST], own[_MOST_FIRST:]
    folds = [*([Fold(f"另有{len(more)}处", tuple(more))] if more else []), *people[:_MOST_PEOPLE]]
    return Folded(tuple(first), tuple(folds), tuple(people[_MOST_PEOPLE:]))
