"""What deeds work with: who acts, when, the records, the plan; and what a topic knows besides."""

from dataclasses import dataclass, field
from datetime import datetime

from handlers.turn.buttons import Button
from handlers.turn.message import Choice
from handlers.turn.state import DialogueState
from language.reading import Reading
from rules.plan import Facts, Plan
from storage import Records
from storage.blobs import Blobs


@dataclass(frozen=True)
class Asker:
    """Who writes. `role`: clerk, cadre, supervisor, group or unknown."""

    userid: str
    name: str
    role: str
    unit_id: int | None = None
    unit_name: str = ""
    group_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class DeedContext:
    """What a deed is done with: the plan in force, the records, who acts, and when."""

    plan: Plan
    records: Records
    asker: Asker
    now: datetime


@dataclass(frozen=True)
class TurnContext(DeedContext):
    """One message on its way to its topic. `facts` are those of the person under discussion."""

    reading: Reading
    state: DialogueState
    public_url: str
    facts: Facts = field(default_factory=dict)
    axes: tuple[str, ...] = ()
    who: str = ""  # how the person is called in a reply
    person_id: int | None = None  # on the roster
    on_roster: Facts = field(default_factory=dict)  # what the roster says of that person
    said: str = ""  # the message as it was written; `reading.text` has other spellings
    choice: Choice | None = None  # the press as it came, if a button was pressed
    button: Button | None = None  # and what it asks for
    blobs: Blobs | None = None  # where a file to hand over is kept; None: nothing is kept

    @property
    def is_pressed(self) -> bool:
        """Whether a button was pressed, or its number typed, so that no words are to be read."""
        return self.button is not None or self.choice is not None
