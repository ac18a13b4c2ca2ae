"""Reads roster.yaml: which facts of the plan the roster and lists of people tell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from rules.plan.roster_facts import RosterFacts
from rules.plan.schema import Fact
from rules.plan.source import Source, open_source

# The type of each fact of a secondment: what the roster holds of it.
_SECONDMENT: Final = {"seconded": "bool", "level": "choice", "start": "date", "months": "number"}


def read_roster_facts(file: Path, facts: Mapping[str, Fact]) -> RosterFacts:
    """Without the file a list tells no secondment, and the empty roster has no further columns."""
    if not file.exists():
        return RosterFacts()
    example = f"offered: [{next(iter(facts))}]"
    fields = open_source(file).fields("", "secondment offered", example)
    told = _secondment(fields["secondment"], facts) if "secondment" in fields else {}
    return RosterFacts(
        seconded=told.get("seconded", ""),
        level=told.get("level", ""),
        start=told.get("start", ""),
        months=told.get("months", ""),
        offered=fields["offered"].names(facts, "事实", example) if "offered" in fields else (),
    )


def _secondment(source: Source, facts: Mapping[str, Fact]) -> dict[str, str]:
    some = {
        what: {id: fact for id, fact in facts.items() if fact.kind == kind}
        for what, kind in _SECONDMENT.items()
    }
    right = ", ".join(f"{what}: {next(iter(ids))}" for what, ids in some.items() if ids)
    example = f"secondment: {{{right}}}"
    fields = source.fields("seconded", "level start months", example)
    return {
        what: entry.one_of(some[what], f"{_SECONDMENT[what]}类的事实", example)
        for what, entry in fields.items()
    }
