"""Requests made up from a description of every address of the pages, as a clerk: no fault."""

from collections.abc import Iterator
from typing import Any, Final

import hypothesis
import pytest
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from tests.kit.web.board import handed_in
from tests.kit.web.county import County, make_county
from web.router import _pages

# Some hundreds of requests.
pytestmark = pytest.mark.slow
EACH: Final = 4  # an address and method, after those that schemathesis makes for every value
_DESCRIPTION: Final = "/description-of-all"


def described() -> dict[str, Any]:
    """All addresses, which the product itself does not tell."""
    routes = [
        APIRoute(route.path, route.endpoint, methods=route.methods, name=route.name)
        for route in _pages().routes
        if isinstance(route, APIRoute)
    ]
    return get_openapi(title="pages", version="1", routes=routes)


class Described:
    """The application and its description."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == _DESCRIPTION:
            await JSONResponse(described())(scope, receive, send)
        else:
            await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    made = make_county(tmp_path_factory.mktemp("described"))
    handed_in(made, "城关镇", "registration", "张伟")
    yield made
    made.store.close()


def test_no_described_request_is_a_fault(county: County) -> None:
    import schemathesis
    from schemathesis.core.result import Ok

    schema = schemathesis.openapi.from_asgi(_DESCRIPTION, Described(county.app))
    county.app.state.site.limits.now = iter(range(0, 10**9, 60)).__next__  # nobody waits
    operations = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
    assert len(operations) > 60
    for operation in operations:
        ask_each(operation, dict(county.as_member("jiandu").cookies))


def ask_each(operation: Any, cookies: dict[str, str]) -> None:
    """The same requests at every run."""
    from schemathesis.checks import not_a_server_error

    @hypothesis.settings(
        max_examples=EACH,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )
    @hypothesis.given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        answer = case.call(cookies=cookies)
        case.validate_response(answer, checks=[not_a_server_error])
        assert b"Traceback" not in answer.content

    ask()
