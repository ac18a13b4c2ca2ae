"""What is done on the board."""

import re
from html import unescape

from fastapi.testclient import TestClient

from handlers.cases.open_issues import facts_packed
from rules.engine.case_scope import rests_on
from rules.plan import Given
from tests.kit.web.county import County

OF_THE_CASE = {"is_secondee": Given(True, "said"), "host_kind": Given("county_department", "said")}
ASKED = "张伟派到县直部门挂职在哪考核"


def put_a_case(county: County) -> None:
    """A clerk's case on one of their people."""
    rest = rests_on(county.plan, OF_THE_CASE, "assessed_at", "person")
    with county.store.transaction() as records:
        records.cases.file(
            county.plan.id,
            "where_assessed",
            axes=("assessed_at",),
            facts=facts_packed({**OF_THE_CASE, "sent_by": Given("city", "said")}),
            rests=[rest.to_json()],
            clauses=("一(一)1",),
            signatures=(rest.signature,),
            person_id=county.person_id("张伟"),
            by="wangfang",
            at=county.at,
            said=ASKED,
        )


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
