"""One cell of an imported roster: from text to a value, or to words that say what is wrong."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from rules.names import as_kept, name_key
from rules.plan import Fact
from rules.roster import COLUMNS, PEOPLE, UNITS, ImportProblem
from storage.facts import encoded
from storage.views import FactValue

_Value = TypeVar("_Value")
_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_BOOLS = {"是": True, "否": False, "true": True, "false": False}
# Examples where the roster has nothing yet to take one from.
_USUAL = {"group": "第一考核组", "unit": "城关镇", "host_unit": "城关镇", "superior": "县教育局"}


class BadCell(ValueError):
    """A cell that cannot be used: `what` is wrong and an `example` of what would be right."""

    def __init__(self, what: str, example: str = "") -> None:
        super().__init__(what)
        self.what, self.example = what, example


class Cells:
    """The cells of one row. A bad one is noted as a problem and reads as None."""

    def __init__(self, sheet: str, row: int, problems: list[ImportProblem]) -> None:
        self._sheet, self._row, self._problems = sheet, row, problems

    def wrong(self, column: str, what: str, example: str = "") -> None:
        """Note a problem. `column`: a field of the row, or a label as it stands."""
        label = COLUMNS[self._sheet].get(column, column)
        self._problems.append(ImportProblem(self._sheet, self._row, label, what, example))

    def needed(self, column: str, text: str, example: str) -> str | None:
        """Text that must be there, without blanks."""
        found = as_kept(text)
        if not found:
            self.wrong(column, "没有填写", example)
        return found or None

    def one_of(
        self, column: str, text: str, known: Mapping[str, _Value], what: str
    ) -> _Value | None:
        """The value known under this name."""
        name = like_known(as_kept(text), known) or ""
        if name in known:
            return known[name]
        if not name:
            self.wrong(column, "没有填写", next(iter(known), _USUAL.get(column, "")))
        else:
            self.wrong(
                column, f"没有“{name}”这个{what}", _nearest(name, known) or _USUAL.get(column, "")
            )
        return None

    def outdated(self, column: str, text: str, known: Mapping[str, tuple[str, str]]) -> bool:
        """Whether no unit is called so any more; `known` says what became of the name."""
        wrong = known.get(as_kept(text))
        if wrong is not None:
            self.wrong(column, *wrong)
        return wrong is not None

    def renamed(self, column: str, text: str, known: Mapping[str, str]) -> bool:
        """Whether somebody of the unit was called so before their name was corrected."""
        now = known.get(as_kept(text))
        if now is not None:
            self.wrong(column, f"“{as_kept(text)}”已更正为“{now}”，请写现在的姓名", now)
        return now is not None

    def date(self, column: str, text: str, *, needed: bool = True) -> date | None:
        """A date; empty is None, and a problem where the date is needed."""
        if not as_kept(text):
            if needed:
                self.wrong(column, "没有填写", "2019-06-28")
            return None
        try:
            return read_date(text)
        except BadCell as bad:
            self.wrong(column, bad.what, bad.example)
            return None

    def first(self, seen: dict[object, int], key: object, column: str, example: str) -> bool:
        """Whether this is the first row with the key; a second one is a problem."""
        if key in seen:
            right = "一个账号只能用一次" if column == "userid" else "确是同名，请在名称后加注区别"
            self.wrong(column, f"与第{seen[key]}行重复，请删去一行；{right}", example)
            return False
        seen[key] = self._row
        return True

    def not_listed(self, column: str, name: str, unit: str, *, known: bool = True) -> None:
        """Somebody is not among the people of the unit that is named."""
        where = f"“{PEOPLE}”表的{unit}里没有“{name}”"
        where += "" if known else f"，“{UNITS}”表里也没有“{unit}”"
        self.wrong(column, f"{where}，请先在“{PEOPLE}”表加一行", f"{name}，{unit}")


def like_known(name: str | None, known: Iterable[str]) -> str | None:
    """The name as it is known, where only signs that tell nobody apart differ."""
    if not name or name in (some := set(known)):
        return name
    wanted = name_key(name)
    return next((each for each in some if name_key(each) == wanted), name)


def labelled(labels: Mapping[_Value, str]) -> dict[str, _Value]:
    """Values by label and by id; labels first because examples come from the front."""
    return {label: value for value, label in labels.items()} | {
        str(value): value for value in labels
    }


def read_date(text: str) -> date:
    """2019-06-28, 2019/6/28, 2019.6.28 or 2019年6月28日; BadCell otherwise."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise BadCell(f"“{text.strip()}”不是年月日齐全的日期", "2019-06-28")
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise BadCell(f"“{text.strip()}”这一天不存在", "2019-06-28") from None


def read_fact(fact: Fact, text: str) -> FactValue:
    """The value of a person's fact; BadCell where the fact cannot have it."""
    word = as_kept(text)
    named = labelled(fact.values)
    if fact.kind == "bool":
        # A yes in the plan's words is a yes, not the text "true".
        return _read_bool(named.get(word, word))
    if word in named:
        return named[word]
    if fact.kind == "number":
        return _read_number(word)
    if fact.kind == "date":
        return read_date(word)
    if fact.kind == "text":
        return word
    raise BadCell(
        f"不认得“{word}”，可填：{'；'.join(fact.values.values())}",
        next(iter(fact.values.values()), ""),
    )


def read_facts(
    cells: Cells, facts: Mapping[str, Fact], texts: Mapping[str, str]
) -> dict[str, FactValue]:
    """A person's facts by id, as they are kept; what cannot be read is noted in `cells`."""
    found = {}
    for id, text in texts.items():
        fact = facts.get(id)
        if not as_kept(text):
            continue
        if fact is None:
            cells.wrong(id, "没有这一项情况，请删去这一列")
            continue
        try:
            found[id] = encoded(read_fact(fact, text))
        except BadCell as bad:
            cells.wrong(fact.label, bad.what, bad.example)
    return found


def _read_bool(word: str) -> bool:
    if word.lower() not in _BOOLS:
        raise BadCell(f"不认得“{word}”，请填“是”或“否”", "是")
    return _BOOLS[word.lower()]


def _read_number(word: str) -> int | float:
    try:
        number = float(word)
    except ValueError:
        raise BadCell(f"“{word}”不是数字", "6") from None
    return int(number) if number.is_integer() else number


def _nearest(name: str, known: Iterable[str]) -> str:
    choices = list(known)
    near = get_close_matches(name, choices, n=1, cutoff=0.3) or choices[:1]
    return near[0] if near else ""
