"""The roster's workbook, filled in and sent."""

import io
import re
from collections.abc import Sequence
from typing import Any

import openpyxl
from fastapi.testclient import TestClient

from forms.roster_import.template import template
from tests.kit.plans import PLAN
from tests.kit.web.county import County

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


LIST: list[list[object]] = [
    ["城关镇干部名册"],
    ["序号", "姓名", "职务", "主持工作情况", "退休情况", "挂职几个月"],
    [1, "王建国", "党委书记"],
    [2, "张伟", "副镇长"],
    [3, "钱多", "干部"],
]


def sheet(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    return packed(book)


def packed(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(people: Sequence[Sequence[str]], **others: Sequence[Sequence[str]]) -> bytes:
    """The template with these rows; `people`: name, unit, post, then facts as they stand there."""
    book = openpyxl.load_workbook(io.BytesIO(template(PLAN)))
    for name, rows in {"人员": people, **others}.items():
        for row in rows:
            book[name].append(list(row))
    return packed(book)


def hidden(page: str) -> dict[str, str]:
    """The fields of the first form of the page that is sent; a search is none."""
    form = page.split('method="post"', 1)[1].split("</form>", maxsplit=1)[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def send(client: TestClient, body: bytes, name: str = "名册.xlsx") -> Any:
    token = hidden(client.get("/roster").text)["token"]
    files = {"files": (name, body, XLSX)}
    return client.post("/roster", data={"token": token}, files=files)


def go_on(client: TestClient, page: str, path: str, **changed: str) -> Any:
    # With a file that is not there the browser's form stays multipart.
    fields = hidden(page) | changed
    return client.post(path, files={name: (None, value) for name, value in fields.items()})


def everybody(county: County) -> dict[str, list[str]]:
    with county.store.reading() as records:
        units = {unit.id: unit.name for unit in records.roster.units()}
        return {
            units[id]: [f"{each.name} {each.post}" for each in people]
            for id, people in records.roster.everybody().items()
        }
