"""What a pressed button asks for: one type each, and the only place that writes and reads keys.

Keys of cards sent by older releases are understood as well (`old_buttons.py`). A key that nobody of
ours could have written raises UnknownButton.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any, Final, Literal

from pydantic import TypeAdapter, ValidationError

from handlers.turn.commands import Command, Step
from handlers.turn.matter_commands import Wrong

Answer = Literal["yes", "no", "undo"]
About = Literal["is", "due"]
YesNo = Literal["yes", "no"]


class UnknownButton(ValueError):
    """这个按钮我认不出来，什么也没有办。要问什么、办什么，请直接写给我。"""


@dataclass(frozen=True)
class TopicButton:
    """Ask this topic."""

    topic: str


@dataclass(frozen=True)
class FactButton:
    """The answer to the question for a fact, as the plan writes its value."""

    fact: str
    value: str


@dataclass(frozen=True)
class PersonButton:
    """Which of several people of one name is meant."""

    person_id: int


@dataclass(frozen=True)
class PaperButton:
    """What a paper is, or when it is due."""

    about: About
    paper: str


@dataclass(frozen=True)
class HandInButton:
    """How a paper is handed in."""

    paper: str


@dataclass(frozen=True)
class GetFormButton:
    """A form, of somebody where it is one a person."""

    paper: str
    person_id: int | None = None


@dataclass(frozen=True)
class FileButton:
    """Which paper, and whose, a file is that waits."""

    held: str
    paper: str
    person_id: int | None = None


@dataclass(frozen=True)
class CaseFileButton:
    """Which case of one's own a file goes with that waits."""

    held: str
    number: int


@dataclass(frozen=True)
class GuessButton:
    """Whether a model's guess is what was meant."""

    right: YesNo


@dataclass(frozen=True)
class WithdrawButton:
    """Take back what this receipt is for: shown first like the words."""

    receipt: str


@dataclass(frozen=True)
class StepButton:
    """Bring a unit's papers a step on: shown first like the words."""

    step: Step
    unit_id: int


@dataclass(frozen=True)
class UndoStepButton:
    """Take the newest step back."""


@dataclass(frozen=True)
class SnoozeButton:
    """No reminders for so many days."""

    days: int


@dataclass(frozen=True)
class DeedButton:
    """Yes or no to the deed that was shown under this id, or taking it back."""

    id: str
    answer: Answer


@dataclass(frozen=True)
class DoubtButton:
    """What is wrong with the answer before."""

    what: Wrong


@dataclass(frozen=True)
class TwinsButton:
    """Rule on the other open cases as on this one."""

    number: int


@dataclass(frozen=True)
class SeasonButton:
    """A button of a season that is not the running one; without a key, the question that waits."""

    season: str
    key: str | None = None


@dataclass(frozen=True)
class OldYes:
    """A yes on a card of an older release, which carried the whole deed."""

    command: Command


@dataclass(frozen=True)
class OldNo:
    """A no on such a card."""


@dataclass(frozen=True)
class OldWords:
    """A yes on such a card that named whom in words: the deed is shown anew."""

    topic: str
    words: str


Button = (
    TopicButton
    | FactButton
    | PersonButton
    | PaperButton
    | HandInButton
    | GetFormButton
    | FileButton
    | CaseFileButton
    | GuessButton
    | WithdrawButton
    | StepButton
    | UndoStepButton
    | SnoozeButton
    | DeedButton
    | DoubtButton
    | TwinsButton
    | SeasonButton
    | OldYes
    | OldNo
    | OldWords
)


# How each is written. A field that is None is left out where it stands last.
_WRITTEN: Final[Mapping[type[Button], str]] = {
    TopicButton: "topic:{topic}",
    FactButton: "fact:{fact}={value}",
    PersonButton: "person:{person_id}",
    PaperButton: "paper:{about}:{paper}",
    HandInButton: "hand_in:{paper}",
    GetFormButton: "get_form:{paper}:{person_id}",
    FileButton: "file:{held}:{paper}:{person_id}",
    CaseFileButton: "case_file:{held}:{number}",
    GuessButton: "guess:{right}",
    WithdrawButton: "withdraw:{receipt}",
    UndoStepButton: "custody:undo",
    StepButton: "custody:{step}:{unit_id}",
    SnoozeButton: "remind_less:snooze:{days}",
    DeedButton: "deed:{id}:{answer}",
    DoubtButton: "doubt:{what}",
    TwinsButton: "twins:{number}",
    SeasonButton: "season:{season}:{key}",
}
_ID: Final = "[0-9]{1,9}"
# An id of the plan: a county may call its facts and papers as it likes.
_NAME: Final = r"[^\s:=#\x00-\x1f\x7f]{1,64}"
_FIELDS: Final[Mapping[str, str]] = {
    "topic": f"{_NAME}(?::{_NAME})?",
    "fact": _NAME,
    "value": "[^\x00-\x1f\x7f]{1,100}",
    "paper": _NAME,
    "season": _NAME,
    "key": "[^\x00-\x1f\x7f]{0,400}",
    "held": "[0-9a-f]{4,32}",
    "receipt": "[A-Za-z0-9_-]{1,32}-[0-9]{6}",
    "id": "[0-9a-f]{4,32}",
    "person_id": f"(?:{_ID})?",
    "unit_id": _ID,
    "number": _ID,
    "days": "[0-9]{1,3}",
}
_WORD: Final = "[a-z_]{1,16}"  # of a field with a few words to choose from


def _pattern(written: str) -> re.Pattern[str]:
    parts = (
        re.escape(text) + (f"(?P<{name}>{_FIELDS.get(name, _WORD)})" if name else "")
        for text, name, _, _ in Formatter().parse(written)
    )
    return re.compile("".join(parts))


_READ: Final = tuple((_pattern(written), type_) for type_, written in _WRITTEN.items())


def key_of(button: Button) -> str:
    """The key a card carries. Buttons of older releases are only read."""
    fields = {name: "" if value is None else value for name, value in vars(button).items()}
    return _WRITTEN[type(button)].format(**fields).removesuffix(":")


def button_of(key: str) -> Button:
    """The button a key stands for. Raises UnknownButton."""
    for pattern, type_ in _READ:
        # Cards of older releases end in the colon of what was left out.
        found = pattern.fullmatch(key) or pattern.fullmatch(f"{key}:")
        if found is not None:
            return _made(type_, found.groupdict())
    raise UnknownButton


def _made(type_: type[Button], fields: Mapping[str, str]) -> Button:
    given: dict[str, Any] = {name: value or None for name, value in fields.items()}
    try:
        made: Button = TypeAdapter(type_).validate_python(given)
    except ValidationError as error:
        raise UnknownButton from error
    return made
