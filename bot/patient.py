"""What the doctor looks at, and how a check ends."""

from dataclasses import dataclass
from enum import StrEnum

from bot.clock import Clock
from bot.settings import Settings
from rules.plan import Plan
from storage import Store


class State(StrEnum):
    """How one check ended."""

    RIGHT = "通过"
    DOUBTFUL = "注意"
    WRONG = "不对"


@dataclass(frozen=True)
class Finding:
    """`words` say what was found and, where it is not right, what to do."""

    what: str
    state: State
    words: str


@dataclass(frozen=True)
class Patient:
    """What is looked at."""

    settings: Settings
    plan: Plan
    store: Store
    clock: Clock


class Ill(Exception):
    """Its words say what is wrong and what to do."""

    state = State.WRONG


class Doubtful(Ill):
    """It works, and yet somebody should look."""

    state = State.DOUBTFUL
