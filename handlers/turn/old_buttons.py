"""Keys of cards sent by older releases, whose yes carried the whole deed as text."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from handlers.turn.buttons import (
    Button,
    OldNo,
    OldWords,
    OldYes,
    TopicButton,
    UnknownButton,
    button_of,
)
from handlers.turn.commands import (
    Chase,
    ChasePeople,
    DeadlineDay,
    SetDeadlines,
    unpacked,
)

_BARE_TOPICS: Final = frozenset({"missing"})
_NO: Final = frozenset(
    {
        "chase:drop",
        "announce:no",
        "confirm_deadline:no",
        "answer_case:no",
        "withdraw_precedent:no",
        "teach:no",
    }
)
_IDS: Final = re.compile(r"([up])([0-9]{1,9})")
_LONGEST: Final = 4096


def read_button(key: str) -> Button:
    """The button a key of this or an older release stands for. Raises UnknownButton."""
    if key in _BARE_TOPICS:
        return TopicButton(key)
    if key in _NO:
        return OldNo()
    for prefix, read in _YES.items():
        if key.startswith(prefix) and len(key) <= _LONGEST:
            return _checked(read, key.removeprefix(prefix))
    return button_of(key)


def _checked(read: Callable[[str], Button], rest: str) -> Button:
    """Whatever is wrong with what the key carries, it is no button."""
    try:
        return read(rest)
    except (ValueError, TypeError, RecursionError) as error:
        raise UnknownButton from error


def _chase(rest: str) -> Button:
    """`registration:u3,u4`, or of very many a group and kinds: `:g1ktownship`."""
    paper, _, ids = rest.partition(":")
    found = [_IDS.fullmatch(each) for each in ids.split(",")]
    if not all(found):
        return OldWords("chase", "催一下没交的")
    units = tuple(int(each[2]) for each in found if each and each[1] == "u")
    people = tuple(int(each[2]) for each in found if each and each[1] == "p")
    return OldYes(ChasePeople(paper, people) if people else Chase(paper, units))


def _announce(rest: str) -> Button:
    whom, _, words = rest.partition(":")
    return OldWords("announce", f"通知{whom}：{words}")


def _deadlines(rest: str) -> Button:
    """`unit_to_group=2020-01-08@2020-01-05!,…`: the day wanted, and how it stood when shown."""
    days = []
    for each in rest.split(","):
        id, _, day_and_stood = each.partition("=")
        day, _, stood = day_and_stood.partition("@")
        days.append(DeadlineDay(id, date.fromisoformat(day), stood))
    return OldYes(SetDeadlines(tuple(days)))


def _case(rest: str) -> Button:
    return _of_list(rest, "answer_case", ("number", "values", "words", "reason"))


def _precedent(rest: str) -> Button:
    return _of_list(rest, "withdraw_precedent", ("number", "reason"))


def _teach(rest: str) -> Button:
    return _of_list(rest, "teach", ("question", "words"))


def _of_list(rest: str, kind: str, names: tuple[str, ...]) -> OldYes:
    """A command kept as the list of its fields."""
    fields = json.loads(rest)
    if not isinstance(fields, list):
        raise UnknownButton
    return OldYes(unpacked({"kind": kind, **dict(zip(names, fields, strict=True))}))


_YES: Final[Mapping[str, Callable[[str], Button]]] = {
    "chase:send:": _chase,
    "announce:yes:": _announce,
    "confirm_deadline:yes:": _deadlines,
    "answer_case:yes:": _case,
    "withdraw_precedent:yes:": _precedent,
    "teach:yes:": _teach,
}
