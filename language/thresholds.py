"""Where the plan's rules cut a number: at six months, at ninety points."""

from rules.engine.compile import programs
from rules.plan import Plan


def thresholds(plan: Plan, fact_id: str) -> tuple[float, ...]:
    """The values at which some rule of the plan tells a number of this fact apart, ascending."""
    found: set[float] = set()
    for program in programs(plan).values():
        domain = program.domains.get(fact_id)
        if domain is not None:
            found.update(float(cut) for cut, _ in domain.cuts)
    return tuple(sorted(found))
