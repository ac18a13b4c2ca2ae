"""Whom a deed that waits can be about, and which of them a few words name: 石桥, 法院, 王磊."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from handlers.submissions.service import own_papers, people_of
from handlers.turn.access import units_in_charge
from handlers.turn.commands import Announce, Chase, ChasePeople, Command
from handlers.turn.context import TurnContext
from rules.roster import UnitKind
from storage.views import Unit

_NOT_THEM: Final = re.compile(r"不是[^,，。;； ]*")
_OURS: Final = re.compile(
    r"(?:我们|咱们?|本)?[镇乡局委办](?:里|上|自己)的?|(?:我们|咱们?|本)[镇乡局委办]"
)
_THAT_ONE: Final = re.compile(r"[那这][个位]|^是|的$|的[,，。 ]")
_BETWEEN: Final = re.compile("[、,，和兼]")
_SHORTEST: Final = 2  # characters of a part of a name


@dataclass(frozen=True)
class Named:
    """A unit or person by all that names it and nobody else; `word` is how a text does."""

    id: int
    words: tuple[str, ...]
    kind: UnitKind | None = None
    word: str = ""


def targets_of(turn: TurnContext, command: Command) -> tuple[Named, ...]:
    """Units in the asker's charge, or the people of the asker's own unit."""
    match command:
        case Chase() | Announce():
            return _units(units_in_charge(turn))
        case ChasePeople():
            papers = own_papers(turn)
            people = people_of(papers.items) if papers else []
            return tuple(Named(one.id, (one.name,)) for one in people)
    return ()


def named_in(text: str, known: Iterable[Named]) -> tuple[Named, ...]:
    """Those the text names; none whose name only stands inside a longer one."""
    said = "".join(text.split())
    found = list[Named]()
    for one in known:
        word = max((word for word in one.words if word in said), key=len, default="")
        if word:
            found.append(Named(one.id, one.words, one.kind, word))
    return tuple(
        one
        for one in found
        if not any(one.word != other.word and one.word in other.word for other in found)
    )


def _units(units: Iterable[Unit]) -> tuple[Named, ...]:
    """Beside its names a unit is called by a beginning or an end that no other unit has."""
    units = list(units)
    of_one = Counter(part for unit in units for part in set(_parts(unit.name)))
    return tuple(
        Named(
            unit.id,
            (
                unit.name,
                *unit.short_names,
                *(part for part in _parts(unit.name) if of_one[part] == 1),
            ),
            unit.kind,
        )
        for unit in units
    )


def _parts(name: str) -> Iterator[str]:
    for at in range(1, len(name) - _SHORTEST + 1):
        yield name[at:]
    yield from (name[:-1],) if len(name) > _SHORTEST else ()


def is_who_is_shown(turn: TurnContext, command: ChasePeople, text: str) -> bool:
    """“副镇长那个，不是水利局那个” of the one person who is shown."""
    if len(command.people) != 1:
        return False
    said = _NOT_THEM.sub("", text)
    person = turn.records.roster.person(command.people[0])
    rest = said.replace(person.name, "")
    called = bool(person.post) and any(one in rest for one in _titles(person.post))
    own = person.unit_id == turn.asker.unit_id and _OURS.search(rest) is not None
    return _THAT_ONE.search(said) is not None and (called or own)


def _titles(post: str) -> tuple[str, ...]:
    """“副镇长” of “党委委员、副镇长”."""
    return tuple(one for one in _BETWEEN.split(post) if len(one) >= _SHORTEST)
