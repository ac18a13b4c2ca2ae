"""What the pages are given: everything from outside comes in here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request

from forms.kit.safe.scanning import Scanner
from handlers.turn.other_season import told_to
from handlers.turn.reply import Push
from handlers.turn.season import season_path
from rules.plan import Plan
from storage import Records, Store
from web.codes import OneTimeCodes
from web.limits import Limits
from web.seasons import season_in


class Identity(Protocol):
    """WeCom, as far as the pages need it: who came back from its login page, what signs calls."""

    def userid_of(self, code: str) -> str | None:
        """None: not a member of the company. Raises for a code that is used up or too old."""

    def js_ticket(self, kind: str) -> str:
        """`kind`: config (the company) or agent_config (the app). Raises if it cannot be had."""


def _plain(push: Push, public_url: str) -> Mapping[str, Any]:
    tail = f"\n{push.link.label}：{public_url}{push.link.path}" if push.link else ""
    return {"kind": "text", "text": push.text + tail}


def _nothing() -> None:
    """Whoever sends looks by itself before long."""


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
    # WeCom's page for an ordinary browser, where the member scans; empty: there is none.
    scan_url: str = ""
    # After so long without a page asked for, a member has to log in again.
    idle: timedelta = timedelta(hours=2)
    scanner: Scanner = field(default_factory=Scanner)
    limits: Limits = field(default_factory=Limits)
    codes: OneTimeCodes = field(default_factory=OneTimeCodes)
    # A push as the channel sends it, and a nudge to send what was queued.
    payload_of: Callable[[Push, str], Mapping[str, Any]] = field(default=_plain)
    wake: Callable[[], None] = field(default=_nothing)
    # Plans of other seasons in use beside the one that runs, which have pages of their own.
    others: tuple[Plan, ...] = ()
    in_use: tuple[Plan, ...] = ()  # of another season's site: the plans of all seasons
    path: str = ""  # before the path of each page, where this is the site of another season

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Of all seasons in use, the one that runs first; of another season's site its own."""
        return (self.plan, *self.others)

    @property
    def elsewhere(self) -> tuple[Plan, ...]:
        """The plans of the seasons this is not the site of."""
        return tuple(plan for plan in self.in_use or self.plans if plan.id != self.plan.id)

    def of_other(self, plan: Plan) -> "Site":
        """The site of another season: its plan, its roster, the same members and limits."""
        store = self.store.of_season(plan.id)
        return replace(
            self, plan=plan, store=store, others=(), in_use=self.plans, path=season_path(plan.id)
        )

    def deliver(self, records: Records, pushes: Iterable[Push]) -> None:
        """Queue what others are to be told, in the transaction of the deed."""
        for each in pushes:
            push = told_to(self.plan, each) if self.path else each
            payload = self.payload_of(push, self.public_url)
            records.outbox.enqueue(push.key, push.to, payload, self.now())

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over https, so that cookies may insist on it."""
        return self.public_url.startswith("https://")


async def current_site(request: Request) -> Site:
    """The site of the application that is asked; `async`, so that it costs no thread."""
    site: Site = request.app.state.site
    others: Mapping[str, Site] = request.app.state.other_seasons
    return others.get(season_in(request.scope), site)


CurrentSite = Annotated[Site, Depends(current_site)]
