"""Words by which a form is known: what the plan calls the paper first, then its usual names."""

from rules.plan import Plan


def titles_of(plan: Plan, kind: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    """Without the plan's name where the plan has no such paper, or another paper's has it in it."""
    papers = list(plan.papers.values())
    own = next((paper for paper in papers if paper.read_as == kind), None)
    if own is None or any(own.name in each.name for each in papers if each is not own):
        return usual
    return tuple(dict.fromkeys((own.name, *usual)))
