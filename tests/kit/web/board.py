"""What is done on the board."""

import re
from html import unescape

from fastapi.testclient import TestClient

from tests.kit.web.county import County


def token(client: TestClient, path: str = "/board/dates") -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(path).text)
    assert found
    return found.group(1)


def words(html: str) -> str:
    """What a page says, without its marks."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def settle(client: TestClient, page: str, *, back: str = "/board") -> str:
    """Press the button of a page that has shown a deed; what came of it."""
    command = re.search(r'name="command" value="([^"]+)"', page)
    assert command, "nothing is shown to say yes to"
    fields = {"token": token(client), "command": unescape(command.group(1)), "back": back}
    return unescape(client.post("/board/settle", data=fields).text)


def handed_in(county: County, unit: str, paper: str, person: str | None = None) -> str:
    blob = county.store.blobs.put([f"{unit}{paper}{person}".encode()])
    person_id = county.person_id(person) if person else None
    with county.store.transaction() as records:
        return records.handins.add(
            county.unit_id(unit), paper, person_id, blob, "f.xlsx", "x", "wangfang", county.at,
            plan_id="2019",
        ).receipt  # fmt: skip
