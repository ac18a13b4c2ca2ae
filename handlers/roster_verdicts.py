"""A roster ruled: counts and exceptions in the text, everybody in a workbook, one list of gaps."""

from collections.abc import Sequence
from typing import Final

from handlers.kit.roster.candidates import county_candidates, people_listed
from handlers.kit.verdict_words import told
from handlers.kit.wording import cited
from handlers.turn.access import is_supervisor, unit_asked
from handlers.turn.context import Desk
from handlers.turn.entity_extraction import units_in
from handlers.turn.reply import Kind, Link, Reply
from handlers.turn.topic import topic
from rules.verdicts import Verdict, verdicts

_COUNTY: Final = ("全县", "各单位", "所有单位", "全部单位")


@topic("roster_verdicts")
def roster_verdicts(desk: Desk) -> Reply:
    if is_supervisor(desk) and _whole_county(desk):
        found = verdicts(desk.plan, county_candidates(desk.plan, desk.records))
        return _reply(desk, "全县", found, "/verdicts.xlsx")
    unit = unit_asked(desk, "把城关镇的名册判一下")
    if isinstance(unit, Reply):
        return unit
    found = verdicts(desk.plan, people_listed(desk.plan, desk.records, unit))
    return _reply(desk, unit.name, found, f"/verdicts/{unit.id}.xlsx")


def _whole_county(desk: Desk) -> bool:
    text = desk.reading.text
    named = units_in(text, desk.records.roster.units())
    return not named and any(word in text for word in _COUNTY)


def _reply(desk: Desk, of: str, found: Sequence[Verdict], path: str) -> Reply:
    if not found:
        return Reply(Kind.ACTION, f"名册里还没有{of}的人。请先核对名册。")
    clauses = tuple(dict.fromkeys(clause for each in found for clause in each.clauses))
    lines = [*told(desk.plan, of, found), cited(desk.plan, clauses)]
    links = (Link("下载逐人判定表", path),)
    return Reply(Kind.ACTION, "\n".join(line for line in lines if line), clauses, links=links)
