"""Five folds of a question file, each answered without the examples nearest to its messages."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.score import score
from bot.batch import answers, moment
from language.normalise import normalise
from language.ranking import Ranking
from language.reader import Reader
from rules.loading import load_plan
from rules.plan import Plan

FOLDS = 5
PLAN = Path(__file__).parent.parent / "plans" / "2019"


def withheld(plan: Plan, items: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The examples of the plan that resemble a message of `items` most, one a message."""
    lines = {line for topic in plan.topics.values() for line in topic.examples}
    lines |= {line for silence in plan.silences.values() for line in silence.examples}
    ranking = Ranking({line: [line] for line in sorted(lines)})
    says = (turn["say"] for item in items for turn in item["turns"])
    return frozenset(line for say in says for line, _ in ranking.best(normalise(say), 1))


def without(plan: Plan, lines: frozenset[str]) -> Plan:
    """The plan with these examples taken out of its topics and silences."""
    topics = {
        id: replace(one, examples=tuple(e for e in one.examples if e not in lines))
        for id, one in plan.topics.items()
    }
    silences = {
        id: replace(one, examples=tuple(e for e in one.examples if e not in lines))
        for id, one in plan.silences.items()
    }
    return replace(plan, topics=topics, silences=silences)


def folds(items: Sequence[Mapping[str, Any]], plan: Plan) -> list[tuple[int, int, int]]:
    """Of each fold how many items it has, how many passed, how many examples were withheld."""
    found = []
    for number in range(FOLDS):
        own = items[number::FOLDS]
        lines = withheld(plan, own)
        smaller = without(plan, lines)
        asked = [json.dumps(item, ensure_ascii=False) for item in own]
        verdicts = score(own, answers(asked, smaller, moment(), Reader(smaller)))
        found.append((len(own), sum(one.passed for one in verdicts), len(lines)))
    return found


def report(found: Sequence[tuple[int, int, int]]) -> str:
    """One line a fold."""
    lines = [f"{'fold':<6}{'items':>6}{'passed':>8}{'rate':>8}{'withheld':>10}"]
    for number, (count, passed, lost) in enumerate(found, 1):
        lines.append(f"{number:<6}{count:>6}{passed:>8}{passed / count:>8.1%}{lost:>10}")
    return "\n".join(lines)


def main(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines if line.strip()]
    print(report(folds(items, load_plan(PLAN))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
