"""What one blank of a form asks for, and where its value was found."""

from dataclasses import dataclass
from enum import StrEnum


class Asks(StrEnum):
    """What may stand in a blank."""

    TEXT = "text"
    LONG = "long"  # several lines
    MONTH = "month"  # a year and a month, in any shape people use
    CHOICE = "choice"
    COUNT = "count"  # a whole number from 0


@dataclass(frozen=True)
class Field:
    """One blank. `clause`: where the notice wants it; `by`: who fills it in, as users read it.

    `open_choice`: other words than the options may stand there and are only looked at again.
    """

    label: str
    asks: Asks = Asks.TEXT
    required: bool = True
    clause: str = ""
    example: str = ""
    options: tuple[str, ...] = ()
    by: str = ""
    open_choice: bool = False
