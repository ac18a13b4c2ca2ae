"""What was seen of a replayed season, and what ought to have been said."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from bot.clock import SHANGHAI
from simulator.driver import Seen


@dataclass
class Outcome:
    """Every message seen, and what ought to have been said."""

    messages: list[Seen] = field(default_factory=list)
    expected: set[tuple[date, str]] = field(default_factory=set)
    settled: set[tuple[date, str]] = field(default_factory=set)  # owing nothing any more
    killed: int = 0
    ledger: Counter[str] = field(default_factory=Counter)
    ceiling: int = 0
    told_in_ledger: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def digests(self) -> list[tuple[date, str]]:
        """Day and unit of each reminder to a unit."""
        return [
            (each.at.astimezone(SHANGHAI).date(), unit)
            for each in self.messages
            if (unit := unit_of(each.text))
        ]


def unit_of(text: str) -> str:
    """Whose reminder it is; empty for another message."""
    head = text.partition("\n")[0]
    return head.partition("【")[2].partition("】")[0] if "件考核材料没有交" in head else ""
