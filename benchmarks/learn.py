"""Learns the weights from `language/corpus/`: `python -m benchmarks.learn`.

First those of facts (`benchmarks.learn_facts`), with which the messages are then read; of topics:

A layer over characters, facts, the talk's state and what the word tables found, and one over that,
learnt in a fixed order from a fixed seed; then how sure it may be, on hands left out of learning.
With `--left-out HAND …` these hands are not learnt from and nothing is written but that file.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks import learn_facts
from benchmarks.labels import Labelled, Labels
from benchmarks.layers import Feature, Lesson, Wide, fitted, heat_of, nothing
from language import fact_model
from language.evidence import kind_of
from language.topic_model import FILE, TopicModel, told_by
from language.weights import Weights, number_of, runs
from rules.loading import load_plan

PLAN = Path(__file__).parent.parent / "plans" / "2019"
ANY_COMMAND = "command"  # of a label: some command, which one is not told
_ROUNDS, _WIDTH = 14, 96
_SEEN = 3  # messages a feature must be seen in
_FOLDS = 6


def learn(messages: Sequence[Labelled]) -> Weights:
    """The weights, not yet calibrated."""
    names = tuple(sorted({t for one in messages for t in one.topics} - {ANY_COMMAND}))
    found = [_features(one) for one in messages]
    right = _right(messages, names)
    return fitted(Lesson(found, right, names, [slice(None)], _SEEN, _WIDTH), _ROUNDS)


def _features(one: Labelled) -> set[Feature]:
    besides = told_by(one.text, one.facts, one.context, one.evidence)
    found = {(number, "") for number in runs(one.text).tolist()}
    return found | {(number_of(each), each) for each in besides}


def _right(messages: Sequence[Labelled], names: tuple[str, ...]) -> Wide:
    place = {one: at for at, one in enumerate(names)}
    commands = [at for one, at in place.items() if kind_of(one) == "command"]
    right = np.zeros((len(messages), len(names)), np.float32)
    for row, one in zip(right, messages, strict=True):
        row[[place[t] for t in one.topics if t in place]] = 1
        if ANY_COMMAND in one.topics:
            row[commands] = 1
    return right


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
    return heat_of(shares)


def _is_right(topic: str, one: Labelled) -> bool:
    some = ANY_COMMAND in one.topics and kind_of(topic) == "command"
    return topic in one.topics or some


def learnt(facts: Weights, left_out: Sequence[str] = ()) -> Weights:
    """All that is learnt from the corpus, but for the hands `left_out`."""
    every = Labels(load_plan(PLAN), nothing(), facts).all()
    messages = [one for one in every if one.hand not in left_out]
    return replace(learn(messages), heat=heat(messages))


def main(left_out: Sequence[str]) -> None:
    facts = learn_facts.learnt(load_plan(PLAN), left_out)
    _keep(fact_model.FILE, facts, left_out)
    _keep(FILE, learnt(facts, left_out), left_out)


def _keep(file: Path, weights: Weights, left_out: Sequence[str]) -> None:
    kept = Path(f"{file.stem}-without-{'-'.join(left_out)}.npz") if left_out else file
    kept.write_bytes(weights.packed())
    size = kept.stat().st_size
    print(f"{kept.name}: {len(weights.numbers)} features, {len(weights.names)} names, {size}")


if __name__ == "__main__":
    main(sys.argv[2:] if sys.argv[1:2] == ["--left-out"] else [])
