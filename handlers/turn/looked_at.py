"""Units looked at just before, which “催他们” and “通知他们” are about."""

import re
from typing import Final

from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import (
    group_in,
    kinds_in,
    names_several,
    paper_in,
    units_in,
)

# Looks at units, and deeds on them: what is named there is what is gone on with.
_LOOKS: Final = frozenset(
    {
        "missing",
        "progress",
        "overdue",
        "chase",
        "announce",
        "custody",
        "return_paper",
        "whats_wrong",
    }
    | {"quota_used", "quota_ledger", "people_of", "roster_verdicts", "packet"}
)
_THEM: Final = re.compile(
    r"[他她它]们|(?:这|那|该)(?:[一二两三几\d]*[个家])?(?:单位|乡镇|镇|局|部门)|[这那][几两三]家|对方"
)
_EVERYBODY: Final = re.compile("全部|所有|全县|各单位|各乡镇|每个|都催|大家|本组|我们组|全组")


def said_of_units(turn: TurnContext) -> str:
    """The words of the look that told of these units and papers; "" where the message says itself.

    A pronoun goes back to the last look; without one only the message right before is gone on with.
    """
    text, roster = turn.reading.text, turn.records.roster
    if _EVERYBODY.search(text) or names_several(text):
        return ""
    pronoun = _THEM.search(text) is not None
    for one in reversed(turn.state.lately if pronoun else turn.state.lately[-1:]):
        if one.topic not in _LOOKS:
            continue
        said = one.said
        named = units_in(said, roster.units()) or kinds_in(said) or group_in(said, roster.groups())
        return said if named or paper_in(said, turn.plan) else ""
    return ""
