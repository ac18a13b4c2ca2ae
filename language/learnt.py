"""Which topic a message likely asks for, by weights learnt from labelled questions."""

import json
import math
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from language.tables import WORDS
from rules.plan import Facts, Plan

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_GAP = re.compile(r"[\s,.;:?!]+")
FILE = WORDS / "learnt.json"
NOTHING: Mapping[str, Any] = {"topics": [], "bias": [], "grams": {}}
SCALE = 100  # weights are kept as whole hundredths


def features(text: str, facts: Facts) -> frozenset[str]:
    """Characters and pairs of cleaned text, any figure as 0, and the facts it says."""
    plain = f"^{_GAP.sub(' ', _FIGURE.sub('0', text))}$"
    found = {*plain, *(plain[i : i + 2] for i in range(len(plain) - 1))}
    for fact, given in facts.items():
        found.add(f"fact {fact}")
        if isinstance(given.value, bool) or (
            isinstance(given.value, str) and given.value.isascii()
        ):
            found.add(f"fact {fact}={given.value}")
    return frozenset(found)


def weighted(found: Iterable[str], rarity: Mapping[str, float]) -> list[tuple[str, float]]:
    """The known features with their weight in this message; all together have length 1."""
    known = [(one, rarity[one]) for one in sorted(found) if one in rarity]
    length = math.sqrt(sum(weight * weight for _, weight in known)) or 1.0
    return [(one, weight / length) for one, weight in known]


def shares(scores: list[float]) -> list[float]:
    """Scores as probabilities that sum to 1."""
    most = max(scores, default=0.0)
    raised = [math.exp(score - most) for score in scores]
    whole = sum(raised)
    return [one / whole for one in raised]


class Learnt:
    """The table `benchmarks.learn` writes; topics the plan does not have are left out."""

    def __init__(self, plan: Plan, table: Mapping[str, Any] | None = None) -> None:
        self._plan, self._given = plan, table

    @cached_property
    def _table(self) -> Mapping[str, Any]:
        return self._given or json.loads(FILE.read_text(encoding="utf-8"))

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return {gram: row[0] / SCALE for gram, row in self._table["grams"].items()}

    @cached_property
    def known(self) -> frozenset[str]:
        """The topics it was learnt from."""
        return frozenset(self._table["topics"])

    def best(self, text: str, facts: Facts, count: int = 3) -> list[tuple[str, float]]:
        """The likeliest topics with their probability, best first."""
        table = self._table
        scores = [float(one) for one in table["bias"]]
        for gram, weight in weighted(features(text, facts), self._rarity):
            row = table["grams"][gram]
            for at in range(1, len(row), 2):
                scores[row[at]] += weight * row[at + 1]
        likely = shares([one / SCALE for one in scores])
        best = sorted(self._had, key=lambda at: -likely[at])[:count]
        return [(table["topics"][at], likely[at]) for at in best]

    @cached_property
    def _had(self) -> list[int]:
        """Where the topics stand that the plan has."""
        return [at for at, topic in enumerate(self._table["topics"]) if self._has(topic)]

    def _has(self, topic: str) -> bool:
        kind, _, name = topic.partition(":")
        owned = {"plan": self._plan.topics, "silence": self._plan.silences}.get(kind)
        return owned is None or name in owned
