"""Learns `language/topics.npz` from `language/corpus/`: `python -m benchmarks.learn`.

A layer over characters, facts, the talk's state and what the word tables found, and one over that,
learnt in a fixed order from a fixed seed; then how sure it may be, on hands left out of learning.
With `--left-out HAND …` these hands are not learnt from and nothing is written but that file.
"""

import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.labels import Labelled, Labels
from language.evidence import kind_of
from language.topic_model import FILE, Floats, TopicModel, Weights, number_of, runs, told_by
from rules.loading import load_plan

PLAN = Path(__file__).parent.parent / "plans" / "2019"
ANY_COMMAND = "command"  # of a label: some command, which one is not told
_SEEN = 3  # messages a feature must be seen in
_WIDTH, _ROUNDS, _BATCH, _STEP, _DROPPED, _SEED = 96, 14, 32, 0.08, 0.4, 2019
_UNSEEN = 0.25  # of a message's features that a round does not show
_START = 1e-3  # of the sum of squares each step shrinks by
_FOLDS = 6
_TOLD = 10.0  # … that a feature counts at least which is more than characters
_HEATS = tuple(one / 10 for one in range(8, 41))
Wide = npt.NDArray[np.float32]
_Feature = tuple[int, str]  # the number of a run alone; of what tells more, also its words


@dataclass(frozen=True)
class _Data:
    """Messages as known features with their weights, and which topics are right for each."""

    known: list[tuple[npt.NDArray[np.intp], Wide]]
    right: Wide


def nothing() -> Weights:
    """Weights that know no topic: the word tables alone decide."""
    none, flat = np.zeros(0, np.float32), np.zeros((1, 0), np.float32)
    first, shift = np.zeros((0, 1), np.float32), np.zeros(1, np.float32)
    return Weights(np.zeros(0, np.uint64), (), (), none, first, shift, flat, none)


def learn(messages: Sequence[Labelled]) -> Weights:
    """The weights, not yet calibrated."""
    found = [_features(one) for one in messages]
    seen = Counter(one for some in found for one in some)
    vocabulary = sorted(one for one, times in seen.items() if times >= _SEEN)
    rarity = np.array([_rarity(one, seen[one], len(found)) for one in vocabulary], np.float32)
    names = tuple(sorted({t for one in messages for t in one.topics} - {ANY_COMMAND}))
    place = {one: at for at, one in enumerate(vocabulary)}
    data = _Data([_known(some, place, rarity) for some in found], _right(messages, names))
    numbers = np.array([number for number, _ in vocabulary], np.uint64)
    more = tuple(name for _, name in vocabulary if name)
    return Weights(numbers, more, names, rarity, *_layers(data, len(vocabulary)))


def _features(one: Labelled) -> set[_Feature]:
    besides = told_by(one.text, one.facts, one.context, one.evidence)
    found = {(number, "") for number in runs(one.text).tolist()}
    return found | {(number_of(each), each) for each in besides}


def _rarity(feature: _Feature, seen: int, of: int) -> float:
    """How much a feature counts: the rarer the more; what is more than characters always much."""
    return max(math.log(1 + of / seen), _TOLD if feature[1] else 0.0)


def _known(
    found: set[_Feature], place: dict[_Feature, int], rarity: Floats
) -> tuple[npt.NDArray[np.intp], Wide]:
    at = np.array(sorted(place[one] for one in found if one in place), dtype=np.intp)
    weight = rarity[at]
    return at, weight / (math.sqrt(float(weight @ weight)) or 1.0)


def _right(messages: Sequence[Labelled], names: tuple[str, ...]) -> Wide:
    place = {one: at for at, one in enumerate(names)}
    commands = [at for one, at in place.items() if kind_of(one) == "command"]
    right = np.zeros((len(messages), len(names)), np.float32)
    for row, one in zip(right, messages, strict=True):
        row[[place[t] for t in one.topics if t in place]] = 1
        if ANY_COMMAND in one.topics:
            row[commands] = 1
    return right


