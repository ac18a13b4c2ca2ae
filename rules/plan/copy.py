"""A plan moved to another year by edits of its text, so that comments and layout stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import yaml

from rules.plan.source import composed

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
CLAUSES: Final = "clauses.yaml"
DEADLINES: Final = "deadlines.yaml"
HEAD: Final = "plan.yaml"
PATTERNS: Final = ("words.yaml", "reading.yaml")  # how people say things, not what the notice says
_PRINTED: Final = ("printed", "printed_date")


@dataclass(frozen=True)
class Spot:
    """One value of a YAML file. `path`: the keys to it, items of a list by their id or number."""

    file: str
    line: int
    path: tuple[str, ...]
    value: str
    plain: bool  # not in quotes
    start: int
    end: int

    @property
    def place(self) -> str:
        """File and line, as an editor opens them."""
        return f"{self.file}:{self.line}"

    @property
    def is_verbatim(self) -> bool:
        """Whether the notice's own words stand here, or patterns that recognise questions."""
        if self.file in {CLAUSES, *PATTERNS} or "words" in self.path:
            return True
        last = self.path[-1] if self.path else ""
        return (
            (self.file.startswith("topics/") and last == "text")
            or (self.file == DEADLINES and last in _PRINTED)
            or (self.file == "terms.yaml" and last == "text")
        )


@dataclass(frozen=True)
class Shift:
    """From the year of one plan to that of another."""

    old: int
    new: int

    def year(self, year: int) -> int:
        """The year moved as the plan is."""
        return year + self.new - self.old

    def words(self, text: str) -> str:
        """Moves the plan's own year and the one after it, in which its papers are due."""
        own = rf"(?<!\d)({self.old}|{self.old + 1})(?=\s?年)"
        return re.sub(own, lambda found: str(self.year(int(found[1]))), text)

    def day(self, text: str) -> str:
        """Moves a date as YYYY-MM-DD; 29 February becomes the 28th where there is none."""
        day = date.fromisoformat(text)
        year = self.year(day.year)
        try:
            return day.replace(year=year).isoformat()
        except ValueError:
            return day.replace(year=year, day=28).isoformat()

    @property
    def why(self) -> str:
        """Stands in a deadline until somebody has looked at the new notice."""
        return f"从{self.old}年度的方案顺延而来，还没有照{self.new}年度的通知核对。"


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: str


def spots(file: str, text: str) -> tuple[Spot, ...]:
    """Every value of the file in its order; what is repeated by an alias comes once."""
    node = composed(text)
    return tuple(_walk(file, node, (), set())) if node is not None else ()


def moved(texts: Mapping[str, str], shift: Shift) -> dict[str, str]:
    """The files of a plan for the new year, by name. Clause texts stay: a notice must be copied."""
    return {file: _edited(text, _edits(file, text, shift)) for file, text in texts.items()}


def _walk(file: str, node: yaml.Node, path: tuple[str, ...], seen: set[int]) -> Iterator[Spot]:
    if node.start_mark.index in seen:
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(file, value, (*path, str(key.value)), seen)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value, 1):
            yield from _walk(file, item, (*path, _name(item) or str(number)), seen)
    elif isinstance(node, yaml.ScalarNode):
        seen.add(node.start_mark.index)
        yield Spot(
            file=file,
            line=node.start_mark.line + 1,
            path=path,
            value=str(node.value),
            plain=not node.style,
            start=node.start_mark.index,
            end=node.end_mark.index,
        )


def _name(item: yaml.Node) -> str:
    if not isinstance(item, yaml.MappingNode):
        return ""
    return next((str(value.value) for key, value in item.value if key.value == "id"), "")


def _edits(file: str, text: str, shift: Shift) -> list[_Edit]:
    found = spots(file, text)
    edits = [] if file == CLAUSES else list(_plain_edits(found, text, shift))
    if file == DEADLINES:
        edits += _deadline_edits(found, text, shift)
    return edits


def _plain_edits(found: tuple[Spot, ...], text: str, shift: Shift) -> Iterator[_Edit]:
    for spot in found:
        raw = text[spot.start : spot.end]
        new = _rewritten(spot, raw, shift)
        if new != raw:
            yield _Edit(spot.start, spot.end, new)


def _rewritten(spot: Spot, raw: str, shift: Shift) -> str:
    if spot.file == HEAD and spot.path in _HEAD_EDITS:
        return _HEAD_EDITS[spot.path](raw, shift)
    if spot.is_verbatim or (spot.file == DEADLINES and spot.path[-1] in _OF_DEADLINES):
        return raw
    if spot.plain and _DAY.fullmatch(raw):
        near = int(raw[:4]) in (shift.old, shift.old + 1)
        return shift.day(raw) if near else raw
    return shift.words(raw)


def _new_id(raw: str, shift: Shift) -> str:
    named = raw.replace(str(shift.old), str(shift.new))
    return named if named != raw else f'"{shift.new}"'


_HEAD_EDITS: Final[Mapping[tuple[str, ...], Callable[[str, Shift], str]]] = {
    ("id",): _new_id,
    ("year",): lambda _raw, shift: str(shift.new),
    ("cutoff",): lambda raw, shift: shift.day(raw),
}
_OF_DEADLINES: Final = ("effective", "status", "why")


def _deadline_edits(found: tuple[Spot, ...], text: str, shift: Shift) -> Iterator[_Edit]:
    """A day that was read for the old notice is only presumed for the new one."""
    entries: dict[str, dict[str, Spot]] = {}
    for spot in found:
        if len(spot.path) == 2:
            entries.setdefault(spot.path[0], {})[spot.path[1]] = spot
    for entry in entries.values():
        day, status = entry.get("effective"), entry["status"]
        if day is None or not _DAY.fullmatch(day.value):
            continue
        yield _Edit(day.start, day.end, shift.day(day.value))
        why = entry.get("why")
        if why is None:
            yield _Edit(status.start, status.end, "presumed" + _further(status, text, shift))
            continue
        yield _Edit(status.start, status.end, "presumed")
        raw = text[why.start : why.end]
        yield _Edit(why.start, why.end, shift.why + raw[len(raw.rstrip()) :])


def _further(status: Spot, text: str, shift: Shift) -> str:
    """A `why` after the status, on a line of its own where the entries stand on lines."""
    line = text[text.rfind("\n", 0, status.start) + 1 : status.start]
    if line.strip() == "status:":
        return f"\n{line[: len(line) - len(line.lstrip())]}why: {shift.why}"
    return f", why: {shift.why}"


def _edited(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
