"""Every route of the pages asked with made-up values, as every role: refused in words, no fault.

Bounded: so many requests a route and role, the same ones at every run.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from tests.kit.databases import Watched
from tests.kit.deeds import ASKERS
from tests.kit.web.board import handed_in
from tests.kit.web.county import County, make_county
from web.router import _pages

# Some four thousand requests.
pytestmark = pytest.mark.slow
EACH = 12
ODD = (
    "", "0", "1", "2", "-1", "999999999", "99999999999999999999", "1e9", "１", "٣", "None", "null",
    "张伟", "城关镇", "2019-000001", "2019-999999", "../../etc/passwd", "%00", "\x00", "\u202e",
    "'; DROP TABLE unit; --", "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "a" * 3000,
    "2020-01-08", "2020-02-30", "9999-12-31", "0001-01-01", "registration", "grade_proposals",
    "with_section", "{}", "[]", '{"kind": "chase"}', '{"kind": "withdraw", "receipt": "1"}',
    "wangfang", "JIANDU", "on", "true", "\U0001f600",
)  # fmt: skip
# What a form may bear, whatever it is called: values of one field where another stands are tried.
FIELDS = (
    "token", "command", "receipt", "unit", "person", "paper", "to", "reason", "other", "cells",
    "day", "deadline", "kind", "of", "session", "q", "who", "act", "first", "last", "before",
    "back", "undoes", "value", "values", "field", "id", "entity", "into", "text", "number",
    "name", "post", "item", "file", "url", "works", "code", "state",
)  # fmt: skip
ROUTES = sorted(
    (method, route.path)
    for route in _pages().routes
    if isinstance(route, APIRoute)
    for method in route.methods or ()
    if method in ("GET", "POST")
)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    folder: Path = tmp_path_factory.mktemp("fuzzed")
    made = make_county(folder)
    handed_in(made, "城关镇", "registration", "张伟")
    handed_in(made, "河口镇", "material_list")
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def watched(county: County) -> Iterator[Watched]:
    found = Watched(county.folder / "kaohe.sqlite3")
    yield found
    found.close()


@pytest.fixture(scope="module")
def clients(county: County) -> dict[str, TestClient]:
    of = {role: county.as_member(userid) for role, userid in ASKERS.items() if role != "unknown"}
    county.app.state.site.limits.now = iter(range(0, 10**9, 60)).__next__  # nobody waits
    return of | {"unknown": county.anonymous()}


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/sessions").text)
    return found[1] if found else "x"


def filled(path: str, choose: random.Random) -> str:
    def value(_: re.Match[str]) -> str:
        plain = [one for one in ODD if one and "\x00" not in one and "/" not in one]
        return choose.choice(plain)

    return re.sub(r"\{[^}]+\}", value, path)


def test_there_is_a_route_to_ask() -> None:
    assert len(ROUTES) > 40


@pytest.mark.parametrize("role", ASKERS)
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_no_made_up_request_is_a_fault(
    county: County,
    watched: Watched,
    clients: dict[str, TestClient],
    method: str,
    path: str,
    role: str,
) -> None:
    choose = random.Random(f"{method} {path} {role}")
    client = clients[role]
    if role == "unknown":  # each time a newcomer, without the states of all logins begun before
        client = county.anonymous()
    right = token(client)
    for _ in range(EACH):
        wanted = filled(path, choose)
        fields = {name: choose.choice(ODD) for name in choose.sample(FIELDS, 12)}
        if method == "GET":
            answer = client.get(wanted, params=fields)
        else:
            before = watched.rows()
            form = {**fields, "token": choose.choice((right, right, "x"))}
            answer = client.post(wanted, data=form)
            if form["token"] == "x" or role == "unknown":
                assert watched.rows() == before, (wanted, form)
        assert answer.status_code < 500, (wanted, fields, answer.text[:300])
        assert "<script>alert(1)" not in answer.text
        assert "Traceback" not in answer.text
        if role == "unknown":
            assert answer.status_code in (302, 303, 307, 400, 401, 404, 415) or path.startswith(
                ("/assets", "/oauth")
            )
        if path.startswith("/sessions/end"):  # it may have ended the very session it is sent in
            clients[role] = client = county.as_member(ASKERS[role]) if role != "unknown" else client
            right = token(client)
