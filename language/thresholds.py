"""Where the plan's rules cut a number: at six months, above 180 days."""

from dataclasses import dataclass

from rules.engine.compile import programs
from rules.plan import Plan

_STEP = 0.05  # to the other side of a threshold: less than any number people tell


@dataclass(frozen=True, order=True)
class Threshold:
    """A number that rules tell apart. `above`: it lies on the lower side itself (超过180天)."""

    at: float
    above: bool = False

    @property
    def low(self) -> float:
        """A number below: 不满6个月, 180天及以下."""
        return self.at if self.above else self.at - _STEP

    @property
    def high(self) -> float:
        """A number from there on: 满6个月, 超过180天."""
        return self.at + _STEP if self.above else self.at


def thresholds(plan: Plan, fact_id: str) -> tuple[Threshold, ...]:
    """The values at which some rule of the plan tells a number of this fact apart, ascending."""
    found: set[Threshold] = set()
    for program in programs(plan).values():
        domain = program.domains.get(fact_id)
        if domain is not None:
            found.update(Threshold(float(cut), bool(side)) for cut, side in domain.cuts)
    return tuple(sorted(found))
