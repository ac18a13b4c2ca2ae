"""Measures how long replies are: characters by kind of reply over question files.

python -m benchmarks.characters tests/questions/*.jsonl
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from pathlib import Path
from statistics import mean, median
from typing import Any

from bot.batch import answers, moment
from rules.loading import load_plan

_HEAD = f"{'kind':<10}{'replies':>8}{'median':>8}{'mean':>8}{'p90':>8}"


def lengths_by_kind(replies: Iterable[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Characters of each reply as a user reads it, line ends left out; `all` first."""
    found = defaultdict[str, list[int]](list)
    for reply in replies:
        length = len(reply["text"].replace("\n", ""))
        for kind in ("all", reply["kind"]):
            found[kind].append(length)
    return dict(found)


def report(lengths: Mapping[str, Sequence[int]]) -> str:
    """One line a kind, the most frequent first."""
    kinds = sorted(lengths, key=lambda kind: -len(lengths[kind]))
    return "\n".join([_HEAD, *(_line(kind, lengths[kind]) for kind in kinds)])


def _line(kind: str, found: Sequence[int]) -> str:
    ninth = sorted(found)[ceil(len(found) * 0.9) - 1]
    return f"{kind:<10}{len(found):>8}{median(found):>8g}{mean(found):>8.1f}{ninth:>8}"


def main(paths: Sequence[Path]) -> None:
    plan = load_plan(Path(__file__).parent.parent / "plans" / "2019")
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        print(f"{path.name}\n{report(lengths_by_kind(answers(lines, plan, moment())))}\n")


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:]])
