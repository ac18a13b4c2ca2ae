"""What is done on the upload page."""

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from fastapi.testclient import TestClient

from tests.kit.plans import ROOT
from tests.kit.web.county import County, log_in

PROPOSALS = "grade_proposals:"


def outside_case(name: str) -> Path:
    """An input of a public bug report."""
    return next((ROOT / "tests" / "forms" / "cases").glob(f"*/{name}"))


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/upload").text)
    assert found
    return found[1]


def hand_in(
    client: TestClient, item: str, *files: tuple[str, bytes], **fields: str
) -> tuple[int, str]:
    response = client.post(
        "/upload",
        data={"token": token(client), "item": item, **fields},
        files=[("files", file) for file in files],
    )
    return response.status_code, plain(response.text)


def plain(html: str) -> str:
    """What is read of a page's results, without tags."""
    part = html.rsplit('id="results"', maxsplit=1)[-1].split("<form", maxsplit=1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part)).strip()


def filled(client: TestClient, changes: Mapping[str, Any] | None = None) -> bytes:
    """附件8 as the clerk gets it, filled in with care: 11 in the base, two 优秀."""
    book = openpyxl.load_workbook(io.BytesIO(client.get("/template/grade_proposals.xlsx").content))
    sheet = book["等次建议"]
    for row in range(6, 18):
        assert sheet[f"B{row}"].value
        sheet[f"E{row}"], sheet[f"F{row}"], sheet[f"G{row}"] = 93, "有", "称职"
    sheet["G7"] = sheet["G8"] = "优秀"
    for cell, value in (changes or {}).items():
        sheet[cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def versions(county: County, paper: str = "grade_proposals") -> list[tuple[int, str, str]]:
    with county.store.reading() as records:
        found = records.handins.all_of(county.unit_id("城关镇"), plan_id="2019")
    return [
        (each.version, each.status.value, each.filename) for each in found if each.paper == paper
    ]


def session_of(county: County, address: str) -> tuple[str, str]:
    """A logged-in cookie and its form token, for a socket of our own."""
    client = TestClient(county.app, base_url=address, follow_redirects=False)
    log_in(client, "wangfang", "/upload")
    return f"kaohe_session={client.cookies['kaohe_session']}", token(client)
