"""What unit, group and section say to each other about a paper."""

from dataclasses import dataclass
from datetime import datetime

from rules.roster import Role


@dataclass(frozen=True)
class Comment:
    """Said of one version by somebody in their role then. `cells`: what of the paper it is about.

    `returns`: the words with which the version was given back.
    """

    id: int
    hand_in_id: int
    by: str
    name: str
    role: Role
    text: str
    cells: tuple[str, ...]
    returns: bool
    at: datetime
