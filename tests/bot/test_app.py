"""The whole service: what answers besides the callback, and what a fault looks like."""

import pytest
import requests
from pydantic import SecretStr

from bot.app import create_app
from bot.cli import run
from bot.clock import MovableClock
from bot.settings import Settings, read_settings
from rules.plan import PlanError
from tests.kit.bot.house import START, free_port, serving
from tests.kit.bot.settings import RIGHT

RIGHT_SECRET = SecretStr("key")


@pytest.fixture
def settings(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    return read_settings(
        Settings,
        database_url=f"sqlite:///{tmp_path}/kaohe.sqlite3",
        data_dir=tmp_path / "data",
        wecom_api_url="http://127.0.0.1:9",
    )


def get(address, path, **options):
    return requests.get(f"{address}{path}", timeout=10, allow_redirects=False, **options)


def test_it_is_healthy_and_knows_its_addresses(settings):
    with serving(create_app(settings), free_port()) as address:
        health = get(address, "/healthz")
        aibot = requests.post(f"{address}/wecom/aibot", timeout=10)
        front = get(address, "/")
        unknown = get(address, "/nothing")
        demo = requests.post(f"{address}/demo/clock", json={"at": "2020-01-01"}, timeout=10)
        reloaded = get(address, "/board/settle")
        unsigned = get(address, "/wecom/callback")

    assert health.json() == {
        "status": "ok",
        "plan": "2019",
        "waiting": 0,
        "failing": [],
        "troubles": [],
    }
    assert aibot.status_code == 404  # no AI bot is set up
    assert (front.status_code, front.headers["location"]) == (307, "/unit")
    assert "没有找到" in unknown.text
    assert "没有找到" in reloaded.text
    assert unknown.headers["content-type"].startswith("text/html")
    assert (unknown.status_code, demo.status_code, unsigned.status_code) == (404, 404, 403)


def test_a_fault_shows_a_number_and_no_trace(settings, capfd):
    app = create_app(settings)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("张三的材料")

    with serving(app, free_port()) as address:
        found = get(address, "/broken")
    logged = "".join(capfd.readouterr())

    number = found.text.split("编号 ")[1][:6]
    assert found.status_code == 500
    assert number in logged
    assert "张三" not in found.text + logged


def test_the_demonstrations_clock_needs_a_demonstration_clock(settings):
    secret = settings.model_copy(update={"demo_secret": RIGHT_SECRET})
    with serving(create_app(secret, MovableClock(START)), free_port()) as address:
        wrong, right = (
            requests.post(
                f"{address}/demo/clock",
                json={"at": "2020-01-02T09:00:00+08:00"},
                headers={"X-Kaohe-Demo": key},
                timeout=10,
            )
            for key in ("guess", "key")
        )

    assert (wrong.status_code, right.json()) == (403, {"at": "2020-01-02T09:00:00+08:00"})


def test_a_broken_plan_stops_the_start(settings, tmp_path):
    (tmp_path / "plan").mkdir()
    with pytest.raises(PlanError):
        create_app(settings.model_copy(update={"plan": f"{tmp_path}/plan"}))


def test_a_command_that_breaks_says_a_number_not_a_trace(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.cli.status.plans_of", lambda settings: 1 / 0)
    code = run(["status"])
    complaint = capsys.readouterr().err

    assert code == 1
    assert "请把编号" in complaint
    assert "Traceback" not in complaint
