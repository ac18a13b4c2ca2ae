"""Papers on their way, as groups and the section say it in chat; a word takes the newest back."""

import re
from collections.abc import Mapping
from typing import Final

from handlers.submissions.moving import MOVES
from handlers.turn.access import act, no_record, sees_county, units_in_charge
from handlers.turn.buttons import StepButton, UndoStepButton
from handlers.turn.commands import MovePapers, Step, UndoMove
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import group_in, names_a_unit, paper_in, units_in
from handlers.turn.examples import a_unit
from handlers.turn.looked_at import said_of_units
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_in_charge, refused
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from rules.plan import Plan

_UNDO: Final = re.compile(r"撤[销回]|取消|收回")
_EXAMPLE: Final = "例如“收到{unit}材料”“{unit}材料核对通过”“转交{unit}材料”。"
_WORDS: Final[Mapping[Step, re.Pattern[str]]] = {
    "file": re.compile(r"归档|存档"),
    "pass_on": re.compile(r"转交|移交"),
    "check": re.compile(r"核对|审核|通过"),
    "take_over": re.compile(r"收到|接收|签收|收下|收了"),
}


@topic("custody", Deed.MOVE_PAPERS)
def custody(turn: TurnContext) -> Reply:
    """Move papers on a step, by words or a button, or take the last step back."""
    match turn.button:
        case UndoStepButton():
            return order(UndoMove())
        case StepButton(pressed, unit_id):
            return order(MovePapers(pressed, unit_id))
    text = turn.reading.text
    if _UNDO.search(text):
        return order(UndoMove())
    step: Step | None = next((each for each in MOVES if _WORDS[each].search(text)), None)
    if step is None and _to_the_office(turn.plan).search(text):
        step = "pass_on"
    if step is None:
        return act(f"要收到、核对还是转交？{_EXAMPLE.format(unit=a_unit(turn))}")
    return _refusal(turn, step) or _of_unit(turn, step)


def _to_the_office(plan: Plan) -> re.Pattern[str]:
    """“交给干部监督股”, however the plan calls its office."""
    called = {one for one in (plan.office, plan.office_called, plan.office_short) if one}
    return re.compile(f"(?:交给|送)(?:{'|'.join(map(re.escape, sorted(called)))})")


def _refusal(turn: TurnContext, step: Step) -> Reply | None:
    if step == "file" and (no := refused(turn, Deed.FILE_PAPERS)):
        return no
    group = group_in(turn.reading.text, turn.records.roster.groups())
    if group and not sees_county(turn) and group.id != turn.asker.group_id:
        return not_in_charge(turn)
    return None


def _of_unit(turn: TurnContext, step: Step) -> Reply:
    in_charge, text = units_in_charge(turn), turn.reading.text
    if not in_charge:
        return no_record(turn)
    units = units_in(text, turn.records.roster.units())
    if not units and names_a_unit(text) and not sees_county(turn):
        return not_in_charge(turn)
    if any(unit not in in_charge for unit in units):
        return not_in_charge(turn)
    units = units or units_in(said_of_units(turn), in_charge)
    if len(units) != 1:
        return act(f"请说明是哪一个单位的材料，{_EXAMPLE.format(unit=a_unit(turn))}")
    paper = paper_in(text, turn.plan, turn.reading.papers)
    return order(MovePapers(step, units[0].id, paper.id if paper else ""))
