"""What a merge of two units does to rulings, papers and places for 优秀: carried out to be seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handlers.kit.merged_units import KeptPaper, kept_papers
from handlers.kit.papers import UnitPapers, paper_name, unit_papers
from handlers.kit.roster import this_unit, unit_candidates, unit_standings
from rules.ledger import ledgers
from rules.plan import Plan
from rules.standing import Candidate
from rules.verdicts import verdicts
from storage import Records
from storage.precedents import plan_in_force
from storage.views import Edit, Merged, Unit


@dataclass(frozen=True)
class Numbers:
    """A unit's papers and places: owed and missing, the base and the most 优秀 for certain."""

    owed: int
    missing: int
    base: int
    most: int


@dataclass(frozen=True)
class Change:
    """One ruling on one person that comes out otherwise."""

    name: str
    axis: str
    before: str
    after: str


@dataclass(frozen=True)
class Effect:
    """`own`: the unit's own papers of the remaining unit that count, made before the others came.

    `kept`: papers that stay under the name of the unit that goes; `groups`: the assessment groups
    of the two, empty for none.
    """

    merged: Merged
    rulings: tuple[Change, ...]
    old: Numbers
    new: Numbers
    after: Numbers
    own: tuple[str, ...]
    kept: tuple[KeptPaper, ...]
    groups: tuple[str, str]


def merge_effect(plan: Plan, records: Records, old: Unit, new: Unit, edit: Edit) -> Effect | None:
    """Merges the units; the caller takes it back. None where they are one already."""
    plan = plan_in_force(plan, records)
    before = _rulings(plan, records, (old, new))
    was, had = (_numbers(plan, records, unit) for unit in (old, new))
    own = _own(unit_papers(plan, records, new.id))
    merged = records.merging.merge(old.id, new.id, edit)
    if merged is None:
        return None
    after = _rulings(plan, records, (new,))
    kept = tuple(k for k in kept_papers(plan, records, new.id) if k.handin.receipt in merged.kept)
    changes = tuple(_changes(before, after))
    names = {group.id: group.name for group in records.roster.groups()}
    groups = names.get(old.group_id or 0, ""), names.get(new.group_id or 0, "")
    return Effect(merged, changes, was, had, _numbers(plan, records, new), own, kept, groups)


def _rulings(
    plan: Plan, records: Records, units: Iterable[Unit]
) -> dict[int, tuple[str, Mapping[str, str]]]:
    """By person the name and every settled ruling in words."""
    people: dict[int, Candidate] = {}
    for unit in units:
        people |= {each.id: each for each in unit_candidates(plan, records, unit)}
    axes = plan.axes
    return {
        each.person.id: (
            each.person.name,
            {axes[axis].label: axes[axis].values[value] for axis, value in each.values.items()},
        )
        for each in verdicts(plan, people.values())
    }


def _changes(
    before: Mapping[int, tuple[str, Mapping[str, str]]],
    after: Mapping[int, tuple[str, Mapping[str, str]]],
) -> Iterable[Change]:
    for id, (name, rulings) in before.items():
        now = after.get(id, (name, {}))[1]
        for axis in {**rulings, **now}:
            if rulings.get(axis) != now.get(axis):
                yield Change(name, axis, rulings.get(axis, "定不下来"), now.get(axis, "定不下来"))


def _numbers(plan: Plan, records: Records, unit: Unit) -> Numbers:
    papers = unit_papers(plan, records, unit.id)
    book = ledgers(plan, this_unit(unit), unit_standings(plan, records, unit))[0]
    return Numbers(len(papers.items), len(papers.gaps), book.base, book.line.sure.most)


def _own(papers: UnitPapers) -> tuple[str, ...]:
    """The unit's own papers, whose version in force was made without the others."""
    return tuple(
        f"{paper_name(item.paper)}第{item.handin.version}版（回执号{item.handin.receipt}）"
        for item in papers.items
        if item.person is None and item.handin is not None and not item.missing
    )
