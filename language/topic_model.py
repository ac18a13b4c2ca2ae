"""Which topics a message likely asks for, by weights learnt from `language/corpus/`."""

from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from pathlib import Path

import numpy as np

from language.reading import Context
from language.weights import Floats, Weights, runs
from rules.plan import Facts, Plan
from rules.plan.answers import answered_by_plan

FILE = Path(__file__).with_name("topics.npz")
_ALIKE = 0.35  # mean share of a topic's examples that another plan's topic takes
_NOTHING = 2e-5  # a probability that is as good as none
_SHORT = 10  # characters of a message that may lean on the one before


def told_by(text: str, facts: Facts, context: Context, evidence: Iterable[str]) -> set[str]:
    """The facts of a text, what the talk is at, and the evidence."""
    found = set(evidence)
    for fact, given in facts.items():
        found.add(f"fact {fact}")
        value = str(given.value)
        if not value[:1].isdigit():
            found.add(f"fact {fact}={value}")
    short = "short" if len(text) <= _SHORT else "long"
    for state in (f"after {context.topic}", f"open {context.open_fact}"):
        found |= {state, f"{state} {short}"}
    return found


class TopicModel:
    """Tells how likely each topic of the plan is. Built once; safe to share between threads."""

    def __init__(self, plan: Plan, weights: Weights | None = None) -> None:
        """`weights`: others than those kept beside this file, for measuring."""
        self._plan, self._given = plan, weights

    @cached_property
    def weights(self) -> Weights:
        """The weights, read when first needed."""
        return self._given or Weights.unpacked(FILE.read_bytes())

    @cached_property
    def _told(self) -> Mapping[str, int]:
        """The row of each feature that tells more than a run."""
        rows = np.flatnonzero(self.weights.numbers & 1).tolist()
        return dict(zip(self.weights.told, rows, strict=True))

    @cached_property
    def _meaning(self) -> tuple[str | None, ...]:
        """By learnt topic the plan's own; None where it has none."""
        return tuple(
            one if answered_by_plan(self._plan, one) else self._learnt.get(one)
            for one in self.weights.names
        )

    @cached_property
    def _learnt(self) -> Mapping[str, str]:
        """Learnt topics of another plan that are what a topic of this one asks, by its examples.

        So “对结果不服找谁” is read under a notice whose text on appeals was never learnt.
        """
        own = self.weights.names
        matters = {
            f"plan:{id}": (one.title, *one.examples) for id, one in self._plan.topics.items()
        }
        matters |= {
            f"silence:{id}": (one.title, *one.examples) for id, one in self._plan.silences.items()
        }
        foreign = [at for at, one in enumerate(own) if not answered_by_plan(self._plan, one)]
        nothing = Context(self._plan.cutoff)
        best: dict[str, tuple[float, str]] = {}
        for topic, said in matters.items() if foreign else ():
            if topic in own:
                continue
            shares = np.mean([self._of(one, told_by(one, {}, nothing, ())) for one in said], axis=0)
            at = max(foreign, key=lambda one: float(shares[one]))
            if shares[at] >= _ALIKE:
                best[own[at]] = max(best.get(own[at], (0.0, "")), (float(shares[at]), topic))
        return {learnt: topic for learnt, (_, topic) in best.items()}

    def is_unlearnt(self, topic: str) -> bool:
        """Whether the weights were learnt without this text or silence of the plan."""
        return topic.startswith(("plan:", "silence:")) and topic not in self.weights.names

    def likely(
        self, text: str, facts: Facts, context: Context, evidence: Iterable[str] = ()
    ) -> dict[str, float]:
        """The topics of the plan with their probability, the likeliest first; 1 in 50,000 is none.

        What is missing from their sum falls to topics of other plans. `evidence`: what the word
        tables say, as `language.evidence` tells it.
        """
        if not self.weights.names:
            return {}
        shares = self._of(text, told_by(text, facts, context, evidence))
        found: dict[str, float] = {}
        told = np.flatnonzero(shares > _NOTHING)
        order = told[np.argsort(-shares[told], kind="stable")]
        meaning = self._meaning
        for at, share in zip(order.tolist(), shares[order].tolist(), strict=True):
            topic = meaning[at]
            if topic is not None:
                found[topic] = found.get(topic, 0.0) + share
        return dict(sorted(found.items(), key=lambda pair: -pair[1])) if self._learnt else found

    def _of(self, text: str, besides: Set[str]) -> Floats:
        rows = self._told
        known = self.weights.rows_of(runs(text))
        scores = self.weights.scores(
            sorted({*known, *map(rows.__getitem__, rows.keys() & besides)})
        )
        raised = np.exp(scores - scores.max())
        shares: Floats = raised / raised.sum()
        return shares
