"""`kaohe serve`: the service itself."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from bot.loading import loading
from bot.opening import plans_of
from bot.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings
    from rules.plan import Plan


def serve(
    host: Annotated[str, typer.Option(help="监听的地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="监听的端口。", min=1, max=65535)] = 8000,
    workers: Annotated[
        int, typer.Option(help="几个进程一起干；多于1个要用 PostgreSQL。", min=1, max=32)
    ] = 1,
) -> None:
    """Run the service until it is stopped."""
    with loading():
        from bot.settings import Settings, read_settings

        settings = read_settings(Settings)
        plans = plans_of(settings)
    if workers > 1:
        _ensure_shared(settings.database_url)
    ensure_free(host, port)
    if workers > 1:
        run_workers(settings, host, port, workers)
        return
    run_server(settings, plans, host, port)


def _ensure_shared(database_url: str) -> None:
    if database_url.startswith("sqlite:"):
        raise Wrong(
            "SQLite 同一时刻只让一个进程写，多开几个进程只会互相等着，不会更快。请用 --workers 1，"
            "或者换 PostgreSQL：KAOHE_DATABASE_URL=postgresql://用户名:密码@127.0.0.1/kaohe",
            2,
        )


def ensure_free(host: str, port: int) -> None:
    """Say so before anything is loaded where the port cannot be listened at."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError:
        raise Wrong(
            f"{host} 的 {port} 端口用不了，可能已有程序在用。请换一个，例如 --port 8001。"
        ) from None


def run_workers(settings: Settings, host: str, port: int, workers: int) -> None:
    """The schema is brought up to date here, once, before any of them starts."""
    with loading():
        from bot.log import configure_logs
        from bot.opening import opened
        from bot.workers import run

    configure_logs()
    with opened(settings):
        pass
    run(host, port, workers)


def run_server(settings: Settings, plans: Sequence[Plan], host: str, port: int) -> None:
    """`plans`: the one of the season that runs first."""
    with loading():
        import uvicorn

        from bot.app import Service, app_of
        from bot.clock import Clock
        from bot.guarded import guarded, more_files
        from bot.log import configure_logs
        from handlers.dialogue.service import Seasons
        from language.reader import Reader

        configure_logs(plain=settings.demo_secret is not None)
        more_files()
        seasons = Seasons(plans[0], Reader(plans[0]), plans[1:])
        service = Service(settings, Clock(), seasons)
        server = uvicorn.Server(guarded(app_of(service), host, port))
    # A hang-up alone would kill it: it stops in good order, and whoever watches starts it again.
    signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    server.run()
