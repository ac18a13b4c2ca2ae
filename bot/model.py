"""An optional model of the county's own behind an OpenAI-compatible address: text in, text out."""

import json
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from typing import Final

import requests
import structlog

SECONDS: Final = 2.0  # for all of it; then the offline path
MOST_BYTES: Final = 64 * 1024
log = structlog.get_logger(__name__)


class Model:
    """Thread-safe. Says nothing where the model is slow, away or not understood."""

    def __init__(self, url: str, key: str, name: str) -> None:
        self._url = f"{url}/chat/completions"
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._name = name
        self._workers = ThreadPoolExecutor(4, thread_name_prefix="model")

    def __call__(self, instructions: str, said: str) -> str | None:
        """What the model says to this; nothing where it does not say it in time."""
        asking = self._workers.submit(self._asked, instructions, said)
        try:
            return asking.result(SECONDS)
        except (TooSlow, requests.RequestException, ValueError, LookupError, TypeError) as error:
            log.warning("model_silent", why=type(error).__name__)
            return None

    def close(self) -> None:
        """Ask nothing more, and wait for nothing."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _asked(self, instructions: str, said: str) -> str:
        body = {
            "model": self._name,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": said},
            ],
        }
        with requests.Session() as session:
            session.trust_env = False  # a county's own server, never by way of somebody's proxy
            with session.post(
                self._url, json=body, headers=self._headers, timeout=SECONDS, stream=True
            ) as response:
                response.raise_for_status()
                head = response.raw.read(MOST_BYTES, decode_content=True)
        return str(json.loads(head)["choices"][0]["message"]["content"])
