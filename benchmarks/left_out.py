"""What the learnt table is worth on a set of questions it has not seen: one set left out at a time.

The word tables were mended with all sets, so the last two columns only show that the learnt table
breaks nothing; what it can do alone on unseen questions stands before them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.labels import QUESTIONS, Labelled, examples, labelled
from benchmarks.learn import PLAN, learn
from benchmarks.score import score
from bot.batch import answers, moment
from language.learnt import NOTHING, Learnt
from language.reader import Reader
from rules.loading import load_plan
from rules.plan import Plan

_SURE = 0.5


@dataclass(frozen=True)
class LeftOut:
    """Counts of one set: turns asked, topics right; sure of a topic, right then; items passed."""

    name: str
    turns: int
    right: int
    sure: int
    sure_right: int
    words_alone: int
    together: int
    wrong: int
    items: int


def left_out(file: Path, plan: Plan, others: Sequence[Labelled]) -> LeftOut:
    """The counts of `file`, the table learnt from `others` only."""
    own = list(labelled(file, plan))
    learnt = Learnt(plan, learn(others))
    guesses = [(learnt.best(one.text, one.facts, 1)[0], one.topic) for one in own]
    sure = [(guess, meant) for (guess, share), meant in guesses if share >= _SURE]
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    items = [json.loads(line) for line in lines]
    words = score(items, answers(lines, plan, moment(), Reader(plan, Learnt(plan, NOTHING))))
    together = score(items, answers(lines, plan, moment(), Reader(plan, learnt)))
    return LeftOut(
        name=file.stem,
        turns=len(own),
        right=sum(guess == meant for (guess, _), meant in guesses),
        sure=len(sure),
        sure_right=sum(guess == meant for guess, meant in sure),
        words_alone=sum(one.passed for one in words),
        together=sum(one.passed for one in together),
        wrong=sum(one.confidently_wrong for one in together),
        items=len(items),
    )


def line(one: LeftOut) -> str:
    """One set's figures as printed."""
    return (
        f"{one.name:<12}{one.turns:>6}{one.right / one.turns:>8.1%}"
        f"{one.sure / one.turns:>8.1%}{one.sure_right / max(1, one.sure):>8.1%}"
        f"{one.items:>8}{one.words_alone:>8}{one.together:>10}{one.wrong:>7}"
    )


def main() -> None:
    plan = load_plan(PLAN)
    known = {file: list(labelled(file, plan)) for file in QUESTIONS}
    own = list(examples(plan))
    head = ("set", "turns", "right", "sure", "right", "items", "words", "together", "wrong")
    print("{:<12}{:>6}{:>8}{:>8}{:>8}{:>8}{:>8}{:>10}{:>7}".format(*head))
    for file in QUESTIONS:
        others = [one for other, found in known.items() if other != file for one in found]
        print(line(left_out(file, plan, [*others, *own])), flush=True)


if __name__ == "__main__":
    main()
