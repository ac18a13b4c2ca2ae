"""`kaohe demo`: the made-up county, the stand-in for WeCom as a child process, and the bot."""

import json
import secrets
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any, Final

import requests
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr
from typer import echo

from bot.app import create_app
from bot.channels.wecom_app.menu import menu
from bot.clock import SHANGHAI, MovableClock
from bot.demo import county
from bot.demo.ports import HOST, Ports, url
from bot.demo.running import go_on
from bot.demo.words import introduction
from bot.demo_clock import keep_time, kept_time
from bot.log import configure_logs
from bot.opening import opened, plan_of
from bot.settings import Settings, read_settings
from bot.wrong import Wrong
from rules.plan import Plan

START: Final = datetime(2019, 12, 25, 9, tzinfo=SHANGHAI)
PATIENCE: Final = 30.0  # seconds for both to answer
CORP: Final = "wwdemo00000000001"
AGENT: Final = 1000002
_LETTERS: Final = string.ascii_letters + string.digits


def play(folder: Path, ports: Ports, ended: Event, *, fresh: bool) -> None:
    """Returns after Ctrl+C, with both stopped. What was handed in stays in `folder`."""
    go_on(ended)
    if fresh:
        _clear(folder)
    settings = _settings(folder, ports)
    plan = plan_of(settings)
    _make_county(settings, plan)
    go_on(ended)
    clock = MovableClock(kept_time(settings.data_dir) or START)
    configure_logs(plain=True)
    with (
        _simulator(folder, settings, ports, clock, ended),
        _bot(create_app(settings, clock, plan), ports, ended) as app,
    ):
        _verify(ports)
        app.state.service.client.create_menu(menu(settings.public_url))
        go_on(ended)
        echo(introduction(url(ports.simulator), folder, clock.now()))
        ended.wait()
        echo("\n正在停止……")
    keep_time(settings.data_dir, clock.now())
    echo("已停止。再运行一次，交过的材料都还在；从头再来用 kaohe demo --fresh。")


def _clear(folder: Path) -> None:
    """Only what an earlier demonstration made."""
    if folder.exists() and not (folder / "contacts.json").exists() and any(folder.iterdir()):
        raise Wrong(f"{folder} 里不是演示的数据，没有删除。请换一个目录或自己移走。")
    shutil.rmtree(folder, ignore_errors=True)


def _settings(folder: Path, ports: Ports) -> Settings:
    """Secrets are made up for this run: nothing of a real `.env` gets in."""
    return read_settings(
        Settings,
        _env_file=None,
        database_url=f"sqlite:///{folder.resolve() / 'kaohe.sqlite3'}",
        data_dir=folder / "data",
        plan="2019",
        public_url=url(ports.bot),
        wecom_corp_id=CORP,
        wecom_agent_id=AGENT,
        wecom_secret=secrets.token_urlsafe(32),
        wecom_token=_random(16),
        wecom_aes_key=_random(43),
        aibot_token=_random(16),
        aibot_aes_key=_random(43),
        wecom_api_url=url(ports.simulator),
        wecom_oauth_url=f"{url(ports.simulator)}/connect/oauth2/authorize",
        wecom_scan_url=f"{url(ports.simulator)}/wwlogin/sso/login",
        demo_secret=secrets.token_urlsafe(16),
    )


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _make_county(settings: Settings, plan: Plan) -> None:
    """Importing the same rows again changes nothing."""
    with opened(settings) as store, store.transaction() as records:
        result = records.roster.import_rows(county.rows(), plan.facts)
    if result.problems:
        raise Wrong("编好的县导入时出错：\n" + "\n".join(str(one) for one in result.problems))


@contextmanager
def _simulator(
    folder: Path, settings: Settings, ports: Ports, clock: MovableClock, ended: Event
) -> Iterator[None]:
    go_on(ended)
    contacts = folder / "contacts.json"
    contacts.write_text(json.dumps(county.contacts(), ensure_ascii=False), encoding="utf-8")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "simulator",
            *_simulator_arguments(contacts, settings, ports, clock),
        ],
        stdin=subprocess.PIPE,  # ends with us, even when we are killed, and the simulator with it
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C is ours to pass on, after the bot has stopped
    )
    try:
        _until_answering(f"{url(ports.simulator)}/sim/state", process, ended)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        if process.stdin:
            process.stdin.close()


def _simulator_arguments(
    contacts: Path, settings: Settings, ports: Ports, clock: MovableClock
) -> Iterator[str]:
    bot = url(ports.bot)
    demo_secret = _shown(settings.demo_secret)
    options = {
        "port": ports.simulator,
        "contacts": contacts,
        "callback-url": f"{bot}/wecom/callback",
        "corp-id": settings.wecom_corp_id,
        "agent-id": settings.wecom_agent_id,
        "secret": settings.wecom_secret.get_secret_value(),
        "token": settings.wecom_token.get_secret_value(),
        "aes-key": settings.wecom_aes_key.get_secret_value(),
        "bot-callback-url": f"{bot}/wecom/aibot",
        "bot-token": _shown(settings.aibot_token),
        "bot-aes-key": _shown(settings.aibot_aes_key),
        "clock-url": f"{bot}/demo/clock?key={demo_secret}",
        "start-at": clock.now().isoformat(timespec="seconds"),
    }
    for name, value in options.items():
        yield f"--{name}={value}"
    yield "--until-stdin-ends"


def _shown(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


@contextmanager
def _bot(app: FastAPI, ports: Ports, ended: Event) -> Iterator[FastAPI]:
    config = uvicorn.Config(app, HOST, ports.bot, log_level="warning", access_log=False, ws="none")
    config.timeout_graceful_shutdown = 5
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, name="bot")
    thread.start()
    try:
        _until_answering(f"{url(ports.bot)}/healthz", thread, ended)
        yield app
    finally:
        server.should_exit = True
        thread.join(20)


def _until_answering(url: str, runner: "subprocess.Popen[bytes] | Thread", ended: Event) -> None:
    give_up = monotonic() + PATIENCE
    while monotonic() < give_up and _is_alive(runner):
        go_on(ended)
        try:
            if _session().get(url, timeout=2).ok:
                return
        except requests.RequestException:
            sleep(0.1)
    raise Wrong(f"{url} 没有起来，原因见上面的输出。")


def _is_alive(runner: "subprocess.Popen[bytes] | Thread") -> bool:
    return runner.is_alive() if isinstance(runner, Thread) else runner.poll() is None


def _verify(ports: Ports) -> None:
    """What saving the address in the admin console does, then one time for both."""
    for what in ("verify", "bot/verify"):
        answer: dict[str, Any] = _post(ports, what, {})
        if answer["problem"]:
            raise Wrong(f"接收消息的地址没有通过验证：{answer['problem']}")
    _post(ports, "clock", {"at": "now"})


def _post(ports: Ports, what: str, body: dict[str, str]) -> dict[str, Any]:
    response = _session().post(f"{url(ports.simulator)}/sim/{what}", json=body, timeout=PATIENCE)
    response.raise_for_status()
    found: dict[str, Any] = response.json()
    return found


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    return session
