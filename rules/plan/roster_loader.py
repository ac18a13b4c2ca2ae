"""Reads roster.yaml: which facts of the plan the roster and lists of people tell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from rules.plan.roster_facts import KindFact, RosterFacts
from rules.plan.schema import Fact
from rules.plan.source import Source, open_source
from rules.roster import UNIT_KIND_LABELS

# The type of each fact of a secondment: what the roster holds of it.
_SECONDMENT: Final = {"seconded": "bool", "level": "choice", "start": "date", "months": "number"}


def read_roster_facts(file: Path, facts: Mapping[str, Fact]) -> RosterFacts:
    """Without the file a list tells no secondment, and the empty roster has no further columns."""
    if not file.exists():
        return RosterFacts()
    example = f"offered: [{next(iter(facts))}]"
    fields = open_source(file).fields("", "secondment unit_says host_says offered", example)
    told = _secondment(fields["secondment"], facts) if "secondment" in fields else {}
    kinds = {
        name: _kind(fields[name], facts) if name in fields else KindFact()
        for name in ("unit_says", "host_says")
    }
    return RosterFacts(
        seconded=told.get("seconded", ""),
        level=told.get("level", ""),
        start=told.get("start", ""),
        months=told.get("months", ""),
        works_at=kinds["unit_says"],
        host=kinds["host_says"],
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


def _kind(source: Source, facts: Mapping[str, Fact]) -> KindFact:
    """`{fact: …, values: {乡镇: …}, rest: …}`: kinds as the roster's sheet has them."""
    some = {id: fact for id, fact in facts.items() if fact.kind == "choice"}
    first = next(iter(some.items()), None)
    value = next(iter(first[1].values), "…") if first else "…"
    example = f"unit_says: {{fact: {first[0] if first else '…'}, values: {{乡镇: {value}}}}}"
    fields = source.fields("fact", "values rest", example)
    id = fields["fact"].one_of(some, "choice类的事实", example)
    known, kinds = facts[id].values, {words: kind for kind, words in UNIT_KIND_LABELS.items()}
    told = fields["values"].mapping(example) if "values" in fields else {}
    values = {}
    for words, entry in told.items():
        if words not in kinds:
            raise entry.wrong(f"没有“{words}”这种单位；现有：{'、'.join(kinds)}。", example)
        values[kinds[words]] = entry.one_of(known, f"“{facts[id].label}”的值", example)
    rest = fields["rest"].one_of(known, "值", example) if "rest" in fields else ""
    return KindFact(id, values, rest)
