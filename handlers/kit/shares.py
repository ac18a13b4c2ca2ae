"""What a question about a share of 优秀 is about: members of a team, teams, or a delegated list."""

from handlers.kit.desk import Desk

_DELEGATED = ("委托", "受托")
_DELEGATED_AT = frozenset({"school", "hospital", "enterprise"})


def kind_asked(desk: Desk) -> str:
    """members, teams or delegated, as the plan's shares are called."""
    text = desk.reading.text
    if desk.reading.teams is not None or ("优秀班子" in text and "成员" not in text):
        return "teams"
    if any(word in text for word in _DELEGATED):
        return "delegated"
    at = desk.facts.get("works_at")
    return "delegated" if at and at.value in _DELEGATED_AT else "members"


def team_grade(desk: Desk) -> str | None:
    """The team's grade where it is known."""
    given = desk.facts.get("team_grade")
    return str(given.value) if given and given.value is not None else None
