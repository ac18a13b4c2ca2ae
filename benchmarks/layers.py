"""Fits the two layers of `language.weights` to messages, in a fixed order from a fixed seed."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from language.weights import Floats, Weights

_BATCH, _STEP, _DROPPED, _SEED = 32, 0.08, 0.4, 2019
_UNSEEN = 0.25  # of a message's features that a round does not show
_HEATS = tuple(one / 10 for one in range(8, 41))
_START = 1e-3  # of the sum of squares each step shrinks by
_TOLD = 10.0  # … that a feature counts at least which is more than characters
Wide = npt.NDArray[np.float32]
Feature = tuple[int, str]  # the number of a run alone; of what tells more, also its words
_Known = tuple[npt.NDArray[np.intp], Wide]


@dataclass(frozen=True)
class Lesson:
    """What is learnt from.

    `found`: each message's features; `right`: messages × names, 1 where a name is right; `groups`:
    columns of which each message has one, none where no name of the group is right; `seen`: in how
    many messages a feature must be; `width`: of the first layer.
    """

    found: Sequence[set[Feature]]
    right: Wide
    names: tuple[str, ...]
    groups: Sequence[slice]
    seen: int
    width: int


def nothing() -> Weights:
    """Weights that know no name."""
    none, flat = np.zeros(0, np.float32), np.zeros((1, 0), np.float32)
    first, shift = np.zeros((0, 1), np.float32), np.zeros(1, np.float32)
    return Weights(np.zeros(0, np.uint64), (), (), none, first, shift, flat, none)


def fitted(lesson: Lesson, rounds: int) -> Weights:
    """The weights, not yet calibrated."""
    seen = Counter(one for some in lesson.found for one in some)
    vocabulary = sorted(one for one, times in seen.items() if times >= lesson.seen)
    count = len(lesson.found)
    rarity = np.array([_rarity(one, seen[one], count) for one in vocabulary], np.float32)
    place = {one: at for at, one in enumerate(vocabulary)}
    known = [_known(some, place, rarity) for some in lesson.found]
    numbers = np.array([number for number, _ in vocabulary], np.uint64)
    more = tuple(name for _, name in vocabulary if name)
    return Weights(
        numbers, more, lesson.names, rarity, *_layers(known, len(vocabulary), lesson, rounds)
    )


def heat_of(shares: Sequence[tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]]) -> float:
    """What makes probabilities as sure as they are right: of logarithms and which were right."""
    return min(_HEATS, key=lambda heat: -sum(_surely(*one, heat) for one in shares))


def _surely(logs: npt.NDArray[np.float64], right: npt.NDArray[np.bool_], heat: float) -> float:
    raised = np.exp(logs / heat)
    return math.log(max(float(raised[right].sum() / raised.sum()), 1e-6))


def _rarity(feature: Feature, seen: int, of: int) -> float:
    """How much a feature counts: the rarer the more; what is more than characters always much."""
    return max(math.log(1 + of / seen), _TOLD if feature[1] else 0.0)


def _known(found: set[Feature], place: dict[Feature, int], rarity: Floats) -> _Known:
    at = np.array(sorted(place[one] for one in found if one in place), dtype=np.intp)
    weight = rarity[at]
    return at, weight / (math.sqrt(float(weight @ weight)) or 1.0)


def _layers(
    known: Sequence[_Known], count: int, lesson: Lesson, rounds: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Adagrad on the probability of any right name of each group.

    A part of the features and of the width is dropped at random, so that no single one is leant on.
    """
    chance = np.random.default_rng(_SEED)
    kinds, width = len(lesson.names), lesson.width
    first = chance.normal(0, 0.1, (count, width)).astype(np.float32)
    second = chance.normal(0, 0.1, (width, kinds)).astype(np.float32)
    shift, bias = np.full(width, 0.05, np.float32), np.zeros(kinds, np.float32)
    squares = [np.full(one, _START, np.float32) for one in (count, second.shape, kinds, width)]
    for turn in range(rounds):
        step = _STEP * (1 - turn / rounds)
        order = chance.permutation(len(known))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            at, dense = _dense([known[one] for one in batch])
            shown = chance.random(dense.shape, np.float32) > _UNSEEN
            dense = (dense * shown / (1 - _UNSEEN)).astype(np.float32)
            sums: Wide = (dense @ first[at] + shift).astype(np.float32)
            kept = _kept(sums, chance)
            hidden: Wide = sums * kept
            scores: Wide = (hidden @ second + bias).astype(np.float32)
            off = _off(scores, lesson.right[batch], lesson.groups)
            slopes = (hidden.T @ off, off.sum(axis=0), (off @ second.T) * kept)
            inner = dense.T @ slopes[2]
            squares[0][at] += (inner * inner).mean(axis=1)
            first[at] -= step * inner / np.sqrt(squares[0][at])[:, None]
            _stepped(second, slopes[0], squares[1], step)
            _stepped(bias, slopes[1], squares[2], step)
            _stepped(shift, slopes[2].sum(axis=0), squares[3], step)
    return first, shift, second, bias


def _off(scores: Wide, right: Wide, groups: Sequence[slice]) -> Wide:
    """How far the probabilities are from what is right, a group at a time."""
    off = np.empty_like(scores)
    for one in groups:
        shares, wanted = _softmax(scores[:, one]), right[:, one]
        meant = shares * wanted
        told = wanted.any(axis=1, keepdims=True)
        off[:, one] = (shares - meant / np.maximum(meant.sum(axis=1, keepdims=True), 1e-9)) * told
    return off


def _kept(sums: Wide, chance: np.random.Generator) -> Wide:
    """What counts of each sum: none below nothing, and of the rest a part by chance."""
    kept = (sums > 0) * (chance.random(sums.shape) > _DROPPED) / (1 - _DROPPED)
    return kept.astype(np.float32)


def _stepped(own: Wide, slope: Wide, squares: Wide, step: float) -> None:
    """One step of Adagrad, in place."""
    squares += slope * slope
    own -= step * slope / np.sqrt(squares)


def _dense(known: Sequence[_Known]) -> tuple[npt.NDArray[np.intp], Wide]:
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
