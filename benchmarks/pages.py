"""The pages in front of a store, as a supervisor who is logged in sees them."""

from datetime import datetime
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.testclient import TestClient

from rules.plan import Plan
from storage import Store
from web import Site, add_pages
from web.session import SESSION, Seal, mark_of

KEY: Final = "a key of the benchmark, which opens nothing"


class Nobody:
    """Nobody logs in while this runs."""

    def userid_of(self, code: str) -> str | None:
        return None

    def js_ticket(self, kind: str) -> str:
        return ""


def browser(plan: Plan, store: Store, folder: Path, now: datetime) -> TestClient:
    site = Site(
        store=store,
        plan=plan,
        identity=Nobody(),
        now=lambda: now,
        public_url="http://board.test",
        authorize_url="http://wecom.test/authorize",
        corp_id="ww0",
        agent_id=1,
        session_key=KEY,
        incoming=folder / "incoming",
    )
    app = FastAPI()
    add_pages(app, site)
    client = TestClient(app, base_url="http://board.test")
    with store.transaction() as records:
        records.sessions.begin(mark_of("measured"), "boss", "measured", now)
    client.cookies.set(SESSION, Seal(KEY).session("measured", now))
    return client
