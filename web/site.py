"""What the pages are given: everything from outside comes in here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from rules.plan import Plan
from storage import Store


class Identity(Protocol):
    """Who came back from WeCom's login page."""

    def userid_of(self, code: str) -> str | None:
        """None: not a member of the company. Raises for a code that is used up or too old."""


@dataclass(frozen=True)
class Site:
    """`authorize_url` is WeCom's page that sends members back with a code.

    `incoming` is a folder for uploads on their way; nothing stays there. `session_key` signs what
    the browser keeps.
    """

    store: Store
    plan: Plan
    identity: Identity
    now: Callable[[], datetime]
    public_url: str
    authorize_url: str
    corp_id: str
    agent_id: int
    session_key: str
    incoming: Path

    @property
    def secure(self) -> bool:
        return self.public_url.startswith("https://")
