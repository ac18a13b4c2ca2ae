"""What the browser keeps, signed: who is logged in, a login under way, the token of a form."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from itsdangerous import BadData, URLSafeSerializer

SESSION: Final = "kaohe_session"
LOGIN: Final = "kaohe_login_"
SESSION_LASTS: Final = timedelta(hours=12)
LOGIN_LASTS: Final = timedelta(minutes=10)
_STATE_BYTES: Final = 24


def new_state() -> str:
    """WeCom hands back letters and digits only, at most 128."""
    return secrets.token_hex(_STATE_BYTES)


def login_cookie(state: str) -> str:
    """A cookie for each login, so that two pages opened at once do not spoil each other's."""
    return LOGIN + state[:8]


def _mark(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()[:32] if code else ""


def new_session() -> str:
    """A session's name, which nobody guesses."""
    return secrets.token_urlsafe(_STATE_BYTES)


def mark_of(id: str) -> str:
    """A hash: who reads the records cannot log in with it."""
    return hashlib.sha256(f"session:{id}".encode()).hexdigest()


class Seal:
    """Signs and checks. Times are the program's own, so that a moved clock ends sessions too."""

    def __init__(self, key: str) -> None:
        self._key = key

    def session(self, id: str, now: datetime) -> str:
        """`id`: what nobody can guess; whose it is stands in the records, under its mark."""
        return self._sealed("session", {"id": id}, now + SESSION_LASTS)

    def mark(self, cookie: str | None, now: datetime) -> str | None:
        """Under which the records know this session; None for none, or one that is over."""
        found = self._opened("session", cookie, now, SESSION_LASTS)
        return mark_of(str(found.get("id", ""))) if found else None

    def login(self, state: str, path: str, now: datetime, code: str = "") -> str:
        """`code`: the one it was used for, empty while it is under way."""
        said = {"state": state, "path": path, "used": _mark(code)}
        return self._sealed("login", said, now + LOGIN_LASTS)

    def path(self, cookie: str | None, state: str, now: datetime, code: str) -> str | None:
        """Where the login began; None when this browser did not begin one with this state.

        Nor where it was used for another code: a state is good for one login.
        """
        found = self._opened("login", cookie, now, LOGIN_LASTS)
        if found is None or not hmac.compare_digest(str(found["state"]), state):
            return None
        return str(found["path"]) if found.get("used", "") in ("", _mark(code)) else None

    def handed(self, to: str, blob: str, name: str) -> str:
        """A stored file for one member; as lasting as the chat it is told in."""
        return str(self._serializer("handed").dumps({"to": to, "blob": blob, "name": name}))

    def opened_handed(self, sealed: str) -> dict[str, str] | None:
        """Whom a link to a file is for and to what; nothing where we did not make it."""
        try:
            said: dict[str, str] = self._serializer("handed").loads(sealed)
        except BadData:
            return None
        return said

    def form_token(self, session: str) -> str:
        """Ties a form to the session it was shown in."""
        key = f"form:{self._key}".encode()
        return hmac.new(key, session.encode(), hashlib.sha256).hexdigest()

    def form_token_fits(self, session: str, token: str) -> bool:
        """Whether a form was made for this session."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode())

    def _sealed(self, purpose: str, said: dict[str, str], ends: datetime) -> str:
        return self._serializer(purpose).dumps({**said, "ends": int(ends.timestamp())})

    def _opened(
        self, purpose: str, cookie: str | None, now: datetime, lasts: timedelta
    ) -> dict[str, Any] | None:
        try:
            said: dict[str, Any] = self._serializer(purpose).loads(cookie or "")
        except BadData:
            return None
        left = said["ends"] - now.timestamp()
        # A cookie from a later time than now: the clock was moved back.
        return said if 0 < left <= lasts.total_seconds() else None

    def _serializer(self, purpose: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._key, salt=f"kaohe-{purpose}")
