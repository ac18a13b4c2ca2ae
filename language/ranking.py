"""Which known question a message resembles most: BM25 over characters and their pairs."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from language.normalise import squeezed

_K, _B = 1.4, 0.5
_SURE = 0.62  # share of the message a known question covers
_SHORT_OF_IT, _AHEAD = 0.4, 0.15  # … or less of it, where no other known question comes close
_IDLE = frozenset("的了吗呢啊吧呀么嘛是不我你他们这那就都也还要有在个请问下一")


def grams(text: str) -> list[str]:
    """Characters and neighbouring pairs; idle characters count only in pairs."""
    plain = squeezed(text)
    singles = [char for char in plain if char not in _IDLE]
    return singles + [plain[i : i + 2] for i in range(len(plain) - 1)]


class Ranking:
    """Scores messages against groups of example questions."""

    def __init__(self, examples: Mapping[str, Iterable[str]]) -> None:
        self._owners: list[str] = []
        self._lengths: list[int] = []
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for owner, lines in examples.items():
            for line in lines:
                self._add(owner, grams(line))
        count = max(1, len(self._owners))
        self._mean = sum(self._lengths) / count
        self._weight = {
            gram: math.log(1 + (count - len(found) + 0.5) / (len(found) + 0.5))
            for gram, found in self._postings.items()
        }
        self._unknown = math.log(1 + count * 2)

    def _add(self, owner: str, terms: list[str]) -> None:
        number = len(self._owners)
        self._owners.append(owner)
        self._lengths.append(len(terms))
        for gram, times in Counter(terms).items():
            self._postings.setdefault(gram, []).append((number, times))

    def best(self, text: str, count: int = 5) -> list[tuple[str, float]]:
        """The owners of the nearest examples with the share of the message they cover, 0 to 1."""
        terms = Counter(grams(text))
        whole = sum(self._weight.get(gram, self._unknown) for gram in terms) or 1.0
        scores: dict[int, float] = {}
        for gram in terms:
            for number, times in self._postings.get(gram, ()):
                damped = times + _K * (1 - _B + _B * self._lengths[number] / self._mean)
                scores[number] = (
                    scores.get(number, 0.0) + self._weight[gram] * times * (_K + 1) / damped
                )
        owners: dict[str, float] = {}
        for number, score in scores.items():
            owner = self._owners[number]
            owners[owner] = max(owners.get(owner, 0.0), score / whole)
        return sorted(owners.items(), key=lambda item: -item[1])[:count]


def stands_out(nearest: list[tuple[str, float]]) -> bool:
    """Whether the first of the nearest questions is meant, and no other could be."""
    shares = [share for _, share in nearest[:2]] + [0.0, 0.0]
    return shares[0] >= _SURE or (shares[0] >= _SHORT_OF_IT and shares[0] - shares[1] >= _AHEAD)
