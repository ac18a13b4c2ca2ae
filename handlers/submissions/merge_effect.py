"""What a merge of two units does to rulings, papers and places for 优秀: carried out to be seen."""

from dataclasses import dataclass

from handlers.roster.service import (
    Difference,
    group_names,
    numbers_changed,
    pictures,
    rulings_changed,
)
from handlers.submissions.kept_papers import KeptPaper, kept_papers
from handlers.submissions.owed import UnitPapers, paper_name, unit_papers
from rules.plan import Plan
from storage import Records
from storage.precedents import plan_in_force
from storage.views import Edit, Merged, Unit


@dataclass(frozen=True)
class Papers:
    """How many a unit owes, and how many of them are missing."""

    owed: int
    missing: int


@dataclass(frozen=True)
class MergeEffect:
    """`old`, `new` and `after`: papers of the two units before, and of the one that remains.

    `own`: its own papers that count, made before the others came; `kept`: papers that stay under
    the name of the unit that goes; `groups`: the assessment groups of the two, empty for none.
    """

    merged: Merged
    rulings: tuple[Difference, ...]
    numbers: tuple[Difference, ...]
    old: Papers
    new: Papers
    after: Papers
    own: tuple[str, ...]
    kept: tuple[KeptPaper, ...]
    groups: tuple[str, str]


def merge_effect(
    plan: Plan, records: Records, old: Unit, new: Unit, edit: Edit
) -> MergeEffect | None:
    """Merges the units; the caller takes it back. None where they are one already."""
    plan = plan_in_force(plan, records)
    before = pictures(plan, records, (old.id, new.id))
    papers = [unit_papers(plan, records, unit.id) for unit in (old, new)]
    merged = records.merging.merge(old.id, new.id, edit)
    if merged is None:
        return None
    after = pictures(plan, records, (new.id,))
    names = group_names(records)
    kept = kept_papers(plan, records, new.id)
    return MergeEffect(
        merged,
        rulings=tuple(rulings_changed(plan, before, after)),
        numbers=tuple(numbers_changed(plan, before, after)),
        old=_papers(papers[0]),
        new=_papers(papers[1]),
        after=_papers(unit_papers(plan, records, new.id)),
        own=_own(papers[1]),
        kept=tuple(each for each in kept if each.handin.receipt in merged.kept),
        groups=(names.get(old.group_id or 0, ""), names.get(new.group_id or 0, "")),
    )


def _papers(papers: UnitPapers) -> Papers:
    return Papers(len(papers.items), len(papers.gaps))


def _own(papers: UnitPapers) -> tuple[str, ...]:
    """The unit's own papers, whose version in force was made without the others."""
    return tuple(
        f"{paper_name(item.paper)}第{item.handin.version}版（回执号{item.handin.receipt}）"
        for item in papers.items
        if item.person is None and item.handin is not None and not item.missing
    )
