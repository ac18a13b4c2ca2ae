"""What the permission table says is what happens, at the services' door and at the pages'."""

import re

import pytest
from fastapi.testclient import TestClient

from handlers.dialogue.deeds import DEEDS
from handlers.dialogue.service import do, show
from handlers.turn.commands import to_text
from handlers.turn.deeds import Preview
from handlers.turn.permissions import TABLE, Deed, Reach, reach
from handlers.turn.refusals import not_in_charge, not_yours, refusal_words
from handlers.turn.reply import Reply
from rules.roster import Role
from tests.kit.databases import everything
from tests.kit.deeds import ASKERS, OWN, ROWS, Row, Try, allowed, cases, context
from tests.kit.web.county import County

# Some 360 deeds, each in a county of its own whose rows are compared before and after.
pytestmark = pytest.mark.slow

CASES = [
    pytest.param(row, role, unit, id=f"{row.name}-{role}-{'own' if unit == OWN else 'other'}")
    for row, role, unit in cases()
]
# Done by other means than a command: a file handed in, forms of a page with previews of their own.
ELSEWHERE = {
    Deed.HAND_IN,
    Deed.COMMENT,
    Deed.CHANGE_PROPOSAL,
    Deed.TRY_ROSTER,
    Deed.EXPORT,
    Deed.PACK,
    Deed.DECISION_SLIP,
}


def words_of_refusal(county: County, row: Row, userid: str) -> set[str]:
    with county.store.reading() as records:
        here = context(county, records, userid)
        role_words = {refusal_words(row.of, county.plan)}
        return role_words | {not_yours(here).text, not_in_charge(here).text}


def test_every_row_of_the_table_is_tried_or_looked_at_only() -> None:
    looks = {deed for deed in Deed if deed.name.startswith("SEE_")}
    assert {row.of for row in ROWS} | looks | ELSEWHERE == set(TABLE) == set(Deed)
    assert not {row.of for row in ROWS} & (looks | ELSEWHERE)


def test_every_kind_of_command_is_tried(county: County) -> None:
    with county.store.transaction() as records:
        tried = {type(row.made(Try(county, records, "jiandu", OWN))) for row in ROWS}
    assert tried == set(DEEDS)


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_every_row_has_a_sentence_for_whom_it_refuses(county: County, role: str) -> None:
    for deed in Deed:
        if reach(role, deed) is Reach.NOBODY:
            assert refusal_words(deed, county.plan).endswith("。")
    assert all(reach("unknown", deed) is Reach.NOBODY for deed in Deed)


@pytest.mark.parametrize(("row", "role", "unit"), CASES)
def test_the_service_does_what_the_table_allows_and_nothing_else(
    county: County, row: Row, role: str, unit: str
) -> None:
    userid, file = ASKERS[role], county.folder / "kaohe.sqlite3"
    with county.store.transaction() as records:
        command = row.made(Try(county, records, userid, unit))
    before = everything(file)
    service = DEEDS[type(command)]
    with county.store.transaction() as records:
        here = context(county, records, userid)
        shown = show(here, command) if service.show else None
    assert everything(file) == before, "showing changes nothing"
    with county.store.transaction() as records:
        done = do(context(county, records, userid), command)

    refusals = words_of_refusal(county, row, userid)
    if allowed(reach(role, row.of), unit, theirs=row.aimed or row.own):
        assert done.text not in refusals
        assert everything(file) != before
        assert isinstance(shown, Preview) or service.show is None
    else:
        assert done.text in refusals
        assert (done.pushes, everything(file)) == ((), before)
        assert service.show is None or (isinstance(shown, Reply) and shown.text == done.text)


def form_token(client: TestClient) -> str:
    """Of a form anybody of a unit or the section is shown."""
    for path in ("/board", "/upload", "/board/dates", "/board/chase"):
        found = re.search(r'name="token" value="([^"]+)"', client.get(path).text)
        if found:
            return found.group(1)
    raise AssertionError("no form is shown")


STAFF = [each for each in CASES if reach(str(each.values[1]), Deed.SEE_BOARD) > Reach.NOBODY]


@pytest.mark.parametrize(("row", "role", "unit"), STAFF)
def test_the_page_does_what_the_table_allows_and_nothing_else(
    county: County, row: Row, role: str, unit: str
) -> None:
    userid, file = ASKERS[role], county.folder / "kaohe.sqlite3"
    client = county.as_member(userid)
    with county.store.transaction() as records:
        command = row.made(Try(county, records, userid, unit))
    fields = {"token": form_token(client), "command": to_text(command)}
    before = everything(file)
    page = client.post("/board/settle", data=fields)

    assert page.status_code == 200
    done, theirs = everything(file) != before, row.aimed or row.own
    assert done == allowed(reach(role, row.of), unit, theirs=theirs)


@pytest.mark.parametrize("role", [Role.CLERK.value, Role.CADRE.value])
def test_the_board_settles_nothing_for_whom_it_is_not(county: County, role: str) -> None:
    """What is theirs to do clerks and cadres do in the chat."""
    client, file = county.as_member(ASKERS[role]), county.folder / "kaohe.sqlite3"
    for row in ROWS:
        with county.store.transaction() as records:
            command = row.made(Try(county, records, ASKERS[role], OWN))
        before = everything(file)
        fields = {"token": form_token(client), "command": to_text(command)}
        assert client.post("/board/settle", data=fields).status_code == 403
        assert everything(file) == before
