"""What every answer carries, what is counted, and who asks too often: over HTTP."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from bot.app import create_app
from bot.metrics import kind_of
from bot.settings import Settings, read_settings
from tests.kit.bot.house import free_port, serving
from tests.kit.bot.settings import RIGHT
from web.limits import FORGED, MOST_KNOWN, Limit, Limits
from web.show import HEADERS

TOKEN = "a token of the tests, long enough"
# Each gives another kind of answer: page, redirect, asset, callback refused, probe, nothing, 405.
PATHS = (
    ("GET", "/contacts"),
    ("GET", "/"),
    ("GET", "/assets/kaohe.css"),
    ("GET", "/wecom/callback"),
    ("POST", "/wecom/callback"),
    ("DELETE", "/wecom/callback"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
    ("GET", "/nothing"),
    ("GET", "/board/settle"),
    ("POST", "/board/settle"),
)


@pytest.fixture
def settings(monkeypatch, tmp_path) -> Settings:
    monkeypatch.chdir(tmp_path)
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    return read_settings(
        Settings,
        database_url=f"sqlite:///{tmp_path}/kaohe.sqlite3",
        data_dir=tmp_path / "data",
        wecom_api_url="http://127.0.0.1:9",
        public_url="https://kaohe.example",
        metrics_token=TOKEN,
    )


def asked(address: str, method: str, path: str, **more: Any) -> requests.Response:
    url = f"{address}{path}"
    return requests.request(method, url, timeout=10, allow_redirects=False, **more)


def test_every_answer_carries_the_headers_and_no_banner(settings: Settings) -> None:
    with serving(create_app(settings), free_port()) as address:
        answers = {one: asked(address, *one) for one in PATHS}
    for (method, path), answer in answers.items():
        for name in HEADERS:
            assert name in answer.headers, (method, path, name)
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000", path
        assert "Server" not in answer.headers
        assert "X-Powered-By" not in answer.headers
        told = answer.text.lower()
        assert not re.search(r"uvicorn|starlette|fastapi|traceback|python/", told), path


def test_plain_http_asks_no_browser_for_https(settings: Settings) -> None:
    plain = settings.model_copy(update={"public_url": "http://kaohe.test"})
    with serving(create_app(plain), free_port()) as address:
        assert "Strict-Transport-Security" not in asked(address, "GET", "/livez").headers


def test_numbers_are_told_to_who_knows_the_token(settings: Settings) -> None:
    with serving(create_app(settings), free_port()) as address:
        for path in ("/contacts", "/receipt/2019-000001", "/nothing/张伟"):
            asked(address, "GET", path)
        refused = [
            asked(address, "GET", "/metrics", headers=headers).status_code
            for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": TOKEN})
        ]
        right = {"Authorization": f"Bearer {TOKEN}"}
        told = asked(address, "GET", "/metrics", headers=right)
    assert refused == [404, 404, 404]
    assert told.status_code == 200
    found = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(told.text)
        for sample in family.samples
    }
    assert found["kaohe_ready",] == 1
    assert found["kaohe_requests_total", "302", "page"] == 2
    assert found["kaohe_requests_total", "404", "page"] == 1
    assert found["kaohe_requests_total", "404", "probe"] == 3
    assert found["kaohe_request_seconds_count", "page"] == 3
    assert found["kaohe_papers",] == 0
    assert found["kaohe_disk_free_bytes",] > 0
    assert 0 <= found["kaohe_tick_age_seconds",] < 60
    assert "2019-000001" not in told.text
    assert "张伟" not in told.text


def test_without_a_token_there_are_no_numbers(settings: Settings) -> None:
    none = settings.model_copy(update={"metrics_token": None})
    with serving(create_app(none), free_port()) as address:
        for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer None"}):
            assert asked(address, "GET", "/metrics", headers=headers).status_code == 404


def test_a_path_somebody_invents_makes_no_new_line() -> None:
    assert {kind_of(path) for path in ("/x", "/unit/1", "/%00", "/metricsx")} == {"page", "probe"}


def test_who_forges_callbacks_is_not_listened_to_after_a_while(settings: Settings) -> None:
    with serving(create_app(settings), free_port()) as address:
        statuses = [
            asked(address, "POST", "/wecom/callback", data=b"x").status_code
            for _ in range(FORGED.burst + 5)
        ]
        page = asked(address, "GET", "/contacts").status_code
        elsewhere = {"X-Forwarded-For": "192.0.2.7"}  # the proxy on this machine says who it is
        other = asked(address, "POST", "/wecom/callback", data=b"x", headers=elsewhere)
    assert set(statuses[: FORGED.burst]) == {400}
    assert 429 in statuses[FORGED.burst :]
    assert (page, other.status_code) == (302, 400)


class Time:
    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def limits() -> tuple[Limits, Time]:
    time = Time()
    return Limits(time), time


def times(may: Callable[[], bool], many: int = 50) -> int:
    return sum(may() for _ in range(many))


def test_a_burst_and_then_as_many_as_come_back(limits: tuple[Limits, Time]) -> None:
    of, time = limits
    ten = Limit(10, 30)
    assert times(lambda: of.may(ten, "form", "wangfang")) == 10
    assert times(lambda: of.may(ten, "form", "lina")) == 10, "others are not told to wait"
    assert times(lambda: of.may(ten, "upload", "wangfang")) == 10
    time.at += 6
    assert times(lambda: of.may(ten, "form", "wangfang")) == 3
    time.at += 3600
    assert times(lambda: of.may(ten, "form", "wangfang")) == 10


def test_looking_costs_nothing(limits: tuple[Limits, Time]) -> None:
    of, _ = limits
    two = Limit(2, 1)
    assert times(lambda: of.may(two, "x", "a", 0)) == 50
    assert times(lambda: of.may(two, "x", "a")) == 2
    assert times(lambda: of.may(two, "x", "a", 0)) == 0


def test_a_million_addresses_take_no_more_room(limits: tuple[Limits, Time]) -> None:
    of, _ = limits
    for number in range(MOST_KNOWN + 500):
        of.may(FORGED, "x", str(number))
    assert len(of._left) == MOST_KNOWN


def test_the_token_is_kept_out_of_what_is_printed(settings: Settings) -> None:
    assert TOKEN not in repr(settings)
    assert isinstance(settings.metrics_token, SecretStr)
