"""Papers filled in on a page: what is written there, and what is kept of it."""

from typing import Any

from fastapi.testclient import TestClient

from tests.kit.web.board import token
from tests.kit.web.county import County

CAREFUL = {
    "sex": "男",
    "born": "1971.4",
    "party": "中共党员",
    "post_since": "2016.09",
    "duties": "分管农业农村、水利",
    "summary": "一年来，认真学习贯彻上级精神，\n分管的农业农村工作完成了年初确定的任务。" * 4,
}
UNITS_PART = {"training": "无", "grade": "称职"}


def entry_of(county: County, name: str, blank: str, paper: str = "registration") -> str | None:
    """What is kept of a blank, None where nobody wrote there."""
    with county.store.reading() as records:
        drafts = records.drafts.of_people([county.person_id(name)], plan_id="2019")
    found = [each.entries.get(blank) for each in drafts if each.paper == paper]
    return found[0].text if found and found[0] else None


def path_of(county: County, name: str, paper: str = "registration") -> str:
    return f"/fill/{paper}/{county.person_id(name)}"


def save(
    client: TestClient, path: str, now: dict[str, str], was: dict[str, str] | None = None
) -> Any:
    """As our script sends it: what was written, and what the page showed before."""
    fields = {"token": token(client, "/upload")}
    fields |= {f"now.{id}": text for id, text in now.items()}
    fields |= {f"was.{id}": (was or {}).get(id, "") for id in now}
    return client.post(path, data=fields, headers={"X-Kaohe-Part": "1"})


def press(client: TestClient, path: str) -> Any:
    return client.post(path, data={"token": token(client, "/upload")})
