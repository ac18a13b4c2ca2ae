"""What a plain list says of secondments: read where it says all that a ruling needs, else held."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from forms.kit.workbook import tidy
from rules.plan.roster_facts import RosterFacts
from rules.roster import PersonRow, SecondmentRow

# What people write over these columns.
CALLED: Final[Mapping[str, str]] = {
    "挂职单位": "host",
    "挂职地点": "host",
    "挂职乡镇": "host",
    "派出单位": "home",
    "选派单位": "home",
    "原单位": "home",
    "原工作单位": "home",
    "挂职开始": "start",
    "挂职开始日期": "start",
    "挂职开始时间": "start",
    "挂职起始时间": "start",
    "挂职结束": "end",
    "挂职结束日期": "end",
    "挂职结束时间": "end",
    "挂职起止时间": "term",
    "挂职期限": "term",
}
FIELDS: Final = frozenset(CALLED.values())
# In any cell: nothing of the kind.
NOTHING: Final = frozenset({"否", "无", "没有", "没", "不是", "未", "-", "—", "——", "/", "×", "0"})
_DAY: Final = r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?"
_TERM: Final = re.compile(
    rf"(?:从|自)?({_DAY})(?:起)?(?:\s*(?:[-—–~～至到]|——)+\s*({_DAY}|今|现在)?)?"
)
_OPEN: Final = frozenset({"今", "至今", "现在", "目前", ""})


@dataclass(frozen=True)
class Lacking:
    """A row that speaks of a secondment and leaves out what decides: `what`, with an `example`."""

    row: int
    name: str
    what: str
    example: str


def of_person(
    person: PersonRow, cells: Mapping[str, str], roster: RosterFacts
) -> SecondmentRow | Lacking | None:
    """The secondment in the `cells` of CALLED's fields; None where they say nothing."""
    said = {field: text for field, text in cells.items() if tidy(text) not in NOTHING and text}
    if not said:
        return None
    host, home = said.get("host", person.unit), said.get("home", person.unit)
    level = person.facts.get(roster.level, "")
    start, end = _days({"start": person.facts.get(roster.start, "")} | said)
    for what, example in _lacking(host, home, level, start):
        return Lacking(person.row, person.name, what, example)
    return SecondmentRow(person.row, person.name, home, host, level, start, end, person.unit)


def is_no_number(text: str) -> bool:
    """Whether days stand here, or that there is none, and not a number of months."""
    return tidy(text) in NOTHING or _TERM.fullmatch(text.strip()) is not None


def _lacking(host: str, home: str, level: str, start: str) -> Iterator[tuple[str, str]]:
    if tidy(host) == tidy(home):
        yield "没有写从哪个单位派到哪个单位", "挂职单位一列写“城关镇”，派出单位一列写“县财政局”"
    if not level:
        yield "没有写是哪一级派的", "加“派出层级”一列，写中央、省、市或县"
    if not start:
        yield "没有写清从哪一天开始挂职", "挂职开始日期写“2019-06-28”"


def _days(said: Mapping[str, str]) -> tuple[str, str]:
    """First and last day as text, empty where a full date does not stand there."""
    found = _TERM.fullmatch(said.get("term", "").strip())
    start, end = (found.group(1), found.group(2) or "") if found else ("", "")
    start, end = (said.get("start") or start).strip(), said.get("end", end).strip()
    return (start if re.fullmatch(_DAY, start) else ""), ("" if tidy(end) in _OPEN else end)
