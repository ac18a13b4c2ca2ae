"""Numbers for Prometheus at /metrics: what was asked and how long it took, what waits, what fails.

Counted a process; where several run, each is asked by itself.
"""

import hmac
import shutil
import time
from collections.abc import Iterator
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.health import BACKED_UP, Health

PATH: Final = "/metrics"
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
# Kinds and not paths: a path may hold a receipt or a number, and anybody can invent one.
_KINDS: Final = (
    ("/wecom/callback", "callback"),
    ("/wecom/aibot", "bot"),
    ("/oauth/", "login"),
    ("/upload", "upload"),
    ("/roster", "roster"),
    ("/board", "board"),
    ("/assets/", "asset"),
    ("/livez", "probe"),
    ("/readyz", "probe"),
    ("/healthz", "probe"),
    (PATH, "probe"),
)
_SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60)


class Metrics:
    """What one process counts."""

    def __init__(self, health: Health) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "kaohe_requests",
            "Requests answered, by kind and status.",
            ("kind", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "kaohe_request_seconds",
            "Time until the answer was sent.",
            ("kind",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.registry.register(_State(health))

    def text(self) -> bytes:
        """All of it as Prometheus reads it."""
        return generate_latest(self.registry)


class _State(Collector):
    """What stands in the database and on the disk at the moment of asking."""

    def __init__(self, health: Health) -> None:
        self.health = health

    def collect(self) -> Iterator[Metric]:
        state, health = self.health.state(), self.health
        yield _gauge("kaohe_ready", "1 where requests can be accepted.", not state.failing)
        yield _gauge("kaohe_tick_age_seconds", "Since the clock did its work.", health.tick_age())
        free = min(shutil.disk_usage(each).free for each in health.folders if each.exists())
        yield _gauge("kaohe_disk_free_bytes", "Where uploads and the database lie.", free)
        if "database" in state.failing:
            return
        now = health.clock.now()
        with health.store.reading() as records:
            counts, oldest = records.outbox.counts(), records.outbox.oldest_due(now)
            handed_in = records.handins.number()
            backed_up = records.pulses.last(BACKED_UP)
            unreachable = len(records.members.unreachable())
        messages = GaugeMetricFamily("kaohe_messages", "Messages by state.", labels=["state"])
        for name, number in counts.items():
            messages.add_metric([name], number)
        yield messages
        age = max((now - oldest).total_seconds(), 0) if oldest else 0
        yield _gauge("kaohe_oldest_message_seconds", "How long the oldest has waited.", age)
        if backed_up is not None:
            age = (now - backed_up).total_seconds()
            yield _gauge("kaohe_backup_age_seconds", "Since the last backup found whole.", age)
        yield _gauge("kaohe_papers", "Versions handed in.", handed_in)
        yield _gauge("kaohe_unreachable_members", "Whom WeCom does not deliver to.", unreachable)


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=float(value))


class Metered:
    """Counts each request that passes."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, as ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, kind = time.perf_counter(), 500, kind_of(scope["path"])

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._metrics.requests.labels(kind, str(status)).inc()
            self._metrics.seconds.labels(kind).observe(time.perf_counter() - began)


def kind_of(path: str) -> str:
    """What kind of request it is, of a handful."""
    return next((kind for start, kind in _KINDS if path.startswith(start)), "page")


def create_router(metrics: Metrics, token: str) -> APIRouter:
    """Told to who knows the token; to others there is nothing here."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def numbers(request: Request) -> Response:
        said = request.headers.get("authorization", "").encode()
        if not token or not hmac.compare_digest(said, f"Bearer {token}".encode()):
            return Response("Not Found", 404, media_type="text/plain")
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    return router
