"""What the notice makes of each person, as forms look at it; worked out in `rules.standing`."""

from rules.standing import (
    Candidate,
    Place,
    Share,
    Standing,
    ThisUnit,
    here,
    standing,
    standings,
)

__all__ = [
    "Candidate", "Place", "Share", "Standing", "ThisUnit", "here", "standing",
    "standings",
]  # fmt: skip
