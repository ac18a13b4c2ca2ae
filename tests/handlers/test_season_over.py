"""A closed season: looked at by everybody, changed by nobody, and nobody is reminded."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from handlers.dialogue.conversation import respond
from handlers.dialogue.deeds import DEEDS
from handlers.dialogue.service import do, show
from handlers.submissions.intake import SeasonOver, Target, take
from handlers.turn.deeds import Preview
from handlers.turn.message import IncomingMessage
from handlers.turn.permissions import Deed, reach
from handlers.turn.reply import Reply
from rules.roster import Role
from scheduler import tick
from storage.views import SeasonStepKind
from tests.kit.databases import everything
from tests.kit.deeds import ASKERS, OWN, ROWS, Row, Try, context
from tests.kit.plans import reader
from tests.kit.web.county import County, make_county

ROSTER = {"correct the roster", "end sessions"}


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(tmp_path)
    yield made
    made.store.close()


# What members settle for themselves alone is of no season.
OF_ONESELF = {Deed.REMIND_ONESELF, Deed.QUIET_HOURS}


def close(county: County) -> None:
    with county.store.transaction() as records:
        records.seasons.note("2019", SeasonStepKind.CLOSED, by="", at=county.at)


def who_may(row: Row) -> str:
    return next(ASKERS[role] for role in Role if reach(role, row.of))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_deed_is_done_in_it(county: County, row: Row) -> None:
    userid, file = who_may(row), county.folder / "kaohe.sqlite3"
    with county.store.transaction() as records:
        command = row.made(Try(county, records, userid, OWN))
    close(county)
    before = everything(file)
    with county.store.transaction() as records:
        here = context(county, records, userid)
        done = do(here, command)
        shown = show(here, command) if DEEDS[type(command)].show else None
    if row.name in ROSTER or row.of in OF_ONESELF:
        assert everything(file) != before
        return
    assert "年度考核已于2019年12月" in done.text
    assert (everything(file), done.pushes) == (before, ())
    assert not isinstance(shown, Preview)


def test_who_may_not_is_told_that_and_not_when_it_ended(county: County) -> None:
    close(county)
    row = next(row for row in ROWS if row.name == "return")
    with county.store.transaction() as records:
        command = row.made(Try(county, records, "jiandu", OWN))
        done = do(context(county, records, "zhangwei"), command)
    assert "已于" not in done.text


def test_the_chat_answers_and_does_nothing(county: County) -> None:
    close(county)

    def tell(text: str) -> Reply:
        message = IncomingMessage(uuid4().hex, "jiandu", "test", county.at, text=text)
        return respond(message, county.store, county.plan, reader(), public_url="https://x")

    assert "已于2019年12月" in tell("催一下没交附件8的").text
    assert "城关镇" in tell("城关镇还差什么材料").text


def test_no_file_is_taken(county: County, tmp_path: Path) -> None:
    path = tmp_path / "附件8.pdf"
    path.write_bytes(b"%PDF-1.4 x")
    close(county)
    target = Target(county.unit_id(OWN), "grade_proposals", None)
    with pytest.raises(SeasonOver) as refused:
        take(county.store, county.plan, target, path, path.name, "wangfang", county.at)
    assert refused.value.words.startswith("2019年度考核已于2019年12月")
    assert county.store.blobs.names() == []


def test_pages_are_looked_at_and_forms_are_refused(county: County) -> None:
    close(county)
    client, file = county.as_member("jiandu"), county.folder / "kaohe.sqlite3"
    before = everything(file)
    assert client.get("/board").status_code == 200
    answer = client.post("/board/settle", data={"token": "x", "command": "x"})
    assert (answer.status_code, "已于2019年12月" in answer.text) == (409, True)
    assert everything(file) == before


def test_nobody_is_reminded(county: County) -> None:
    due = tick(county.store, county.plan, county.at, "https://x")
    close(county)
    assert due, "without the closing somebody is"
    with county.store.transaction() as records:
        records._session.connection().exec_driver_sql("DELETE FROM notice")
        records._session.connection().exec_driver_sql("DELETE FROM outbox")
    assert tick(county.store, county.plan, county.at, "https://x") == []
