"""Every fault of a plan folder in one run, each with its line and a right example of this plan.

Reading stops at the first fault. To find the next, what is wrong is left out and the folder read
again; what only fails for want of something left out is not told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from rules.plan.source import PlanError, leaving_out, open_source, reading_again

_MOST: Final = 100  # faults told at once
_LONGEST: Final = 120  # characters of an example
_EXAMPLE: Final = "正确写法例如："
_QUOTED: Final = re.compile(r"“([^”]*)”")
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]+")
# Below these keys the entries are what is written; elsewhere it is the top of the file.
_HOLDERS: Final = frozenset({"papers", "shares", "by_team_grade", "questions", "needs", "steps"})


@dataclass(frozen=True)
class _Part:
    """A key with its value, or an item of a list. `key` is its name or id."""

    key: str
    start: int
    first: int  # lines, counted from 1
    last: int
    node: yaml.Node


def faults(folder: Path, read: Callable[[Path], object]) -> list[PlanError]:
    """All of them, by file and line; none where `read` takes the folder as it is."""
    with reading_again():
        return list(_unreadable(folder)) or _found(folder, read)


def _found(folder: Path, read: Callable[[Path], object]) -> list[PlanError]:
    left, seen = _LeftOut(), dict[tuple[Path, int, str], PlanError]()
    for _ in range(_MOST):
        try:
            with leaving_out(left.starts):
                read(folder)
        except PlanError as error:
            if not left.accounts_for(error):
                told = _with_own_example(error, left.starts)
                seen.setdefault((told.file, told.line, told.words), told)
            if not left.leave_out(error):
                break
        else:
            break
    return sorted(seen.values(), key=lambda one: (one.file, one.line))


@dataclass
class _LeftOut:
    """What is not read any more: where it begins, and what then may be missed elsewhere."""

    starts: dict[Path, set[int]] = field(default_factory=dict)
    entries: set[str] = field(default_factory=set)
    fields: dict[tuple[Path, int], set[str]] = field(default_factory=dict)
    repeated: dict[Path, set[str]] = field(default_factory=dict)  # fields that go from everywhere

    def accounts_for(self, error: PlanError) -> bool:
        """Whether it only fails for want of what was left out."""
        what = error.words.partition(_EXAMPLE)[0]
        named = {*_QUOTED.findall(what), *_WORD.findall(what)}
        gone = self.entries | self.repeated.get(error.file, set())
        entry = next(iter(_around(error)), None)
        if entry is not None:
            here = self.fields.get((error.file, entry.start), set())
            # An entry without a field of its own is found wanting as a whole.
            if here and error.line in (entry.first, entry.node.start_mark.line + 1):
                return True
            gone = gone | here
        return bool(named & gone) or ("" in named and bool(self.entries))

    def leave_out(self, error: PlanError) -> bool:
        """Leave out the smallest part around the line that is still there; False for none.

        A field that is needed is missed next, at its entry, which then goes as a whole. What stands
        at the line may be read again where an alias repeats it: then it goes from there too.
        """
        parts = _around(error)
        if not parts:
            return False
        here = self.starts.setdefault(error.file, set())
        fields = self.fields.setdefault((error.file, parts[0].start), set())
        missed = set(_QUOTED.findall(error.words))
        at_entry = error.line in (parts[0].first, parts[0].node.start_mark.line + 1)
        if (fields and at_entry) or missed & (fields | self.repeated.get(error.file, set())):
            parts = parts[:1]
        for start, part in [
            *((part.start, part) for part in parts[::-1]),
            *((~part.node.start_mark.index, part) for part in parts[::-1]),
        ]:
            if start not in here:
                here.add(start)
                if part is parts[0]:
                    self.entries.add(part.key)
                else:
                    fields.add(part.key)
                if start < 0:
                    self.repeated.setdefault(error.file, set()).add(part.key)
                return True
        return False


def _unreadable(folder: Path) -> Iterator[PlanError]:
    """Files that are no YAML: what they hold would seem to be missing everywhere else."""
    for file in sorted([*folder.glob("*.yaml"), *folder.glob("topics/*.yaml")]):
        try:
            open_source(file)
        except PlanError as error:
            yield error


def _around(error: PlanError) -> list[_Part]:
    """The entry the fault is in, then the field of it; empty where there is no such file."""
    node: yaml.Node | None = open_source(error.file).node if error.file.is_file() else None
    found: list[_Part] = []
    while node is not None and len(found) < 2:
        parts = _parts(node)
        part = next((one for one in parts if one.first <= error.line <= one.last), None)
        if part is None:
            break
        if found or part.key not in _HOLDERS:
            found.append(part)
        node = part.node
    return found


def _parts(node: yaml.Node) -> list[_Part]:
    if isinstance(node, yaml.MappingNode):
        pairs = node.value
        return [_part(str(key.value), key, value) for key, value in pairs]
    if isinstance(node, yaml.SequenceNode):
        return [_part(_id(item), item, item) for item in node.value]
    return []


def _part(key: str, begin: yaml.Node, value: yaml.Node) -> _Part:
    last = value.end_mark.line + (1 if value.end_mark.column else 0)
    first = begin.start_mark.line + 1
    return _Part(key, begin.start_mark.index, first, max(last, first), value)


def _id(item: yaml.Node) -> str:
    if not isinstance(item, yaml.MappingNode):
        return ""
    return next((str(value.value) for key, value in item.value if key.value == "id"), "")


def _with_own_example(error: PlanError, out: Mapping[Path, set[int]]) -> PlanError:
    """The same thing as it stands elsewhere in this file, in the place of a made-up example."""
    what, mark, _ = error.words.partition(_EXAMPLE)
    around = _around(error) if mark else []
    if not around:
        return error
    own = [around[-1].key] if len(around) == 2 else []
    text = error.file.read_text(encoding="utf-8")
    others = [
        one
        for entry in _entries(error.file)
        if entry.start not in out.get(error.file, set()) and entry.start != around[0].start
        for one in _within(entry.node)
    ]
    for wanted in (*_QUOTED.findall(what)[::-1], *own):
        for one in others:
            if one.key == wanted and one.first != error.line:
                said = " ".join(text[one.start : one.node.end_mark.index].split())
                shown = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}……"
                words = f"{what}本方案第{one.first}行是这样写的：{shown}"
                return PlanError(error.file, error.line, words)
    return error


def _within(node: yaml.Node) -> Iterator[_Part]:
    """Every key below a node, however deep."""
    for part in _parts(node):
        yield part
        yield from _within(part.node)


def _entries(file: Path) -> Iterator[_Part]:
    for part in _parts(open_source(file).node):
        if part.key in _HOLDERS:
            yield from _parts(part.node)
        else:
            yield part
