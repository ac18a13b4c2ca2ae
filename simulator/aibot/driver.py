"""A test's hands and eyes in chats with the AI bot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.bot_state import GROUP
from simulator.driver import PATIENCE, SimulatorDriver
from simulator.observed import Outcome, Seen


class BotDriver(SimulatorDriver):
    """Like the app's driver; `messages(GROUP)` is the group chat."""

    def say(
        self,
        userid: str,
        content: str,
        *,
        wait: bool = True,
        group: bool = False,
        quote: Seen | None = None,
    ) -> Outcome:
        asked = {"content": content, "group": group, "wait": wait}
        return self._act(userid, "bot/say", asked | {"quote": quote.id if quote else None})

    def speak(self, userid: str, content: str) -> Outcome:
        return self._act(userid, "bot/speak", {"content": content, "wait": True})

    def send_media(
        self,
        userid: str,
        kind: str,
        name: str,
        content: bytes,
        *,
        wait: bool = True,
        group: bool = False,
    ) -> Outcome:
        """`kind`: image, video or file."""
        data = {"userid": userid, "kind": kind, "group": str(group).lower()}
        return self._upload("bot/send_media", data | {"wait": str(wait).lower()}, name, content)

    def mixed(
        self, userid: str, content: str, name: str, picture: bytes, *, group: bool = False
    ) -> Outcome:
        data = {"userid": userid, "content": content, "group": str(group).lower(), "wait": "true"}
        return self._upload("bot/mixed", data, name, picture)

    def click(
        self,
        userid: str,
        message_id: int,
        key: str,
        selected: Mapping[str, str | Sequence[str]] | None = None,
        *,
        wait: bool = True,
    ) -> Outcome:
        asked = {"message_id": message_id, "key": key, "selected": selected or {}, "wait": wait}
        return self._act(userid, "bot/click", asked)

    def enter(self, userid: str, *, wait: bool = True) -> Outcome:
        return self._act(userid, "bot/enter", {"wait": wait})

    def feedback(self, userid: str, message: Seen, kind: int) -> Outcome:
        asked = {"message_id": message.id, "type": kind, "wait": True}
        return self._act(userid, "bot/feedback", asked)

    def finished(self, conversation: str, since: int = 0, timeout: float = PATIENCE) -> Seen:
        """The first message of the bot that is whole, streams included, with words in it."""
        return self.wait_for(
            conversation,
            lambda one: bool(one.text) and one.body.get("finish", True),
            since=since,
            timeout=timeout,
        )

    def messages(self, userid: str, since: int = 0) -> list[Seen]:
        found = self._get("bot/messages", {"userid": userid, "since": since})
        return [Seen.read(one) for one in found["messages"]]

    def state(self) -> dict[str, Any]:
        return self._get("bot/state")

    def verify(self) -> str:
        return str(self._post("bot/verify", {})["problem"])

    def plain(self, fields: Mapping[str, Any], **forged: Any) -> list[dict[str, Any]]:
        """Post these fields sealed; gives status and reply of each time."""
        asked = {"fields": dict(fields), **forged}
        answers: list[dict[str, Any]] = self._post("bot/raw", asked)["answers"]
        return answers

    def _upload(self, what: str, data: dict[str, str], name: str, content: bytes) -> Outcome:
        before = self.state()
        response = self._session.post(
            f"{self.base_url}/sim/{what}",
            data=data,
            files={"file": (name, content)},
            timeout=self._timeout,
        )
        where = GROUP if data["group"] == "true" else data["userid"]
        return self._outcome(where, self._answer(response), before)

    def _act(self, userid: str, what: str, asked: dict[str, Any]) -> Outcome:
        before = self.state()
        found = self._post(what, {"userid": userid, **asked})
        return self._outcome(GROUP if asked.get("group") else userid, found, before)
