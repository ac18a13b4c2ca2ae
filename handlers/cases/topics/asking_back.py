"""“问3号：哪天去的？” of the section, “补充3号：6月28日” of who put the case."""

import re
from typing import Final

from handlers.cases.topics.answer_twins import TOGETHER
from handlers.turn.access import act
from handlers.turn.case_commands import AddToCase, AskBack
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.needed import Shapes

_NUMBER: Final = r"第?\s*(?P<number>\d{1,6})\s*号(?:请示)?\s*[:：,，]\s*(?P<text>.+)$"
_ASKED: Final = re.compile(rf"^\s*(?:反问|追问|再?问)(?:一下)?{_NUMBER}", re.DOTALL)
_ADDED: Final = re.compile(rf"^\s*(?:补充|补|回复|答复?)(?:一下)?{_NUMBER}", re.DOTALL)
OF_A_CASE: Final = Shapes(_ASKED, TOGETHER, _ADDED)


def on_a_case(said: str) -> str:
    """The topic of what is written so; "" for anything else."""
    if _ASKED.match(said):
        return "ask_back"
    if TOGETHER.search(said):
        return "answer_twins"
    return "add_to_case" if _ADDED.match(said) else ""


@topic("ask_back", Deed.ANSWER_CASE)
def ask_back(turn: TurnContext) -> Reply:
    """Ask whoever put a case for something that is missing in it."""
    found = _ASKED.match(turn.said)
    if found is None:
        return act("要问哪一件？例如“问3号：哪天到岗的？”。")
    return order(AskBack(int(found["number"]), found["text"].strip()))


@topic("add_to_case", Deed.PETITION)
def add_to_case(turn: TurnContext) -> Reply:
    """Add to a case one put oneself what the section asked for."""
    found = _ADDED.match(turn.said)
    if found is None:
        return act("要补充哪一件？例如“补充3号：6月28日到岗”。")
    return order(AddToCase(int(found["number"]), found["text"].strip()))
