"""Everything we ask of WeCom, behind one adapter: one token, one retry, faults in words."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import stamina

from bot.channels.wecom_app import errors
from bot.channels.wecom_app.api import Api, said
from bot.channels.wecom_app.errors import ChannelError, TooOften
from bot.channels.wecom_app.tokens import Tokens
from bot.clock import Clock
from storage import Store

FILE_BYTES: Final = 20 * 1024 * 1024
_WINDOWS: Final = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
# A page signed with a ticket may stay open for a while.
_MARGIN: Final = timedelta(minutes=5)
_TICKETS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "config": ("get_jsapi_ticket", {}),
    "agent_config": ("ticket/get", {"type": "agent_config"}),
}
T = TypeVar("T")


@dataclass(frozen=True)
class Account:
    """Which app we are. `secret` opens the API and is never logged."""

    api_url: str
    corp_id: str
    agent_id: int
    secret: str

    @property
    def app(self) -> str:
        """The app's name among all tokens."""
        return f"{self.corp_id}:{self.agent_id}"


@dataclass(frozen=True)
class Outcome:
    """What became of a message. `unreached` are the userids it did not get to, with why."""

    msgid: str
    response_code: str
    unreached: Mapping[str, str]


class _Busy(Exception):
    """WeCom said -1: worth another try at once."""


