"""Deeds as typed commands: what is to be done and with what; who does it comes separately.

Every door gives the same ones: chat, pages, command line. Ids are those of the records, so that a
command says the same an hour later. Sizes are bounds of what is stored, not what a unit may read:
that is said in words by the service that carries the command out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from handlers.turn.case_commands import (
    AddToCase,
    AnswerCase,
    AnswerTwins,
    AskBack,
    CallOffCase,
    Petition,
    WithdrawPrecedent,
)
from handlers.turn.date_commands import TakeBackDays
from handlers.turn.lesson_commands import ForgetLesson, Teach
from handlers.turn.matter_commands import (
    AnswerMatter,
    AskExtension,
    DoubtAnswer,
    HandOver,
    RuleExtension,
    WithdrawMatter,
)
from handlers.turn.own_commands import (
    DropReminders,
    KeepReminders,
    MoveReminder,
    RemindMe,
    SetQuiet,
)
from handlers.turn.roster_commands import (
    CorrectRoster,
    EndSessions,
    MergeUnits,
    RemoveUnit,
    RestoreUnit,
)
from storage.views import HandInStatus

_Id = Annotated[int, Field(ge=0, lt=10**9)]
_Short = Annotated[str, StringConstraints(max_length=100)]
_Long = Annotated[str, StringConstraints(max_length=2000)]
_Ids = Annotated[tuple[_Id, ...], Field(max_length=5000)]

Step = Literal["take_over", "check", "pass_on", "file"]
Works = Literal["work", "rest", "usual"]


@dataclass(frozen=True)
class Withdraw:
    """Take back a version one handed in oneself."""

    receipt: _Short
    kind: Literal["withdraw"] = "withdraw"


@dataclass(frozen=True)
class ReturnPaper:
    """Give a version back to its unit for a reason the unit reads. `cells`: what to mend."""

    receipt: _Short
    reason: _Long
    cells: Annotated[tuple[_Short, ...], Field(max_length=20)] = ()
    kind: Literal["return_paper"] = "return_paper"


@dataclass(frozen=True)
class ReturnPapers:
    """Give versions of one unit back together for one reason, which the unit reads once."""

    unit_id: _Id
    receipts: Annotated[tuple[_Short, ...], Field(min_length=1, max_length=500)]
    reason: _Long
    kind: Literal["return_papers"] = "return_papers"


@dataclass(frozen=True)
class MovePapers:
    """Bring a unit's papers a step on: all that can take it, or those of one paper, or these."""

    step: Step
    unit_id: _Id
    paper: _Short = ""
    receipts: Annotated[tuple[_Short, ...], Field(max_length=5000)] = ()
    kind: Literal["move_papers"] = "move_papers"


@dataclass(frozen=True)
class UndoMove:
    """Take one's newest step back; with a receipt only where it was a step of that paper."""

    receipt: _Short = ""
    kind: Literal["undo_move"] = "undo_move"


@dataclass(frozen=True)
class Chase:
    """Remind units of what they owe; none named: all in one's charge. `words`: said with it."""

    paper: _Short = ""
    units: _Ids = ()
    words: _Short = ""
    kind: Literal["chase"] = "chase"


@dataclass(frozen=True)
class ChasePeople:
    """Remind people of the actor's unit of what they owe. Of nobody named: all who owe."""

    paper: _Short = ""
    people: _Ids = ()
    words: _Short = ""
    kind: Literal["chase_people"] = "chase_people"


@dataclass(frozen=True)
class Announce:
    """Send these words to one clerk of each of these units."""

    words: _Long
    units: _Ids
    kind: Literal["announce"] = "announce"


@dataclass(frozen=True)
class DeadlineDay:
    """A new day for a deadline; `stood` is how it was when shown, None where it was not shown."""

    deadline: _Short
    day: date
    stood: _Short | None = None


@dataclass(frozen=True)
class SetDeadlines:
    """Confirm or set the days of deadlines, all or none."""

    days: Annotated[tuple[DeadlineDay, ...], Field(min_length=1, max_length=50)]
    kind: Literal["set_deadlines"] = "set_deadlines"


@dataclass(frozen=True)
class SetWorkday:
    """Say that people work or rest on a day, or take that back (`usual`)."""

    day: date
    works: Works
    kind: Literal["set_workday"] = "set_workday"


@dataclass(frozen=True)
class SetCeiling:
    """The most messages a unit gets in a season."""

    messages: Annotated[int, Field(ge=0, lt=10**6)]
    kind: Literal["set_ceiling"] = "set_ceiling"


@dataclass(frozen=True)
class TakeLeave:
    """The actor is away from `first` to `last`, both included."""

    first: date
    last: date
    kind: Literal["take_leave"] = "take_leave"


@dataclass(frozen=True)
class EndLeave:
    """Cancel the actor's leave: that of these days, or all that is not over yet."""

    first: date | None = None
    last: date | None = None
    kind: Literal["end_leave"] = "end_leave"


@dataclass(frozen=True)
class Snooze:
    """Do not remind the actor's unit before the morning of that day."""

    until: date
    kind: Literal["snooze"] = "snooze"


@dataclass(frozen=True)
class Wake:
    """Remind the actor's unit as planned again."""

    kind: Literal["wake"] = "wake"


@dataclass(frozen=True)
class NameContact:
    """Write to this clerk of the actor's unit first."""

    userid: _Short
    kind: Literal["name_contact"] = "name_contact"


Command = (
    Withdraw
    | ReturnPaper
    | ReturnPapers
    | MovePapers
    | UndoMove
    | Chase
    | ChasePeople
    | Announce
    | SetDeadlines
    | TakeBackDays
    | SetWorkday
    | SetCeiling
    | TakeLeave
    | EndLeave
    | Snooze
    | Wake
    | NameContact
    | RemindMe
    | MoveReminder
    | DropReminders
    | KeepReminders
    | SetQuiet
    | Petition
    | AskBack
    | AddToCase
    | CallOffCase
    | AnswerCase
    | AnswerTwins
    | WithdrawPrecedent
    | AskExtension
    | RuleExtension
    | HandOver
    | DoubtAnswer
    | AnswerMatter
    | WithdrawMatter
    | Teach
    | ForgetLesson
    | CorrectRoster
    | MergeUnits
    | RemoveUnit
    | RestoreUnit
    | EndSessions
)
# Which step brings a paper into a state, by that state's word.
STEP_TO: Final[Mapping[str, Step]] = {
    HandInStatus.WITH_GROUP: "take_over",
    HandInStatus.WITH_SECTION: "pass_on",
    HandInStatus.FILED: "file",
}


@cache
def _commands() -> TypeAdapter[Command]:
    """Made when the first command is packed or read: it takes a moment."""
    return TypeAdapter(Annotated[Command, Field(discriminator="kind")])


class NoCommand(ValueError):
    """Nothing that can be read as a command."""


def packed(command: Command) -> dict[str, Any]:
    """A command as plain JSON."""
    return dict(_commands().dump_python(command, mode="json"))


def unpacked(kept: object) -> Command:
    """The command kept. Raises NoCommand for anything else."""
    try:
        return _commands().validate_python(kept)
    except ValidationError as error:
        raise NoCommand from error


def to_text(command: Command) -> str:
    """A command as a form of ours carries it."""
    return _commands().dump_json(command).decode()


def from_text(text: str) -> Command:
    """The command of a form, which anybody could have written. Raises NoCommand."""
    try:
        return _commands().validate_json(text)
    except ValidationError as error:
        raise NoCommand from error
