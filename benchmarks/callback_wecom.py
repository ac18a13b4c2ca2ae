"""A WeCom that takes every message: what the delivery sends to while callbacks are measured."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar


@dataclass
class Wecom:
    """`sent`: how many posts came; `posted`: by what was asked."""

    url: str
    sent: int = 0
    posted: Counter[str] = field(default_factory=Counter)


@contextmanager
def listening(port: int, host: str = "127.0.0.1") -> Iterator[Wecom]:
    """`host`: where it listens, which 127.0.0.1 reaches in any case."""
    wecom = Wecom(f"http://127.0.0.1:{port}")

    class Handler(_Handler):
        here = wecom

    server = ThreadingHTTPServer((host, port), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield wecom
    server.shutdown()
    server.server_close()


class _Handler(BaseHTTPRequestHandler):
    here: ClassVar[Wecom]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._say({"errcode": 0, "access_token": "token", "expires_in": 7200})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.here.sent += 1
        self.here.posted[self.path.partition("?")[0].removeprefix("/cgi-bin/")] += 1
        number = f"{self.here.sent}"
        given = {"msgid": number, "response_code": number, "media_id": number}
        self._say({"errcode": 0, **given})

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def _say(self, answer: dict[str, object]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
