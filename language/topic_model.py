"""Which topics a message likely asks for, by weights learnt from `language/corpus/`."""

import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from language.reading import Context
from rules.plan import Facts, Plan
from rules.plan.answers import answered_by_plan

FILE = Path(__file__).with_name("topics.npz")
Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.int8]
Numbers = npt.NDArray[np.uint64]
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_LONGEST = 3  # characters of a run
_BITS = 21  # of a character, so that a run and one bit more fill a number
_ALIKE = 0.35  # mean share of a topic's examples that another plan's topic takes
_NOTHING = 2e-5  # a probability that is as good as none
_SHORT = 10  # characters of a message that may lean on the one before


@dataclass(frozen=True)
class Weights:
    """A layer over features, and a layer over that.

    `numbers`: one a feature, in order, as `runs` and `number_of` give them: as text they would take
    10 MB more. `told`: in their order, the features that tell more than a run of characters.
    `rarity`: one a feature; `features`: features × width; `topics`: width × topics; `heat`: what
    the scores are divided by, so that of the readings called 80 % likely four of five are right.
    `scale`: what each row of `features` is multiplied by, where they are kept as bytes.
    """

    numbers: Numbers
    told: tuple[str, ...]
    names: tuple[str, ...]
    rarity: Floats
    features: Floats | Bytes
    shift: Floats
    topics: Floats
    bias: Floats
    heat: float = 1.0
    scale: Floats | None = None

    def of(self, known: Sequence[int] | slice) -> Floats:
        """Rows of `features`. Multiplied when asked for: as floats they would take 15 MB more."""
        if self.scale is None:
            return self.features[known].astype(np.float32)
        rows: Floats = self.features[known].astype(np.float32) * self.scale[known][:, None]
        return rows

    def packed(self) -> bytes:
        """The weights as kept in a file: a byte a weight with one scale a feature."""
        rows = self.of(slice(None))
        most = np.maximum(np.abs(rows).max(axis=1, initial=0.0), 1e-6) / 127
        file = io.BytesIO()
        np.savez_compressed(
            file,
            numbers=self.numbers,
            told=_bytes_of(self.told),
            names=_bytes_of(self.names),
            rarity=self.rarity.astype(np.float16),
            features=np.rint(rows / most[:, None]).astype(np.int8),
            scale=most.astype(np.float32),
            shift=self.shift,
            topics=self.topics.astype(np.float16),
            bias=self.bias,
            heat=np.float32(self.heat),
        )
        return file.getvalue()

    @classmethod
    def unpacked(cls, packed: bytes) -> "Weights":
        """Read what `packed` gave."""
        with np.load(io.BytesIO(packed), allow_pickle=False) as kept:
            return cls(
                numbers=kept["numbers"],
                told=_lines_of(kept["told"]),
                names=_lines_of(kept["names"]),
                rarity=kept["rarity"],
                features=kept["features"],
                shift=kept["shift"],
                topics=kept["topics"].astype(np.float32),
                bias=kept["bias"],
                heat=float(kept["heat"]),
                scale=kept["scale"],
            )


def runs(text: str) -> Numbers:
    """Each run of one to three characters of cleaned text as a number, in order.

    No two runs have the same, and numbers stand in the order of the characters.
    """
    plain = f"^{_FIGURE.sub('0', text)}$".encode("utf-32-le", "surrogatepass")
    last = np.frombuffer(plain, np.uint32).astype(np.uint64)
    found, run = [], np.zeros(len(last), np.uint64)
    for place in reversed(range(_LONGEST)):
        run = run[: len(last)] | (last << np.uint64(1 + place * _BITS))
        found.append(run)
        last = last[1:]
    every = np.concatenate(found)
    every.sort()
    return every


def number_of(told: str) -> int:
    """The number of what tells more than a run: odd, and where its first characters stand."""
    return 1 + sum(
        ord(one) << (1 + (_LONGEST - 1 - at) * _BITS) for at, one in enumerate(told[:_LONGEST])
    )


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
        numbers, rows, said = self.weights.numbers, self._told, runs(text)
        at = numbers.searchsorted(said)
        known = at[numbers.take(at, mode="clip") == said].tolist()
        return self._shares(sorted({*known, *map(rows.__getitem__, rows.keys() & besides)}))

    def _shares(self, known: list[int]) -> Floats:
        own = self.weights
        rarity = own.rarity[known].astype(np.float32)
        length = math.sqrt(float(rarity @ rarity)) or 1.0
        hidden = np.maximum((rarity / length) @ own.of(known) + own.shift, 0)
        scores = (hidden @ own.topics + own.bias) / own.heat
        raised = np.exp(scores - scores.max())
        shares: Floats = raised / raised.sum()
        return shares


def _bytes_of(lines: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _lines_of(kept: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    text = kept.tobytes().decode()
    return tuple(text.split("\n")) if text else ()
