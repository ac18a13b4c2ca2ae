"""Facts that a message says, by the rows of `words/facts.yaml`; negation before a word counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from language.tables import Later, pattern, shape, table

Value = bool | int | float | str | None
_DENIAL = re.compile(
    r"(不是|并不是|不属于|不算|并非|没有|没|未|不|非|不当|没当|没在|不在|取消|无)"
    r"(什么|在|是|去|被|过|做|当|发生过?|出现过?|出过?|闹过?|有过?|受过?|挨过?|遭过?|碰上|搞过?)*(什么|啥)?$"
)
_BEFORE = 8  # characters before a word that may deny it
_UNSAID = object()
# Of several plain posts the one named last is asked about: “副局长贪腐，局长还能评优吗”.
_LAST_COUNTS = "position"
_PLAIN_POSTS = frozenset({"team_member", "unit_head", "leads_station", "school_head"})


@dataclass(frozen=True)
class Row:
    """One way of saying one value of a fact."""

    fact: str
    value: Value
    say: re.Pattern[str]
    unless: Later | None
    needs: Later | None
    denied: object
    elsewhere: object


@dataclass(frozen=True)
class Said:
    """A fact's value with the words that said it; `denied`: by being denied, or of elsewhere."""

    value: Value
    words: str
    start: int
    end: int
    denied: bool = False


def rows() -> list[Row]:
    """The table's rows in order."""
    return [_row(entry, number) for number, entry in enumerate(table("facts"), 1)]


def _row(entry: dict[str, object], number: int) -> Row:
    where = f"facts.yaml, row {number} ({entry['fact']})"
    say = entry["say"]
    unless, needs = entry.get("unless"), entry.get("needs")
    return Row(
        fact=str(entry["fact"]),
        value=entry["value"],  # type: ignore[arg-type]  # YAML scalars only
        say=pattern(say, where),  # type: ignore[arg-type]  # a list of strings
        unless=Later(str(unless), where) if unless else None,
        needs=Later(str(needs), where) if needs else None,
        denied=entry.get("denied", _UNSAID),
        elsewhere=entry.get("elsewhere", _UNSAID),
    )


class FactReader:
    """Reads the facts one subject's words say."""

    def __init__(self) -> None:
        self._rows = rows()

    def read(self, text: str) -> dict[str, Said]:
        """Every fact `text` says; of several rows for a fact the first that matches counts."""
        found: dict[str, Said] = {}
        for row in self._rows:
            before = found.get(row.fact)
            later = before is not None and _may_yield(row, before)
            said = _said(row, text, last=later) if later or before is None else None
            if not said or not _admitted(row, text):
                continue
            if before is None or before.denied or said.start >= before.end:
                found[row.fact] = said if before is None or not said.denied else before
        return found


def _admitted(row: Row, text: str) -> bool:
    if row.needs and not row.needs.now.search(text):
        return False
    return not (row.unless and row.unless.now.search(text))


def _may_yield(row: Row, before: Said) -> bool:
    """“没有群体性事件，但被问责了”: what is said counts more than what is denied."""
    if before.denied:
        return True
    return row.fact == _LAST_COUNTS and {row.value, before.value} <= _PLAIN_POSTS


def _said(row: Row, text: str, *, last: bool = False) -> Said | None:
    matches = list(row.say.finditer(text))
    for match in reversed(matches) if last else matches:
        words, (start, end) = match.group(0).strip(" ,.;"), match.span()
        if row.elsewhere is not _UNSAID and _is_elsewhere(text, start, end):
            return Said(row.elsewhere, words, start, end, denied=True)  # type: ignore[arg-type]
        if not _DENIAL.search(text[max(0, start - _BEFORE) : start]):
            return Said(row.value, words, start, end)
        if row.denied is not _UNSAID:
            return Said(row.denied, words, start, end, denied=True)  # type: ignore[arg-type]
    return None


def _is_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether the clause, or the one that follows, says that it was somewhere else."""
    before = max(text.rfind(mark, 0, start) for mark in ",.;?")
    after = text[end:].split(",")
    clause = text[before + 1 : end] + ",".join(after[:2])
    return bool(shape("elsewhere").search(clause) or shape("said_else").search(clause))


def values(found: Mapping[str, Said]) -> dict[str, Value]:
    """Only the values, for a look."""
    return {fact: said.value for fact, said in found.items()}
