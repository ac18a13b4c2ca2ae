"""Access tokens, shared by every thread and process through the database."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import uuid4

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import Session, col

from storage.engine import insert_once
from storage.made import Made
from storage.tables import TokenTable
from storage.views import Token

# Longer than any time-out of the call that fetches a token.
LEASE: Final = timedelta(seconds=30)
# A token about to expire would fail on its way.
MARGIN: Final = timedelta(minutes=2)
_POLL_SECONDS = 0.05
_WAIT_SECONDS = 60.0
_READ: Final = Made(  # before every call
    select(col(TokenTable.value), col(TokenTable.expires_at)).where(
        col(TokenTable.app) == bindparam("name")
    )
)


class TokenUnavailable(Exception):
    """企业微信的访问凭证暂时取不到，请稍后再试。"""


class Tokens:
    """One token an app."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, app: str) -> Token | None:
        """The stored token, expired or not."""
        row = _READ.first(self._session, name=app)
        if row is None or row.expires_at is None:
            return None
        return Token(row.value, row.expires_at)

    def store(self, app: str, value: str, expires_at: datetime) -> None:
        """Keep a token and let the lease on refreshing it go."""
        insert_once(self._session, TokenTable, {"app": app, "value": "", "lease_owner": ""})
        self._session.execute(
            update(TokenTable)
            .where(col(TokenTable.app) == app)
            .values(value=value, expires_at=expires_at, lease_owner="", lease_until=None)
        )

    def lease(self, app: str, owner: str, now: datetime) -> bool:
        """Take the right to refresh; False while another has it."""
        insert_once(self._session, TokenTable, {"app": app, "value": "", "lease_owner": ""})
        until = col(TokenTable.lease_until)
        # A lease from beyond its own length was taken before the clock was set back: void.
        free = or_(until.is_(None), until <= now, until > now + 2 * LEASE)
        taken = self._session.execute(
            update(TokenTable)
            .where(col(TokenTable.app) == app, free)
            .values(lease_owner=owner, lease_until=now + LEASE)
            .returning(col(TokenTable.app))
        )
        return taken.first() is not None

    def let_go(self, app: str, owner: str) -> None:
        """Give the lease back without a token, after a failure."""
        self._session.execute(
            update(TokenTable)
            .where(col(TokenTable.app) == app, col(TokenTable.lease_owner) == owner)
            .values(lease_owner="", lease_until=None)
        )


class _HasTokens(Protocol):
    @property
    def tokens(self) -> Tokens: ...


class _Transactions(Protocol):
    # The store itself is above this module.
    def transaction(self) -> AbstractContextManager[_HasTokens]: ...


def fresh_token(
    store: _Transactions,
    app: str,
    fetch: Callable[[], tuple[str, datetime]],
    now: Callable[[], datetime],
    *,
    refused: str = "",
) -> str:
    """A token that works, fetched by one of all threads and processes while the others wait.

    `fetch` gives a token and when it expires; it runs outside any transaction. `refused` is a token
    that WeCom no longer takes (40014, 42001): it is replaced, unless somebody has done so already.
    Raises what `fetch` raises, and TokenUnavailable when another one's refresh never ends.
    """
    owner, give_up = uuid4().hex, time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < give_up:
        with store.transaction() as records:
            if token := _usable(records.tokens.read(app), refused, now()):
                return token
            ours = records.tokens.lease(app, owner, now())
            # On PostgreSQL another may have stored a token between our look and our lease.
            if ours and (token := _usable(records.tokens.read(app), refused, now())):
                records.tokens.let_go(app, owner)
                return token
        if ours:
            return _refresh(store, app, owner, fetch)
        time.sleep(_POLL_SECONDS)
    raise TokenUnavailable(TokenUnavailable.__doc__)


def _usable(token: Token | None, refused: str, now: datetime) -> str:
    if token is None or token.value == refused or token.expires_at - MARGIN <= now:
        return ""
    return token.value


def _refresh(
    store: _Transactions, app: str, owner: str, fetch: Callable[[], tuple[str, datetime]]
) -> str:
    try:
        value, expires_at = fetch()
    except BaseException:
        with store.transaction() as records:
            records.tokens.let_go(app, owner)
        raise
    with store.transaction() as records:
        records.tokens.store(app, value, expires_at)
    return value