class WecomClient:
    """Thread-safe. Every call may raise ChannelError."""

    def __init__(self, account: Account, store: Store, clock: Clock) -> None:
        self._account = account
        self._clock = clock
        self._api = Api(account.api_url, account.corp_id, account.secret)
        self._tokens = Tokens(store, account.app, clock, self._api.gettoken)
        self._store = store
        self._tickets: dict[str, tuple[str, datetime]] = {}

    def send(self, to: Sequence[str], message: Mapping[str, Any], *, check: int = 1800) -> Outcome:
        """`check`: seconds in which WeCom drops the same request if it comes again."""
        body = {
            "touser": "|".join(to),
            "agentid": self._account.agent_id,
            **_in_one_order(message),
            "enable_duplicate_check": 1,
            "duplicate_check_interval": check,
        }
        answer = self._post("message/send", body)
        unreached = _listed(answer, "invaliduser", errors.OUT_OF_SCOPE)
        unreached |= _listed(answer, "unlicenseduser", errors.UNLICENSED)
        return Outcome(
            str(answer.get("msgid", "")), str(answer.get("response_code", "")), unreached
        )

    def update_card(self, to: Sequence[str], response_code: str, label: str) -> None:
        """Replaces the buttons of a sent card by one line. A code works once, within 72 hours."""
        body = {
            "userids": list(to),
            "agentid": self._account.agent_id,
            "response_code": response_code,
            "button": {"replace_name": label},
        }
        self._post("message/update_template_card", body)

    def recall(self, msgid: str) -> None:
        """Within 24 hours; what WeChat's plug-in shows stays."""
        self._post("message/recall", {"msgid": msgid})

    def upload(self, name: str, content: bytes, media_type: str, kind: str = "file") -> str:
        """A media_id good for three days. Bytes, so that a retry sends the whole file again."""
        if len(content) > FILE_BYTES:
            raise errors.channel_error(45001)
        answer = self._call(
            lambda token: said(
                lambda: self._api.post(
                    "media/upload",
                    params={"access_token": token, "type": kind},
                    files={"media": (name, content, media_type)},
                )
            )
        )
        return str(answer["media_id"])

    def save(self, media_id: str, path: Path) -> None:
        """A member's photo to the disk, never whole in memory."""
        self._call(lambda token: self._api.save(token, media_id, path))

    def userid_of(self, code: str) -> str | None:
        """Who came with this OAuth code; None: not a member. A used or old code raises 40029."""
        answer = self._get("auth/getuserinfo", {"code": code})
        userid = answer.get("userid") or answer.get("UserId")
        return str(userid) if userid else None

    def js_ticket(self, kind: str) -> str:
        """What page scripts' calls are signed with; good for two hours (page 90506).

        `kind`: config for the company, agent_config for the app.
        """
        held = self._tickets.get(kind)
        now = self._clock.now()
        if held is not None and now < held[1]:
            return held[0]
        path, params = _TICKETS[kind]
        answer = self._get(path, params)
        ticket, seconds = str(answer["ticket"]), int(answer.get("expires_in", 0))
        self._tickets[kind] = (ticket, now + timedelta(seconds=seconds) - _MARGIN)
        return ticket

    def create_menu(self, menu: Mapping[str, Any]) -> None:
        """Put this menu in place of the app's own."""
        self._call(
            lambda token: said(
                lambda: self._api.post(
                    "menu/create",
                    params={"access_token": token, "agentid": self._account.agent_id},
                    data=dict(menu),
                )
            )
        )

    def app_name(self) -> str:
        """The app's name in the console: a call that proves corp id, secret, agent id and IP."""
        return str(self._get("agent/get", {"agentid": self._account.agent_id}).get("name", ""))

    def trusted_domain(self) -> str:
        """Where pages of the app may lie, as its page in the console says; empty: nowhere."""
        answer = self._get("agent/get", {"agentid": self._account.agent_id})
        return str(answer.get("redirect_domain") or "")

    def departments(self) -> list[Mapping[str, Any]]:
        """The departments inside the app's scope: parents may lie outside."""
        return _rows(self._get("department/list", {}), "department")

    def members_of(self, department: int) -> list[Mapping[str, Any]]:
        """userid, name and department of those directly in it, as far as visible."""
        answer = self._get("user/simplelist", {"department_id": department})
        return _rows(answer, "userlist")

    def tagged(self, tag: int) -> tuple[list[str], list[int]]:
        """The userids and the departments of a tag, as far as visible."""
        answer = self._get("tag/get", {"tagid": tag})
        parties = answer.get("partylist") or []
        return [str(one["userid"]) for one in _rows(answer, "userlist")], [int(p) for p in parties]

    def member(self, userid: str) -> Mapping[str, Any]:
        """What an app may know of a member: name, department and the like (page 90196)."""
        return self._get("user/get", {"userid": userid})

    def _post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._call(
            lambda token: said(
                lambda: self._api.post(path, params={"access_token": token}, data=dict(body))
            )
        )

    def _get(self, path: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._call(
            lambda token: said(
                lambda: self._api.get(path, params={"access_token": token, **params})
            )
        )

    def _call(self, call: Callable[[str], T]) -> T:
        was_quiet = self._heed_limit()
        try:
            answer = _patiently(lambda: self._with_token(call))
        except ChannelError as error:
            if error.code == errors.TOO_OFTEN:
                raise self._limited() from None
            raise
        if was_quiet:
            with self._store.transaction() as records:
                records.quiet.cleared(self._account.app)
        return answer

    def _with_token(self, call: Callable[[str], T]) -> T:
        """A refused token is replaced once; the second refusal is the caller's."""
        token = self._tokens.current()
        try:
            return call(token)
        except ChannelError as error:
            if error.code not in errors.TOKEN_STALE:
                raise
        return call(self._tokens.instead_of(token))

    def _heed_limit(self) -> bool:
        """Whether a window was kept since the last call that went through.

        It holds for all our processes, so it is read from the database.
        """
        now = self._clock.now()
        with self._store.reading() as records:
            quiet = records.quiet.of(self._account.app)
        # A window further away than any we set is left over from a clock that was wrong.
        if quiet is not None and now < quiet.until <= now + _WINDOWS[-1]:
            raise TooOften(quiet.until - now)
        return quiet is not None

    def _limited(self) -> TooOften:
        """WeCom does not say which window was hit: a minute first, then longer."""
        now = self._clock.now()
        with self._store.transaction() as records:
            until = records.quiet.refused(self._account.app, now, _WINDOWS)
        return TooOften(until - now)


def _patiently(call: Callable[[], T]) -> T:
    """Up to three more tries while WeCom says it is busy."""
    try:
        for attempt in stamina.retry_context(
            on=_Busy, attempts=4, timeout=None, wait_initial=0.2, wait_max=2.0, wait_jitter=0.2
        ):
            with attempt:
                return _or_busy(call)
    except _Busy:
        pass
    raise errors.channel_error(errors.BUSY)


def _or_busy(call: Callable[[], T]) -> T:
    try:
        return call()
    except ChannelError as error:
        if error.code == errors.BUSY:
            raise _Busy from error
        raise


def _in_one_order(message: Mapping[str, Any]) -> dict[str, Any]:
    """The same message in the same bytes, whatever order a database gave its fields back in."""
    ordered: dict[str, Any] = json.loads(json.dumps(message, sort_keys=True))
    return ordered


def _rows(answer: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return [one for one in answer.get(key) or () if isinstance(one, dict)]


def _listed(answer: Mapping[str, Any], key: str, why: str) -> dict[str, str]:
    """Refused recipients: one string joined by | (a list in other calls)."""
    named = answer.get(key) or ""
    several = named if isinstance(named, list) else str(named).split("|")
    return {str(one).casefold(): why for one in several if one}