def _layers(data: _Data, count: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Adagrad on the probability of any right topic.

    A part of the features and of the width is dropped at random, so that no single one is leant on.
    """
    chance = np.random.default_rng(_SEED)
    kinds = data.right.shape[1]
    first = chance.normal(0, 0.1, (count, _WIDTH)).astype(np.float32)
    second = chance.normal(0, 0.1, (_WIDTH, kinds)).astype(np.float32)
    shift, bias = np.full(_WIDTH, 0.05, np.float32), np.zeros(kinds, np.float32)
    squares = [np.full(one, _START, np.float32) for one in (count, second.shape, kinds, _WIDTH)]
    for turn in range(_ROUNDS):
        step = _STEP * (1 - turn / _ROUNDS)
        order = chance.permutation(len(data.known))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            at, dense = _dense([data.known[one] for one in batch])
            dense = dense * (chance.random(dense.shape, np.float32) > _UNSEEN) / (1 - _UNSEEN)
            sums = dense @ first[at] + shift
            kept = _kept(sums, chance)
            hidden = sums * kept
            shares = _softmax(hidden @ second + bias)
            meant = shares * data.right[batch]
            off = shares - meant / np.maximum(meant.sum(axis=1, keepdims=True), 1e-9)
            slopes = (hidden.T @ off, off.sum(axis=0), (off @ second.T) * kept)
            inner = dense.T @ slopes[2]
            squares[0][at] += (inner * inner).mean(axis=1)
            first[at] -= step * inner / np.sqrt(squares[0][at])[:, None]
            _stepped(second, slopes[0], squares[1], step)
            _stepped(bias, slopes[1], squares[2], step)
            _stepped(shift, slopes[2].sum(axis=0), squares[3], step)
    return first, shift, second, bias


def _kept(sums: Wide, chance: np.random.Generator) -> Wide:
    """What counts of each sum: none below nothing, and of the rest a part by chance."""
    kept = (sums > 0) * (chance.random(sums.shape) > _DROPPED) / (1 - _DROPPED)
    return kept.astype(np.float32)


def _stepped(own: Wide, slope: Wide, squares: Wide, step: float) -> None:
    """One step of Adagrad, in place."""
    squares += slope * slope
    own -= step * slope / np.sqrt(squares)


def _dense(known: Sequence[tuple[npt.NDArray[np.intp], Wide]]) -> tuple[npt.NDArray[np.intp], Wide]:
    """The features that a batch has, and each message's weights of them."""
    at = np.unique(np.concatenate([one for one, _ in known]))
    dense = np.zeros((len(known), len(at)), np.float32)
    for row, (own, weight) in zip(dense, known, strict=True):
        row[np.searchsorted(at, own)] = weight
    return at, dense


def _softmax(scores: npt.NDArray[np.floating]) -> Wide:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Wide = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def heat(messages: Sequence[Labelled]) -> float:
    """What makes the weights as sure as they are right, by hands left out of learning in turn."""
    plan = load_plan(PLAN)
    hands = sorted({one.hand for one in messages if one.evidence})
    shares = []
    for fold in range(_FOLDS):
        left = set(hands[fold::_FOLDS])
        model = TopicModel(plan, learn([one for one in messages if one.hand not in left]))
        for one in (one for one in messages if one.hand in left):
            likely = model.likely(one.text, one.facts, one.context, one.evidence)
            right = [_is_right(topic, one) for topic in likely]
            shares.append((np.log(np.maximum(list(likely.values()), 1e-9)), np.array(right)))
    return min(_HEATS, key=lambda heat: -sum(_surely(*one, heat) for one in shares))


def _surely(logs: npt.NDArray[np.float64], right: npt.NDArray[np.bool_], heat: float) -> float:
    raised = np.exp(logs / heat)
    return math.log(max(float(raised[right].sum() / raised.sum()), 1e-6))


def _is_right(topic: str, one: Labelled) -> bool:
    some = ANY_COMMAND in one.topics and kind_of(topic) == "command"
    return topic in one.topics or some


def learnt(left_out: Sequence[str] = ()) -> Weights:
    """All that is learnt from the corpus, but for the hands `left_out`."""
    every = Labels(load_plan(PLAN), nothing()).all()
    messages = [one for one in every if one.hand not in left_out]
    return replace(learn(messages), heat=heat(messages))


def main(left_out: Sequence[str]) -> None:
    weights = learnt(left_out)
    file = Path(f"topics-without-{'-'.join(left_out)}.npz") if left_out else FILE
    file.write_bytes(weights.packed())
    size = file.stat().st_size
    print(f"{len(weights.numbers)} features, {len(weights.names)} topics, {size} bytes")


if __name__ == "__main__":
    main(sys.argv[2:] if sys.argv[1:2] == ["--left-out"] else [])
