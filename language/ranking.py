"""Which known question a message resembles most: BM25 over characters and their pairs."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from language.normalise import squeezed

Floats = npt.NDArray[np.float64]
_K, _B = 1.4, 0.5
_SURE = 0.62  # share of the message a known question covers
_SHORT_OF_IT, _AHEAD = 0.4, 0.15  # … or less of it, where no other known question comes close
_NEARLY, _JUST_AHEAD = 0.3, 0.1  # … where nothing else was found
_RATHER, _WELL_AHEAD = 0.35, 0.2  # … where another text was
_IDLE = frozenset("的了吗呢啊吧呀么嘛是不我你他们这那就都也还要有在个请问下一")


def grams(text: str) -> list[str]:
    """Characters and neighbouring pairs; idle characters count only in pairs."""
    plain = squeezed(text)
    singles = [char for char in plain if char not in _IDLE]
    return singles + [plain[i : i + 2] for i in range(len(plain) - 1)]


class Ranking:
    """Scores messages against groups of example questions."""

    def __init__(self, examples: Mapping[str, Iterable[str]]) -> None:
        self._owners = tuple(examples)
        lines = [(at, line) for at, some in enumerate(examples.values()) for line in some]
        terms = [grams(line) for _, line in lines]
        self._owner = np.array([at for at, _ in lines], np.intp)
        held = _held(terms)
        self._rows = {gram: row for row, gram in enumerate(held)}
        weights = [
            math.log(1 + (len(terms) - len(found) + 0.5) / (len(found) + 0.5))
            for found in held.values()
        ]
        # Of each row the examples that hold it, one row after the other, and what each gains.
        self._starts = [0, *accumulate(map(len, held.values()))]
        self._numbers = np.array([one for found in held.values() for one in found], np.intp)
        self._gains = self._gained(held, weights, [len(some) for some in terms])
        # What no example holds is looked for behind the last row.
        self._weights = np.array([*weights, math.log(1 + max(1, len(terms)) * 2)])

    def _gained(
        self, held: Mapping[str, Mapping[int, int]], weights: list[float], lengths: list[int]
    ) -> Floats:
        mean = sum(lengths) / max(1, len(lengths))
        times = np.array([one for found in held.values() for one in found.values()], np.float64)
        weight = np.repeat(np.array(weights), [len(found) for found in held.values()])
        damped = times + _K * (1 - _B + _B * np.array(lengths, np.float64)[self._numbers] / mean)
        gained: Floats = weight * times * (_K + 1) / damped
        return gained

    def best(self, text: str, count: int = 5) -> list[tuple[str, float]]:
        """The owners of the nearest examples with the share of the message they cover, 0 to 1."""
        rows = [self._rows.get(gram, -1) for gram in dict.fromkeys(grams(text))]
        parts = [slice(self._starts[row], self._starts[row + 1]) for row in rows if row >= 0]
        if not parts:
            return []
        numbers = np.concatenate([self._numbers[part] for part in parts])
        gains = np.concatenate([self._gains[part] for part in parts])
        owners = np.zeros(len(self._owners))
        np.maximum.at(owners, self._owner[numbers], np.bincount(numbers, gains)[numbers])
        # Of two alike the one whose example comes up first.
        first = dict.fromkeys(self._owner[numbers].tolist())
        scores = owners / sum(self._weights[rows].tolist())
        nearest = sorted(first, key=lambda at: -scores[at])[:count]
        return [(self._owners[at], float(scores[at])) for at in nearest]


def _held(examples: Iterable[list[str]]) -> dict[str, dict[int, int]]:
    """By letter or pair the examples that hold it, and how often."""
    found: dict[str, dict[int, int]] = {}
    for number, terms in enumerate(examples):
        for gram, times in Counter(terms).items():
            found.setdefault(gram, {})[number] = times
    return found


def stands_out(nearest: list[tuple[str, float]]) -> bool:
    """Whether the first of the nearest questions is meant, and no other could be."""
    shares = [share for _, share in nearest[:2]] + [0.0, 0.0]
    return shares[0] >= _SURE or (shares[0] >= _SHORT_OF_IT and shares[0] - shares[1] >= _AHEAD)


def comes_near(nearest: list[tuple[str, float]], *, alone: bool) -> str:
    """The first of the nearest questions, where no other comes close; `alone`: nothing else found.

    "" where none does.
    """
    shares = [share for _, share in nearest[:2]] + [0.0, 0.0]
    least, ahead = (_NEARLY, _JUST_AHEAD) if alone else (_RATHER, _WELL_AHEAD)
    return nearest[0][0] if shares[0] >= least and shares[0] - shares[1] >= ahead else ""
