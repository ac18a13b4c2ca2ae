"""Corrections on the roster's page."""

import html
import re
from typing import Any

from fastapi.testclient import TestClient

from tests.kit.web.roster import hidden


def said(page: Any) -> str:
    """The words of what was found or done, without marks."""
    found = re.search(r'<section class="card result.*?</section>', page.text, re.DOTALL)
    assert found, page.text
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", found[0])).split())


def change(
    client: TestClient,
    entity: str,
    id: object,
    field: str,
    value: str = "",
    sure: str = "",
    **values: str,
) -> Any:
    """The form sent; with `sure` as it is confirmed after the preview."""
    page = client.get("/roster/edit").text
    token = hidden(page.replace('<form class="card find" method="get"', "", 1))["token"]
    carried = {"token": token, "entity": entity, "id": str(id), "field": field, "sure": sure}
    data = {**carried, **({"value": value} if value else {}), **values}
    if not sure:
        return client.post("/roster/edit", data=data)
    return client.post("/roster/edit", data=data | {"shown": mark(client, data)})


def mark(client: TestClient, data: dict[str, str]) -> str:
    """Of the preview; none where it was refused."""
    found = re.search(
        'name="shown" value="([^"]+)"', client.post("/roster/edit", data=data | {"sure": ""}).text
    )
    return found[1] if found else ""
