"""Units and papers looked at just before, which “催他们”, “那河口呢”, “没交的是谁” are about."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import (
    group_in,
    kinds_in,
    names_a_unit,
    names_several,
    paper_in,
    units_in,
)
from handlers.turn.state import Exchange
from rules.plan import Paper
from storage.views import Unit

_AT_PAPERS: Final = frozenset({"missing", "progress", "overdue"})
# Looks at units, and deeds on them: what is named there is what is gone on with.
_LOOKS: Final = (
    _AT_PAPERS
    | frozenset({"chase", "announce", "custody", "return_paper", "whats_wrong"})
    | frozenset({"quota_used", "quota_ledger", "people_of", "roster_verdicts", "packet"})
)
_THEM: Final = re.compile(
    r"[他她它]们|(?:这|那|该)(?:[一二两三四五几\d]*[个家])?(?:单位|乡镇|镇|乡|局|所|部门|地方)"
    r"|[这那][几两三四五\d]个?家|对方|[两俩三][个家](?:单位|镇|乡|局|所|家)?|这俩"
)
_SO_MANY: Final = re.compile(r"(?:[他她它]们|[这那])?(?P<number>[二两三四五俩仨\d])[个家都]?")
_NUMBERS: Final = {"两": 2, "二": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5}
_BOTH: Final = re.compile("都催|都提醒|一起催|一并催|全催|都发")
_EVERYBODY: Final = re.compile("全部|所有|全县|各单位|各乡镇|每个|都催|大家|本组|我们组|全组")
# Of a paper looked at: who owes it, how many of it are owed, and the same elsewhere.
_OF_THE_PAPER: Final = re.compile(
    r"谁|哪(?:几|些)?个?(?:人|位)|哪几个|几份|多少份|几个|多少个?|呢[?？。!！]*$|^[^,，。]{2,6}[?？]?$"
)
_OF_ALL_PAPERS: Final = re.compile(
    r"什么|啥|材料|几样|哪样|几件|哪些(?!人|单位)|总共|一共|合计|所有|全部|总的"
)
_WHOLE: Final = re.compile(r"组|县|乡镇|单位|部门|[各全]|几家|哪家|多少家|大家")
_FEW: Final = 12  # characters of a message that goes on with a look


def said_of_units(turn: TurnContext) -> str:
    """The words of the look that told of these units and papers; "" where the message says itself.

    A pronoun goes back to the last look, with a number to as many; without one only the messages
    right before are gone on with.
    """
    text, several = turn.reading.text, _several(turn)
    both = len(several) > 1 and _BOTH.search(text) is not None
    if not both and (_EVERYBODY.search(text) or names_several(text)):
        return ""
    number = _number(text)
    if both or number > 1:
        return " ".join(reversed(several[: number if number > 1 else None]))
    pronoun = _THEM.search(text) is not None
    for one in reversed(turn.state.lately if pronoun else turn.state.lately[-1:]):
        if one.topic not in _LOOKS:
            continue
        return one.said if _names_any(turn, one.said) else ""
    return ""


def names_them(text: str) -> bool:
    """Whether by “这两个镇”, “他们” units are meant that were looked at."""
    return _THEM.search(text) is not None


def looked_at_nobody_known(turn: TurnContext) -> bool:
    """Whether the message right before looked at units the roster does not have."""
    last = turn.state.lately[-1] if turn.state.lately else None
    if last is None or last.topic not in _LOOKS or _EVERYBODY.search(turn.reading.text):
        return False
    return names_a_unit(last.said) and not _names_any(turn, last.said)


def paper_looked_at(turn: TurnContext) -> Paper | None:
    """“没交的都是谁” after a look at one paper: that one; “总共还差什么” asks of all."""
    said = turn.reading
    if turn.is_pressed or said.papers or len(said.text) > _FEW or said.people:
        return None
    if _OF_ALL_PAPERS.search(said.text) or not _OF_THE_PAPER.search(said.text):
        return None
    for one in _looks_before(turn):
        paper = paper_in(one.said, turn.plan)
        if paper is not None or _OF_ALL_PAPERS.search(one.said):
            return paper
    return None


def unit_looked_at(turn: TurnContext, known: Sequence[Unit]) -> list[Unit]:
    """“还缺哪些” after a look at one unit: that one; “全组还缺哪些” asks of all."""
    text = turn.reading.text
    if turn.is_pressed or len(text) > _FEW or _WHOLE.search(text):
        return []
    for one in _looks_before(turn):
        named = units_in(one.said, known)
        if named or _WHOLE.search(one.said):
            return named if len(named) == 1 else []
    return []


def _looks_before(turn: TurnContext) -> Iterator[Exchange]:
    """The looks at papers that stand right before this message, the last first."""
    for one in reversed(turn.state.lately):
        if one.topic not in _AT_PAPERS:
            return
        yield one


def _several(turn: TurnContext) -> list[str]:
    """The messages right before that each looked at named units, the last first."""
    roster, found = turn.records.roster, list[str]()
    for one in reversed(turn.state.lately):
        if one.topic not in _LOOKS or not units_in(one.said, roster.units()):
            break
        found.append(one.said)
    return found


def _number(text: str) -> int:
    found = _SO_MANY.search(text) if _THEM.search(text) else None
    said = found["number"] if found else ""
    return int(said) if said.isdigit() else _NUMBERS.get(said, 0)


def _names_any(turn: TurnContext, said: str) -> bool:
    roster = turn.records.roster
    named = units_in(said, roster.units()) or kinds_in(said) or group_in(said, roster.groups())
    return bool(named or paper_in(said, turn.plan))
