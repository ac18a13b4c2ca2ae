"""Full names no list of people knows, told by what stands around them."""

import re
from collections.abc import Iterable
from functools import cache

from language.tables import pattern, table

_SURE = 3  # characters of a name that is one wherever it stands
# What stands around a shorter name of the roster where it is one: 方明 may stand in 地方明年.
_AROUND = (
    r"(?:^|[镇乡局委办院校所部的那和跟与问,.;?、 ]){name}"
    r"(?=同样|[也是在呢的占评填归算考能要来到,.;?、 ]|今年|挂职|$)"
)


@cache
def _called() -> re.Pattern[str]:
    words, surnames = table("names"), table("shapes")["macros"]["surnames"]
    before, after = "|".join(words["before"]), "|".join(words["after"])
    name = f"[{surnames}]{words['given']}?"
    return pattern(f"(?:{before})(?={name}(?:{after}))(?P<name>{name})(?:{after})", "names.yaml")


@cache
def _owner() -> re.Pattern[str]:
    words, surnames = table("names"), table("shapes")["macros"]["surnames"]
    before = "|".join([*words["before"], *words["before_a_form"]])
    name = f"[{surnames}]{words['given']}?"
    return pattern(f"(?:{before})(?P<name>{name})的(?:{words['form']})", "names.yaml")


def owner_named(text: str) -> str:
    """The full name right before a form, whose it is said to be; empty where none stands there."""
    found = _owner().search(text)
    return found["name"] if found and _may_be_a_name(found["name"]) else ""


def _may_be_a_name(name: str) -> bool:
    not_in_given, not_names = _never()
    return not (not_in_given.search(name[1:]) or not_names.match(name))


@cache
def _never() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("names")
    return pattern(words["not_in_given"], "names.yaml"), pattern(words["not_names"], "names.yaml")


def strangers(text: str, seen: Iterable[str], unseen: Iterable[str]) -> tuple[str, ...]:
    """Full names in `text` of nobody the asker may see, be they on the roster or not.

    `seen` are the names the asker may know; `unseen` the roster's others.
    """
    known = [name for name in seen if name in text]
    found = [name for name in unseen if name in text and _is_one(name, text)]
    found += [m["name"] for m in _called().finditer(text) if _may_be_a_name(m["name"])]
    rest = dict.fromkeys(name for name in found if not any(_same(name, one) for one in known))
    return tuple(name for name in rest if not any(name != o and name in o for o in rest))


def _is_one(name: str, text: str) -> bool:
    """Whether a roster's name in the text is a name there."""
    return len(name) >= _SURE or re.search(_AROUND.format(name=re.escape(name)), text) is not None


def _same(name: str, other: str) -> bool:
    return name in other or other in name
