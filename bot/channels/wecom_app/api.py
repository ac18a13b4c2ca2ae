"""wechatpy's client with its traps closed: its host, its missing time-outs, its endless retry."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from wechatpy.enterprise import WeChatClient
from wechatpy.exceptions import WeChatClientException

from bot.channels.wecom_app.errors import Unanswered, channel_error

_CHUNK: Final = 64 * 1024
TIMEOUT: Final = (3.0, 10.0)  # seconds to connect and between bytes
DEFAULT_LIFE: Final = 7200  # seconds a token lives if WeCom does not say


class Api(WeChatClient):
    """Raw calls. The token is always given, so wechatpy never fetches one by itself."""

    def __init__(self, base: str, corp_id: str, secret: str) -> None:
        self.API_BASE_URL = f"{base}/cgi-bin/"  # the library's constant, which is no setting
        super().__init__(corp_id, secret, timeout=TIMEOUT, auto_retry=False)
        beside_proxies(self._http, base)

    def gettoken(self) -> tuple[str, int]:
        """A token and its life in seconds. The library's own has no time-out and a fixed host."""
        params = {"corpid": self.corp_id, "corpsecret": self.secret, "access_token": ""}
        answer = said(lambda: self.get("gettoken", params=params))
        return str(answer["access_token"]), int(answer.get("expires_in", DEFAULT_LIFE))

    def save(self, token: str, media_id: str, path: Path) -> None:
        """Writes a member's media to the disk as it comes. Raises ChannelError."""
        params = {"access_token": token, "media_id": media_id}
        url = f"{self.API_BASE_URL}media/get"
        try:
            with self._http.get(url, params=params, stream=True, timeout=TIMEOUT) as response:
                if "content-disposition" not in response.headers:
                    raise channel_error(int(response.json()["errcode"]))
                with path.open("wb") as file:
                    for chunk in response.iter_content(_CHUNK):
                        file.write(chunk)
        except (requests.RequestException, ValueError, KeyError, TypeError):
            raise Unanswered("没有收到文件") from None

    def fetch_access_token(self) -> None:
        """Not here: wechatpy must never fetch one by itself."""
        raise NotImplementedError("tokens come from the database")

    def _decode_result(self, res: requests.Response) -> Any:
        """A downloaded file stays bytes even if it is JSON; anything else must be JSON."""
        if "content-disposition" in res.headers:
            return res
        return super()._decode_result(res)


def beside_proxies(session: requests.Session, url: str) -> requests.Session:
    """A proxy of the environment cannot reach this machine's own addresses."""
    if urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1"):
        session.trust_env = False
    return session


def called(call: Callable[[], Any]) -> Any:
    """The answer, or a ChannelError. What the library raises holds the request: never chained."""
    try:
        return call()
    except WeChatClientException as error:
        code, status = error.errcode, getattr(error.response, "status_code", "?")
    except requests.Timeout:
        raise Unanswered("超时没有回应") from None
    except requests.RequestException:
        raise Unanswered("网络不通") from None
    raise channel_error(int(code)) if code is not None else Unanswered(f"HTTP {status}")


def said(call: Callable[[], Any]) -> Mapping[str, Any]:
    """A JSON answer. Raises ChannelError."""
    answer = called(call)
    if not isinstance(answer, dict):
        raise Unanswered("回应不是企业微信的格式")
    return answer
