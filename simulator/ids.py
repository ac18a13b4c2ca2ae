"""Random identifiers in the shapes WeCom uses; reproducible when seeded."""

from __future__ import annotations

import string
from random import Random, SystemRandom

LETTERS = string.ascii_letters + string.digits


class Ids:
    def __init__(self, seed: int | None) -> None:
        self._random: Random = SystemRandom() if seed is None else Random(seed)

    def text(self, length: int) -> str:
        return "".join(self._random.choices(LETTERS, k=length))

    def number(self) -> int:
        """A MsgId: positive, 64 bit."""
        return self._random.randrange(10**18, 2**63)

    def nonce(self) -> str:
        return str(self._random.randrange(10**9, 10**10))

    def random_bytes(self, count: int) -> bytes:
        return bytes(self._random.randrange(256) for _ in range(count))
