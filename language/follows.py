"""What follows from facts that were told: the plan's own rows, applied one after the other."""

import re
from collections.abc import Iterable

from language.reading import Context
from rules.plan import Facts, Given
from rules.plan.conditions import holds
from rules.plan.wording import Follows

Drafts = dict[str, Given]


def apply(rows: Iterable[Follows], given: Drafts, text: str, context: Context) -> None:
    """Change `given` by every row that fits, in order."""
    for row in rows:
        told: Facts = {**context.known, **given} if row.before else given
        if not _fits(row, given, told, text, context):
            continue
        words = next((told[fact].words for fact in _named(row) if fact in told), "")
        for fact, value in row.sets.items():
            given[fact] = Given(value, "derived" if row.derived else "said", words)
        for fact in row.drops:
            given.pop(fact, None)


def _named(row: Follows) -> Iterable[str]:
    return row.told.wanted if row.told else ()


def _fits(row: Follows, given: Drafts, told: Facts, text: str, context: Context) -> bool:
    if (row.told and not row.told.holds(told)) or (row.unless and row.unless.holds(told)):
        return False
    if context.open_fact in row.unless_asked or (row.when and not holds(row.when, given)):
        return False
    if row.says and not re.search(row.says, text):
        return False
    if row.unless_says and re.search(row.unless_says, text):
        return False
    return all(
        fact in given and re.search(words, given[fact].words or "")
        for fact, words in row.fact_words.items()
    )
