"""Weights learnt from `language/corpus/`: a layer over what a message holds, one over that."""

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.uint64]
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_LONGEST = 3  # characters of a run
_APART = 7  # places between the characters of a pair
_MOST = 3  # of the whole numbers that weights are kept as
_CLIPPED = 0.8  # of a row's largest weight: what is larger is taken for as much
_BITS = 21  # of a character, so that a run and one bit more fill a number


@dataclass(frozen=True)
class Weights:
    """A layer over features, and a layer over that.

    `numbers`: one a feature, in order, as `runs` and `number_of` give them: as text they would take
    10 MB more. `told`: in their order, the features that tell more than a run of characters.
    `rarity`: one a feature; `features`: features × width; `topics`: width × topics; `heat`: what
    the scores are divided by, so that of the readings called 80 % likely four of five are right.
    `scale`: what each row of `features` is multiplied by, where they are kept as whole numbers from
    −3 to 3, two in a byte: as floats they would take eight times as much, and decide no better.
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
        """Rows of `features`, made floats when they are asked for."""
        rows = self.features[known]
        if self.scale is None:
            return rows.astype(np.float32)
        whole = rows.astype(np.uint8)
        halves = np.stack((whole >> 4, whole & 15), axis=-1).reshape(len(whole), -1)
        floats: Floats = (halves.astype(np.float32) - _MOST) * self.scale[known][:, None]
        return floats

    def packed(self) -> bytes:
        """The weights as kept in a file."""
        rows = self.of(slice(None))
        most = np.maximum(np.abs(rows).max(axis=1, initial=0.0), 1e-6) * _CLIPPED / _MOST
        whole = np.clip(np.rint(rows / most[:, None]), -_MOST, _MOST) + _MOST
        whole = whole.astype(np.uint8)
        file = io.BytesIO()
        np.savez_compressed(
            file,
            numbers=self.numbers,
            told=_bytes_of(self.told),
            names=_bytes_of(self.names),
            rarity=self.rarity.astype(np.float16),
            features=(whole[:, ::2] << 4) | whole[:, 1::2],
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

    def scores(self, known: list[int]) -> Floats:
        """What the rows `known` say for each name, not yet probabilities."""
        rarity = self.rarity[known].astype(np.float32)
        length = math.sqrt(float(rarity @ rarity)) or 1.0
        hidden = np.maximum((rarity / length) @ self.of(known) + self.shift, 0)
        scores: Floats = (hidden @ self.topics + self.bias) / self.heat
        return scores

    def rows_of(self, said: Numbers) -> list[int]:
        """The rows of those runs that were learnt."""
        at = self.numbers.searchsorted(said)
        known: list[int] = at[self.numbers.take(at, mode="clip") == said].tolist()
        return known


def runs(text: str) -> Numbers:
    """Each run of one to three characters of cleaned text as a number, in order.

    No two runs have the same, and numbers stand in the order of the characters.
    """
    last = _characters(text)
    found, run = [], np.zeros(len(last), np.uint64)
    for place in reversed(range(_LONGEST)):
        run = run[: len(last)] | (last << np.uint64(1 + place * _BITS))
        found.append(run)
        last = last[1:]
    every = np.concatenate(found)
    every.sort()
    return every


def pairs(text: str) -> Numbers:
    """Each two characters of cleaned text that stand up to `_APART` places apart, as a number.

    So “县派…去的” tells that somebody was sent, whatever stands between. None is a run's number:
    nothing stands in the place of its second character.
    """
    last = _characters(text)
    first = last << np.uint64(1 + (_LONGEST - 1) * _BITS)
    apart = range(2, min(_APART, len(last) - 1) + 1)
    found = [first[:-one] | (last[one:] << np.uint64(1)) for one in apart]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint64)


def _characters(text: str) -> Numbers:
    plain = f"^{_FIGURE.sub('0', text)}$".encode("utf-32-le", "surrogatepass")
    return np.frombuffer(plain, np.uint32).astype(np.uint64)


def number_of(told: str) -> int:
    """The number of what tells more than a run: odd, and where its first characters stand."""
    return 1 + sum(
        ord(one) << (1 + (_LONGEST - 1 - at) * _BITS) for at, one in enumerate(told[:_LONGEST])
    )


def _bytes_of(lines: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _lines_of(kept: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    text = kept.tobytes().decode()
    return tuple(text.split("\n")) if text else ()
