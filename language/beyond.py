"""Situations of the trade that a message tells of and the notice nowhere mentions."""

from collections.abc import Iterator
from itertools import chain

from language.facts import is_denied
from language.tables import pattern, table
from rules.plan import Plan


class Beyond:
    """What a plan does not know of, worked out once."""

    def __init__(self, plan: Plan) -> None:
        known = "\n".join(_texts(plan))
        strange = [
            said
            for names, said in table("trade").items()
            if not any(name in known for name in names.split("|"))
        ]
        self._words = pattern(strange or [r"(?!)"], "trade.yaml")

    def told_in(self, text: str) -> tuple[str, ...]:
        """The situations somebody is said to be in, in the words of the message."""
        found = (match for match in self._words.finditer(text))
        return tuple(
            dict.fromkeys(one.group(0) for one in found if not is_denied(text, one.start()))
        )


def _texts(plan: Plan) -> Iterator[str]:
    """Every text of the plan, and every word by which its matters are known."""
    yield from (clause.text for clause in plan.clauses.values())
    for fact in plan.facts.values():
        yield from (fact.label, *fact.values.values(), *chain(*fact.say.values()))
    yield from (row.say for row in plan.wording.said)
    for topic in plan.topics.values():
        yield from (topic.title, topic.text, *topic.examples, *topic.words)
    for silence in plan.silences.values():
        yield from (silence.title, silence.text, *silence.examples, *silence.words)
