"""What a pressed option, or its number typed, comes to: as if it had been said."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import isfinite
from typing import Final

from handlers.turn.buttons import (
    Button,
    DeedButton,
    DoubtButton,
    FactButton,
    GetFormButton,
    HandInButton,
    OldNo,
    OldWords,
    OldYes,
    PaperButton,
    PersonButton,
    SnoozeButton,
    StepButton,
    TopicButton,
    TwinsButton,
    UndoStepButton,
    UnknownButton,
    WithdrawButton,
)
from handlers.turn.state import DialogueState
from language.reading import Reading
from rules.plan import Given, Plan


def pressed(
    button: Button, key: str, reading: Reading, plan: Plan, state: DialogueState
) -> Reading:
    """A pressed option, or its number, as if it had been said. Raises UnknownButton."""
    match button:
        case FactButton(fact, value) if fact in plan.facts:
            label = next((text for one, text in state.options if one == key), "")
            given = Given(_value(plan, fact, value), "said", label or value)
            return replace(reading, topic="", facts={fact: given})
        case PersonButton():
            asked = "why_changed" if state.topic == "why_changed" else state.ruling_topic
            return replace(reading, topic=asked, axes=state.axes)
        case TopicButton(topic):
            axes = plan.dialogue.axes_of((topic,))
            return replace(reading, topic=topic, axes=axes, follows=True)
        case OldWords(topic, words):
            return replace(reading, text=words, topic=topic)
    if type(button) not in _TOPIC_OF:
        raise UnknownButton
    return replace(reading, topic=_TOPIC_OF[type(button)])


_TOPIC_OF: Final[Mapping[type[Button], str]] = {
    PaperButton: "paper",
    HandInButton: "hand_in",
    GetFormButton: "get_form",
    WithdrawButton: "withdraw",
    StepButton: "custody",
    UndoStepButton: "custody",
    SnoozeButton: "remind_less",
    DeedButton: "deed",
    DoubtButton: "doubt",
    TwinsButton: "answer_twins",
    OldYes: "deed",
    OldNo: "deed",
}


def _value(plan: Plan, id: str, text: str) -> bool | float | str | date | None:
    """The value as the plan has it. Raises UnknownButton for one it does not accept."""
    fact = plan.facts[id]
    value: bool | float | str | date = text
    try:
        if fact.kind == "bool":
            value = {"true": True, "false": False}[text]
        elif fact.kind == "number":
            value = float(text)
        elif fact.kind == "date" and text not in fact.values:
            value = date.fromisoformat(text)
    except (KeyError, ValueError) as error:
        raise UnknownButton from error
    if not fact.accepts(value) or (isinstance(value, float) and not isfinite(value)):
        raise UnknownButton
    return value
