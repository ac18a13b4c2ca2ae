"""What is known of one case before it is ruled on: facts, each with where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.plan.source import Value


@dataclass(frozen=True)
class Given:
    """A fact as it came in. Value None: mentioned, but the value is not known.

    `among`: the values it can still have then; empty for any. “所长” is head of no school.
    """

    value: Value | None
    source: str = "said"  # said · roster · derived · presumed
    words: str = ""
    among: tuple[Value, ...] = ()


Facts = Mapping[str, Given]
