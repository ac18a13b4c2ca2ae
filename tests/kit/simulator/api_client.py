"""The WeCom API as a bot calls it, without any library of the product."""

from __future__ import annotations

from typing import Any

import requests

from simulator.config import SimulatorConfig


class ApiClient:
    def __init__(self, base_url: str, config: SimulatorConfig) -> None:
        self.base_url = f"{base_url}/cgi-bin/"
        self.config = config
        self._session = requests.Session()
        self.token = self.fresh_token()

    def fresh_token(self) -> str:
        asked = {"corpid": self.config.corp_id, "corpsecret": self.config.secret}
        return str(self.call("gettoken", asked, token=None)["access_token"])

    def call(
        self,
        path: str,
        query: dict[str, Any] | None = None,
        body: dict[str, Any] | None = None,
        **options: Any,
    ) -> dict[str, Any]:
        """GET, or POST when there is a body; asserts HTTP 200."""
        response = self.response(path, query, body, **options)
        assert response.status_code == 200
        found: dict[str, Any] = response.json()
        return found

    def response(
        self,
        path: str,
        query: dict[str, Any] | None = None,
        body: dict[str, Any] | None = None,
        token: str | None = "",
        **options: Any,
    ) -> requests.Response:
        query = dict(query or {})
        if token is not None:
            query["access_token"] = token or self.token
        method = "GET" if body is None and "files" not in options else "POST"
        url = self.base_url + path
        return self._session.request(method, url, params=query, json=body, timeout=10, **options)

    def send(self, touser: str = "liumin", **message: Any) -> dict[str, Any]:
        body = {"touser": touser, "agentid": self.config.agent_id, **message}
        return self.call("message/send", body=body)

    def text(self, content: str, touser: str = "liumin", **options: Any) -> dict[str, Any]:
        return self.send(touser, msgtype="text", text={"content": content}, **options)

    def card(self, card: dict[str, Any], touser: str = "liumin") -> dict[str, Any]:
        return self.send(touser, msgtype="template_card", template_card=card)

    def upload(self, kind: str, name: str, content: bytes) -> dict[str, Any]:
        files = {"media": (name, content)}
        return self.call("media/upload", {"type": kind}, files=files)
