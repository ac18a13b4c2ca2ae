"""Learns `language/facts.npz` from the messages of `language/corpus/` that tell whose facts.

What is learnt is what a whole message says of the one it asks about; messages on several people
are read in their parts and not learnt from. `python -m benchmarks.learn` learns these first.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.layers import Feature, Lesson, Wide, fitted, heat_of, nothing
from language.fact_model import ANOTHER, UNSAID, FactModel, name_of, values_of
from language.reader import Reader
from language.several import one_asked
from language.subject import without_hearsay
from language.topic_model import TopicModel
from language.weights import Weights, pairs, runs
from rules.plan import Fact, Plan

PLAN = Path(__file__).parent.parent / "plans" / "2019"
CORPUS = Path(__file__).parent.parent / "language" / "corpus"
_ROUNDS, _FOLDS, _WIDTH = 16, 3, 96
_SEEN = 4  # messages a feature must be seen in
_ENOUGH = 20  # messages that tell of a fact, for it to be learnt
Logs = npt.NDArray[np.float64]
Right = npt.NDArray[np.bool_]
_TEAM = "班子"
_STATIONS = frozenset({"township_station", "other_station"})


@dataclass(frozen=True)
class Told:
    """A message, and what it says of the one it asks about: fact → value, as the corpus has it."""

    hand: str
    text: str
    facts: dict[str, Any]
    of_a_team: bool


def told_in(reader: Reader) -> list[Told]:
    """Every message of the corpus that asks about one, in the order of the files."""
    return [one for file in sorted(CORPUS.glob("*/*.jsonl")) for one in _of_a_file(file, reader)]


def _of_a_file(file: Path, reader: Reader) -> Iterator[Told]:
    for line in file.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        one = item.get("talk", [item])[0]
        if len(one.get("people", ())) == 1:
            asked = (*one.get("topics", ()), one.get("topic", ""))
            clean = reader.clean(one["say"])
            text = one_asked(without_hearsay(clean)) or clean
            yield Told(file.stem, text, usual(one["people"][0]), "team_assessed" in asked)


def usual(facts: dict[str, Any]) -> dict[str, Any]:
    """The head of a station is no 部门负责人, whatever a hand calls them."""
    if facts.get("works_at") in _STATIONS and facts.get("position") == "unit_head":
        return {**facts, "position": "team_member"}
    return facts


def learn(messages: Sequence[Told], plan: Plan) -> Weights:
    """The weights, not yet calibrated."""
    learnt = [
        fact
        for fact in plan.facts.values()
        if fact.values and sum(fact.id in one.facts for one in messages) >= _ENOUGH
    ]
    names, groups = list[str](), list[slice]()
    for fact in learnt:
        values = values_of(fact)
        groups.append(slice(len(names), len(names) + len(values)))
        names += [name_of(fact.id, value) for value in values]
    place = {name: at for at, name in enumerate(names)}
    right: Wide = np.zeros((len(messages), len(names)), np.float32)
    for row, one in zip(right, messages, strict=True):
        for fact in learnt:
            if _is_told(fact, one):
                row[_column(place, fact.id, one.facts.get(fact.id))] = 1
    found = [_features(one.text) for one in messages]
    return fitted(Lesson(found, right, tuple(names), groups, _SEEN, _WIDTH), _ROUNDS)


def _is_told(fact: Fact, one: Told) -> bool:
    """Whether a message tells of a fact, were it that nothing is said of it.

    Of whose team it is nothing is told but where a team is asked about, or none is named.
    """
    if fact.about == "team":
        return one.of_a_team or _TEAM not in one.text
    return not one.of_a_team


def _column(place: dict[str, int], fact: str, told: Any) -> int:
    found = place.get(name_of(fact, _named(told)))
    return place[name_of(fact, ANOTHER)] if found is None else found


def _named(told: Any) -> str:
    """A value of the corpus as the weights call it."""
    if told is None:
        return UNSAID
    return str(told).lower() if isinstance(told, bool) else str(told)


def _features(text: str) -> set[Feature]:
    return {(number, "") for number in (*runs(text).tolist(), *pairs(text).tolist())}


def heat(messages: Sequence[Told], plan: Plan) -> float:
    """What makes the weights as sure as they are right, by hands left out of learning in turn."""
    hands = sorted({one.hand for one in messages})
    shares = []
    for fold in range(_FOLDS):
        left = set(hands[fold::_FOLDS])
        model = FactModel(plan, learn([one for one in messages if one.hand not in left], plan))
        for one in (one for one in messages if one.hand in left):
            for fact, likely in model.likely(one.text).items():
                if _is_told(plan.facts[fact], one):
                    shares.append(_logs(likely, one.facts.get(fact)))
    return heat_of(shares)


def _logs(likely: Mapping[str, float], told: Any) -> tuple[Logs, Right]:
    named = _named(told)
    named = ANOTHER if named not in likely else named
    logs = np.log(np.maximum(list(likely.values()), 1e-9))
    return logs, np.array([value == named for value in likely])


def calibrated(messages: Sequence[Told], plan: Plan) -> Weights:
    """What is learnt from `messages`, as sure as it is right."""
    return replace(learn(messages, plan), heat=heat(messages, plan))


def learnt(plan: Plan, left_out: Sequence[str] = ()) -> Weights:
    """All that is learnt from the corpus, but for the hands `left_out`."""
    reader = Reader(plan, TopicModel(plan, nothing()), FactModel(plan, nothing()))
    return calibrated([one for one in told_in(reader) if one.hand not in left_out], plan)
