"""The word tables of `language/words`: loaded, checked and compiled once at start."""

import re
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WORDS = Path(__file__).parent / "words"


class BrokenTable(Exception):
    """词表写错了。"""


@cache
def table(name: str) -> Any:
    """The content of `words/<name>.yaml`."""
    text = (WORDS / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  # a safe loader, the fast one


class Later:
    """A pattern compiled when it is first looked for: most are not, for most messages."""

    def __init__(self, said: str | Iterable[str], where: str) -> None:
        self._said, self._where = said, where

    @property
    def source(self) -> str:
        """The pattern as one line."""
        return joined(self._said)

    @cached_property
    def now(self) -> re.Pattern[str]:
        """The compiled pattern; BrokenTable where it is no pattern."""
        return pattern(self._said, self._where)


def joined(said: str | Iterable[str]) -> str:
    """One pattern of one or several alternatives."""
    return said if isinstance(said, str) else "|".join(f"(?:{one})" for one in said)


def pattern(said: str | Iterable[str], where: str) -> re.Pattern[str]:
    """One pattern of one or several alternatives; a broken one is named with `where` it stands."""
    source = joined(said)
    try:
        return re.compile(source)
    except re.error as error:
        raise BrokenTable(f"{where}: {error} — {source}") from error


@cache
def shape(name: str) -> re.Pattern[str]:
    """A pattern of `words/shapes.yaml`, its macros filled in; compiled when first wanted."""
    content = table("shapes")
    source = "|".join(content["shapes"][name])
    for macro, value in content["macros"].items():
        source = source.replace(f"@{macro}@", value)
    return pattern(source, f"shapes.yaml, {name}")
