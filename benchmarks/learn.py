"""Learns `language/words/learnt.json` from the labelled questions and the plan's examples.

A turn's label is the topic our own reader came to where the turn passes its gold, and none where
it does not. Softmax regression, a fixed number of rounds in a fixed order: the same files give
the same table. `python -m benchmarks.learn` takes about a minute.
"""

import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.labels import QUESTIONS, Labelled, examples, labelled
from language.learnt import FILE, SCALE, features, shares, weighted
from rules.loading import load_plan

PLAN = Path(__file__).parent.parent / "plans" / "2019"
_ROUNDS, _STEP, _SEED = 8, 0.5, 2019
_START = 0.01  # of the sum of squares each weight's step shrinks by
_SEEN = 2  # messages a feature must be seen in
_SLIGHT, _WEAK = 0.003, 30  # probabilities too small to learn from; hundredths too small to keep


@dataclass
class _Row:
    """Weights of one feature, and what their steps shrink by."""

    weights: list[float]
    squares: list[float]


def learn(questions: Sequence[Labelled]) -> dict[str, Any]:
    """The table: topics, the bias of each, and by feature its rarity and its weights."""
    found = [features(one.text, one.facts) for one in questions]
    seen = Counter(gram for grams in found for gram in grams)
    rarity = {
        gram: round(SCALE * math.log(1 + len(found) / times)) / SCALE
        for gram, times in sorted(seen.items())
        if times >= _SEEN
    }
    topics = sorted({one.topic for one in questions})
    place = {topic: number for number, topic in enumerate(topics)}
    rows = {gram: _row(len(topics)) for gram in rarity}
    bias = _row(len(topics))
    told = [
        ([(rows[gram], weight) for gram, weight in weighted(grams, rarity)], place[one.topic])
        for grams, one in zip(found, questions, strict=True)
    ]
    order = random.Random(_SEED)  # an order to learn in, nothing secret
    for _ in range(_ROUNDS):
        order.shuffle(told)
        for known, right in told:
            _learn_from([*known, (bias, 1.0)], right)
    return {
        "topics": topics,
        "bias": [round(SCALE * one) for one in bias.weights],
        "grams": {g: [round(SCALE * rarity[g]), *_kept(rows[g].weights)] for g in rarity},
    }


def _row(count: int) -> _Row:
    return _Row([0.0] * count, [_START] * count)


def _learn_from(known: Sequence[tuple[_Row, float]], right: int) -> None:
    scores = [0.0] * len(known[0][0].weights)
    for row, weight in known:
        scores = [score + weight * own for score, own in zip(scores, row.weights, strict=True)]
    faults = [(at, share) for at, share in enumerate(shares(scores)) if share > _SLIGHT]
    off = dict(faults)
    off[right] = off.get(right, 0.0) - 1
    for row, weight in known:
        for at, fault in off.items():
            slope = weight * fault
            row.squares[at] += slope * slope
            row.weights[at] -= _STEP * slope / math.sqrt(row.squares[at])


def _kept(weights: Iterable[float]) -> list[int]:
    whole = ((at, round(SCALE * one)) for at, one in enumerate(weights))
    return [number for at, one in whole if abs(one) >= _WEAK for number in (at, one)]


def main() -> None:
    plan = load_plan(PLAN)
    questions = [one for file in QUESTIONS for one in labelled(file, plan)]
    table = learn([*questions, *examples(plan)])
    grams = ",\n".join(
        f"{json.dumps(gram, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for gram, row in table["grams"].items()
    )
    head = f'{{"topics":{json.dumps(table["topics"])},\n"bias":{json.dumps(table["bias"])},\n'
    FILE.write_text(f'{head}"grams":{{\n{grams}\n}}}}\n', encoding="utf-8")
    print(f"{len(questions)} turns, {len(table['grams'])} features, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
