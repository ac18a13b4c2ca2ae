"""What is said after a ruling: the length that would make it another, the form to fill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.rulings.sentences import told
from handlers.turn.context import TurnContext
from rules.engine.decide import Rival, Ruling
from rules.plan import Given
from rules.plan.called import notice_word
from storage.deadlines import deadlines_in_force

_DAYS: Final = 31
_PART: Final = 0.02
_WITH_FORM = ("takes_part", "where_assessed", "which_form")


@dataclass(frozen=True)
class FormLine:
    """`told`: how a talk remembers that the form was named."""

    line: str = ""
    told: tuple[str, ...] = ()


def otherwise(turn: TurnContext, ruling: Ruling) -> str:
    """“挂职不满6个月的，在原单位考核。”: what was told, beyond the threshold it lies close to."""
    rival = ruling.rival
    if rival is None or rival.becomes is None or not rival.side or rival.fact not in ruling.used:
        return ""
    given = ruling.used[rival.fact]
    if given.source == "roster" or not _is_close(rival, given):
        return ""  # what the roster has, or is far from it, nobody supposes otherwise
    fact, on = turn.plan.facts[rival.fact], rival.on
    side = fact.shortly(rival.side).replace(f"{turn.plan.cutoff.year}年", "")
    day = f"（{on.month}月{on.day}日满）" if on else ""
    return f"{side}的，{told(turn, rival.axis, rival.becomes, ruling.used)}{day}。"


def _is_close(rival: Rival, given: Given) -> bool:
    """Within a month, or a point or two of a score."""
    value = given.value
    if rival.at is None or value is None or isinstance(value, str | bool):
        return False
    if isinstance(value, date):
        return abs(value.toordinal() - rival.at) <= _DAYS
    return abs(value - rival.at) <= max(1.0, rival.at * _PART)


def form_to_fill(turn: TurnContext, ruling: Ruling, axes: Sequence[str]) -> FormLine:
    """The form, in how many copies, by when; once a talk."""
    dialogue = turn.plan.dialogue
    axis = dialogue.questions.get(_WITH_FORM[-1], "")
    form = ruling.values.get(axis)
    if not form or not set(dialogue.axes_of(_WITH_FORM)) & set(axes):
        return FormLine()
    mark = f"form:{form}"
    paper = next((one for one in turn.plan.papers.values() if one.form == form), None)
    said = mark in turn.state.told and not turn.reading.forms  # “那就填附件1？” asks for it
    if paper is None or said:
        return FormLine()
    named = "" if axis in axes else f"填{form}"
    copies = f"一式{paper.copies}份" if paper.copies else ""
    parts = [one for one in (named, copies, _when(turn, paper.deadline)) if one]
    return FormLine(f"{'，'.join(parts)}。" if parts else "", (mark,))


def _when(turn: TurnContext, deadline_id: str | None) -> str:
    deadline = deadlines_in_force(turn.plan, turn.records).get(deadline_id or "")
    if deadline is None:
        return ""
    if deadline.effective is None:
        return f"报送日期{notice_word(turn.plan)}空着"
    sure = "" if deadline.binds else "（待确认）"
    return f"{deadline.effective.month}月{deadline.effective.day}日前报{sure}"
