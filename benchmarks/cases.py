"""How often what is read of a case brings the right ruling: `python -m benchmarks.cases HAND …`.

The hands named are left out of the learning; the rows of the plan alone are told beside. Right: the
engine rules, on what is asked, as it does on what the writer says the message says.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from benchmarks import learn_facts
from benchmarks.label_set import RULED_BY
from benchmarks.layers import nothing
from benchmarks.learn_facts import CORPUS, PLAN, told_in, usual
from language.fact_model import FactModel
from language.reader import Reader
from language.reading import Context
from language.topic_model import TopicModel
from rules.engine.decide import decide
from rules.loading import load_plan
from rules.plan import Facts, Given, Plan

_TODAY = date(2019, 12, 25)
_DAYS_A_MONTH = 30.44
Case = tuple[str, str, dict[str, Any]]


def cases(hands: Sequence[str]) -> Iterator[Case]:
    """Each case that asks for one ruling on one: message, ruling asked, what it says."""
    for hand in hands:
        file = CORPUS / "messages" / f"{hand}.jsonl"
        for line in file.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            one = item.get("talk", [item])[0]
            if len(one.get("people", ())) == 1 and one["topic"] in (*RULED_BY, "team_assessed"):
                yield one["say"], one["topic"], usual(one["people"][0])


def _facts(plan: Plan, told: dict[str, Any]) -> Facts:
    """What a writer says, as the engine takes it."""
    found = {
        name: Given(_value(plan, name, one)) for name, one in told.items() if name in plan.facts
    }
    begun = found.get("served_from")
    if begun is not None and isinstance(begun.value, date) and "months_served" not in found:
        found["months_served"] = Given((plan.cutoff - begun.value).days / _DAYS_A_MONTH)
    return found


def _value(plan: Plan, name: str, told: Any) -> Any:
    if plan.facts[name].kind != "date" or told in plan.facts[name].values:
        return told
    parts = [int(one) for one in str(told).split("-")]
    return date(*[*parts, 1, 1][:3])


def _ruled(plan: Plan, facts: Facts, asked: str) -> tuple[str, object]:
    team = asked == "team_assessed"
    about, axis = ("team", "participation") if team else ("person", RULED_BY[asked])
    own = {name: one for name, one in facts.items() if plan.facts[name].about == about}
    ruling = decide(plan, own, (axis,), about=about)
    return ruling.kind.value, ruling.values.get(axis)


def score(plan: Plan, reader: Reader, hands: Sequence[str]) -> Counter[str]:
    """How many come out right, wrong, and at something else than a ruling."""
    counted: Counter[str] = Counter()
    for say, asked, told in cases(hands):
        wanted = _ruled(plan, _facts(plan, told), asked)
        found = _ruled(plan, reader.read(say, Context(_TODAY)).facts, asked)
        counted["right" if found == wanted else "wrong" if found[0] == "answer" else "other"] += 1
    return counted


def main(hands: Sequence[str]) -> None:
    plan = load_plan(PLAN)
    rows = Reader(plan, TopicModel(plan, nothing()), FactModel(plan, nothing()))
    left = [one for one in told_in(rows) if one.hand not in hands]
    weights = learn_facts.calibrated(left, plan)
    both = Reader(plan, TopicModel(plan, nothing()), FactModel(plan, weights))
    for name, reader in (("the rows alone", rows), ("with weights", both)):
        counted = score(plan, reader, hands)
        every = counted.total()
        print(name, {kind: f"{counted[kind] / every:.1%}" for kind in sorted(counted)}, every)


if __name__ == "__main__":
    main(sys.argv[1:])
