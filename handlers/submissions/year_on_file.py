"""Which season a file is of: by the year the form bears, else the one in its name."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from forms.kit.form import Seen
from forms.kit.registry import recognise
from handlers.turn.season import over_words, season_path
from rules.plan import Plan
from storage import Store

_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def seen_by_any(plans: Sequence[Plan], path: Path, kind: str) -> Seen | None:
    """What a file shows itself to be to the first of these plans that knows it."""
    known = (recognise(path, kind, plan) for plan in plans)
    return next((each for each in known if each is not None), None)


def season_of(plans: Sequence[Plan], seen: Seen | None, *texts: str) -> Plan:
    """The plan of the year; the first where it bears none, or one that is not in use.

    `texts`: looked at in turn where the form bears no year, as long as one names any.
    """
    for text in (seen.year if seen else "", *texts):
        years = set(_YEAR.findall(text))
        if years:
            return next((plan for plan in plans if years == {str(plan.year)}), plans[0])
    return plans[0]


def to_be_brought_there(store: Store, plan: Plan, here: Plan) -> tuple[str, str]:
    """That a file is of another season, and its page; no page where that season is closed."""
    with store.reading() as records:
        over = over_words(plan, records)
    words = f"这份是{plan.year}年度的，这里收{here.year}年度的，没有收。"
    return (f"{words}{over}", "") if over else (words, f"{season_path(plan.id)}/upload")
