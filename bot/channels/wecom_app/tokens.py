"""The app's access_token: kept in the database, refreshed by one at a time (page 91039)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.channels.wecom_app.errors import ChannelError, Unanswered
from bot.clock import Clock
from storage import Store
from storage.tokens import MARGIN, TokenUnavailable, fresh_token

# A wrong secret used again and again gets the server's address blocked for an hour (page 90313).
_SETTINGS_WRONG: Final = (40001, 40013, 40091)
_HOLD: Final = timedelta(minutes=5)


class Tokens:
    """`fetch` asks WeCom and returns the token with its life in seconds."""

    def __init__(
        self, store: Store, app: str, clock: Clock, fetch: Callable[[], tuple[str, int]]
    ) -> None:
        self._store = store
        self._app = app
        self._clock = clock
        self._fetch = fetch
        self._held: tuple[datetime, ChannelError] | None = None

    def current(self) -> str:
        """A token that holds for a while yet; refreshed where there is none."""
        with self._store.reading() as records:
            token = records.tokens.read(self._app)
        if token and token.expires_at - MARGIN > self._clock.now():
            return token.value
        return self._refreshed("")

    def instead_of(self, refused: str) -> str:
        """Another token than the one WeCom just refused; whoever comes first fetches it."""
        return self._refreshed(refused)

    def _refreshed(self, refused: str) -> str:
        try:
            return fresh_token(
                self._store, self._app, self._fetched, self._clock.now, refused=refused
            )
        except TokenUnavailable:
            raise Unanswered("取不到接口凭证") from None

    def _fetched(self) -> tuple[str, datetime]:
        now = self._clock.now()
        if self._held is not None and now < self._held[0]:
            raise self._held[1]
        try:
            value, seconds = self._fetch()
        except ChannelError as error:
            self._held = (now + _HOLD, error) if error.code in _SETTINGS_WRONG else None
            raise
        return value, now + timedelta(seconds=seconds)
