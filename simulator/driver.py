"""A test's hands and eyes: plays members and operators over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from time import monotonic, sleep
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import requests

from simulator.observed import Delivery, Outcome, Seen

__all__ = ["Delivery", "DriverError", "Outcome", "Seen", "SimulatorDriver"]


PATIENCE: Final = 60.0  # seconds; a busy machine takes many times as long as a quiet one


class DriverError(Exception):
    """The simulator refused; the text is its reason."""


class SimulatorDriver:
    """Every action waits for the bot's callback answer unless `wait=False`."""

    def __init__(self, base_url: str, timeout: float = 60.0) -> None:
        self.base_url = base_url.rstrip("/")
        self._timeout = timeout
        self._session = requests.Session()
        self._session.trust_env = False

    # -- members ---------------------------------------------------------------------------

    def say(self, userid: str, content: str, *, wait: bool = True) -> Outcome:
        return self._act(userid, "say", {"content": content, "wait": wait})

    def send_media(
        self, userid: str, kind: str, name: str, content: bytes, *, wait: bool = True
    ) -> Outcome:
        """`kind`: image, voice, video or file."""
        before = self.state()
        data = {"userid": userid, "kind": kind, "wait": str(wait).lower()}
        files = {"file": (name, content)}
        found = self._answer(
            self._session.post(
                f"{self.base_url}/sim/send_media", data=data, files=files, timeout=self._timeout
            )
        )
        return self._outcome(userid, found, before)

    def send_location(
        self, userid: str, latitude: float, longitude: float, label: str, *, wait: bool = True
    ) -> Outcome:
        where = {"latitude": latitude, "longitude": longitude, "label": label}
        return self._act(userid, "send_location", {**where, "wait": wait})

    def send_link(self, userid: str, title: str, url: str, *, wait: bool = True) -> Outcome:
        return self._act(userid, "send_link", {"title": title, "url": url, "wait": wait})

    def click(
        self,
        userid: str,
        message_id: int,
        key: str,
        selected: Mapping[str, str | Sequence[str]] | None = None,
        *,
        wait: bool = True,
    ) -> Outcome:
        """Press a card's button; `selected` maps question keys to option ids."""
        asked = {"message_id": message_id, "key": key, "selected": selected or {}, "wait": wait}
        return self._act(userid, "click", asked)

    def menu(self, userid: str, key: str, *, wait: bool = True) -> Outcome:
        return self._act(userid, "menu", {"key": key, "wait": wait})

    def enter(self, userid: str, *, wait: bool = True) -> Outcome:
        return self._act(userid, "enter", {"wait": wait})

    def subscribe(self, userid: str, *, wait: bool = True) -> Outcome:
        return self._act(userid, "subscribe", {"wait": wait})

    def retry(self, message: Seen, *, wait: bool = True) -> Outcome:
        return self._act(message.userid, "retry", {"message_id": message.id, "wait": wait})

    def messages(self, userid: str, since: int = 0) -> list[Seen]:
        """The conversation, oldest first; `since` is an earlier `version`."""
        found = self._get("messages", {"userid": userid, "since": since})
        return [Seen.read(one) for one in found["messages"]]

    def received(self, userid: str) -> list[Seen]:
        """What the app sent that the member's client shows."""
        return [
            one
            for one in self.messages(userid)
            if one.direction == "out" and not {"dropped", "recalled"} & set(one.flags)
        ]

    def last(self, userid: str) -> Seen:
        return self.received(userid)[-1]

    def wait_for(
        self,
        userid: str,
        wanted: str | Callable[[Seen], bool],
        *,
        since: int = 0,
        timeout: float = PATIENCE,
    ) -> Seen:
        """The first message from the app that contains a text or satisfies a condition."""
        give_up = monotonic() + timeout
        while True:
            for one in self.messages(userid, since):
                fits = wanted in one.text if isinstance(wanted, str) else wanted(one)
                if one.direction == "out" and fits:
                    return one
            if monotonic() > give_up:
                raise AssertionError(f"{userid} got no such message within {timeout} s: {wanted}")
            sleep(0.05)

    def browser(self, userid: str) -> requests.Session:
        """A web session as this member's own WeCom opens pages: logged in when asked who."""
        session = requests.Session()
        session.trust_env = False
        host = urlsplit(self.base_url).hostname or ""
        session.cookies.set("sim_user", userid, domain=host, path="/")
        return session

    def open(self, userid: str, url: str) -> requests.Response:
        """Tap a link in the chat; OAuth redirects are followed."""
        asked = {"userid": userid, "url": url}
        return self.browser(userid).get(f"{self.base_url}/open", params=asked, timeout=30)

    def login_code(self, userid: str, redirect_uri: str) -> str:
        """An OAuth code without any page of the bot."""
        asked = {
            "appid": self.state()["corp_id"],
            "redirect_uri": redirect_uri,
            "response_type": "code",
            "scope": "snsapi_base",
            "sim_user": userid,
        }
        response = self._session.get(
            f"{self.base_url}/connect/oauth2/authorize",
            params=asked,
            allow_redirects=False,
            timeout=self._timeout,
        )
        if response.status_code != 302:
            raise DriverError(response.text)
        return parse_qs(urlsplit(response.headers["Location"]).query)["code"][0]

    def download(self, message: Seen) -> bytes:
        """The file a message shows, as the member saves it."""
        if message.attachment is None:
            raise DriverError("the message shows no file")
        url = f"{self.base_url}/files/{message.attachment['media_id']}"
        return self._session.get(url, timeout=self._timeout).content

    # -- operators -------------------------------------------------------------------------

    @property
    def version(self) -> int:
        """Grows with every message and every change of one."""
        return int(self.state()["version"])

    def state(self) -> dict[str, Any]:
        return self._get("state")

    def people(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._get("people")["people"]
        return found

    def now(self) -> datetime:
        return datetime.fromisoformat(self._get("clock")["at"])

    def jump(self, at: str | datetime) -> str:
        """Move the time, the bot's with it; gives what went wrong with the bot's, or nothing."""
        moment = at.isoformat() if isinstance(at, datetime) else at
        return str(self._post("clock", {"at": moment})["clock_error"])

    def faults(self, **change: Any) -> dict[str, Any]:
        """Set switches by name (faults.py); none given: read them."""
        return self._post("faults", change) if change else self._get("faults")

    def calls(self, path: str = "") -> list[dict[str, Any]]:
        """The log of API calls, of one path below /cgi-bin/ when given."""
        log: list[dict[str, Any]] = self._get("calls")["log"]
        return [call for call in log if not path or call["path"] == path]

    def call_counts(self) -> dict[str, int]:
        counts: dict[str, int] = self._get("calls")["counts"]
        return counts

    def deliveries(self, userid: str = "") -> list[Delivery]:
        found = [Delivery.read(one) for one in self._get("deliveries")["deliveries"]]
        return [one for one in found if not userid or one.userid == userid]

    def raw(self, xml: str, **forged: Any) -> list[dict[str, Any]]:
        """Post a plaintext sealed as told (raw.py); gives status, body, reply of each time."""
        answers: list[dict[str, Any]] = self._post("raw", {"xml": xml, **forged})["answers"]
        return answers

    def verify(self) -> str:
        """The callback URL's verification; empty when it passed, else why not."""
        return str(self._post("verify", {})["problem"])

    # -- plumbing --------------------------------------------------------------------------

    def _act(self, userid: str, what: str, asked: dict[str, Any]) -> Outcome:
        before = self.state()
        return self._outcome(userid, self._post(what, {"userid": userid, **asked}), before)

    def _outcome(self, userid: str, found: dict[str, Any], before: dict[str, Any]) -> Outcome:
        changed = self.messages(userid, before["version"])
        new = [one for one in changed if one.id > before["messages"]]
        return Outcome(
            sent=Seen.read(found["message"]) if found["message"] else None,
            posted=Delivery.read(found["delivery"]) if found["delivery"] else None,
            answers=[one for one in new if one.direction == "out"],
        )

    def _get(self, what: str, query: Mapping[str, Any] | None = None) -> dict[str, Any]:
        url = f"{self.base_url}/sim/{what}"
        return self._answer(self._session.get(url, params=query, timeout=self._timeout))

    def _post(self, what: str, body: Mapping[str, Any]) -> dict[str, Any]:
        url = f"{self.base_url}/sim/{what}"
        return self._answer(self._session.post(url, json=body, timeout=self._timeout))

    def _answer(self, response: requests.Response) -> dict[str, Any]:
        if not response.ok:
            raise DriverError(_reason(response))
        answer: dict[str, Any] = response.json()
        return answer


def _reason(response: requests.Response) -> str:
    try:
        detail = response.json()["detail"]
    except (ValueError, KeyError, TypeError):
        return f"HTTP {response.status_code}"
    return detail if isinstance(detail, str) else json.dumps(detail, ensure_ascii=False)
