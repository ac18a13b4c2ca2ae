"""What is hard to take back takes two of the section, where the county wants that."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bot.cli import run
from bot.opening import local_settings, opened
from handlers.dialogue.service import TWO_PEOPLE, do
from handlers.turn.roster_commands import RemoveUnit
from rules.roster import ImportRows, MemberRow
from storage.views import Act, Edit
from tests.kit.databases import everything, import_rows, sqlite_store
from tests.kit.deeds import Try, _empty_unit, context
from tests.kit.plans import PLAN
from tests.kit.web.county import ROWS, County, make_county
from tests.kit.web.roster import hidden
from tests.kit.web.roster_edit import change

SECOND = ImportRows(members=(MemberRow(2, "jiandu2", "孙监督", "干部监督股"),), members_last=True)


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    store = sqlite_store(tmp_path / "kaohe.sqlite3", tmp_path / "data", ROWS)
    made = make_county(tmp_path, store=store)
    with store.transaction() as records:
        import_rows(records, SECOND)
        records.speaking.set("2019", TWO_PEOPLE, {"on": True}, by="x", at=made.at)
    yield made
    made.store.close()


def merge(client: TestClient) -> Any:
    token = hidden(client.get("/roster/merge").text)["token"]
    fields = {"token": token, "old": "河口镇", "new": "城关镇"}
    shown = hidden(client.post("/roster/merge", data=fields).text)["shown"]
    return client.post("/roster/merge", data={**fields, "shown": shown, "sure": "1"})


def units(county: County) -> int:
    with county.store.reading() as records:
        return len(records.roster.units())


def test_a_merge_is_done_by_the_second_one(county: County) -> None:
    first, second = county.as_member("jiandu"), county.as_member("jiandu2")
    assert "要两位同志确认，还没有办" in merge(first).text
    assert units(county) == 3
    assert "要两位同志确认，还没有办" in merge(first).text, "the same person is no second one"
    assert units(county) == 3
    with county.store.transaction() as records:
        told = {each.to for each in records.outbox.claim("test", county.at)}
        [noted] = [e for e in records.audit.entries(act=Act.CHANGED) if "单位并入" in e.subject]
    assert told == {"jiandu2"}
    assert (noted.by, "等第二位" in noted.subject) == ("jiandu", True)
    merge(second)
    assert units(county) == 2


def test_after_a_day_it_has_to_be_confirmed_anew(county: County) -> None:
    merge(county.as_member("jiandu"))
    county.at += timedelta(hours=25)
    assert "要两位同志确认" in merge(county.as_member("jiandu2")).text
    assert units(county) == 3
    merge(county.as_member("jiandu"))
    assert units(county) == 2


def test_what_became_another_deed_meanwhile_is_not_approved(county: County) -> None:
    merge(county.as_member("jiandu"))
    boss = county.as_member("jiandu2")
    new = {"name": "吕布", "unit": "河口镇", "post": "副镇长"}
    assert "已改好" in change(boss, "person", "", "new", sure="1", **new).text
    assert "要两位同志确认" in merge(boss).text
    assert units(county) == 3


def test_an_account_goes_by_the_second_one(county: County) -> None:
    first, second = county.as_member("jiandu"), county.as_member("jiandu2")
    assert "要两位同志确认" in change(first, "member", "lina", "left", sure="1").text
    with county.store.reading() as records:
        assert records.members.by_userid("lina") is not None
    assert "已改好" in change(second, "member", "lina", "left", sure="1").text
    with county.store.reading() as records:
        assert records.members.by_userid("lina") is None


def test_an_approval_is_good_for_one_deed(county: County) -> None:
    with county.store.transaction() as records:
        command = RemoveUnit(_empty_unit(Try(county, records, "jiandu", "城关镇")))
    for userid, done in (("jiandu", False), ("jiandu2", True)):
        with county.store.transaction() as records:
            reply = do(context(county, records, userid), command)
        assert ("要两位同志确认" in reply.text) is not done
    with county.store.transaction() as records:
        records.merging.restore(command.unit_id, Edit("jiandu", county.at))
        reply = do(context(county, records, "jiandu2"), command)
    assert "要两位同志确认" in reply.text


def test_who_may_not_learns_nothing_and_confirms_nothing(county: County) -> None:
    before = everything(county.folder / "kaohe.sqlite3")
    for userid in ("wangfang", "zhangwei", "kaohezu", "stranger"):
        with county.store.transaction() as records:
            reply = do(context(county, records, userid), RemoveUnit(county.unit_id("河口镇")))
        assert "两位同志" not in reply.text
    assert everything(county.folder / "kaohe.sqlite3") == before


def test_one_person_is_enough_for_the_rest_and_where_it_is_off(county: County) -> None:
    boss = county.as_member("jiandu")
    person = county.person_id("张伟")
    assert "已改好" in change(boss, "person", person, "post", sure="1", value="镇长").text
    with county.store.transaction() as records:
        records.speaking.set("2019", TWO_PEOPLE, {"on": False}, by="x", at=county.at)
    merge(boss)
    assert units(county) == 2


@pytest.mark.slow  # reads a whole plan from its files, as the command does
def test_it_is_turned_on_and_off(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["two-people", "on"]) == 1
    assert "不到两个人" in capsys.readouterr().err
    two = (MemberRow(2, "a", "甲", "干部监督股"), MemberRow(3, "b", "乙", "干部监督股"))
    with opened(local_settings()) as store, store.transaction() as records:
        problems = records.roster.import_rows(ImportRows(members=two), PLAN.facts).problems
        assert problems == ()
    for said, words in (("on", "开着"), ("", "开着"), ("off", "关着"), ("", "关着")):
        assert run(["two-people", *([said] if said else [])]) == 0
        assert words in capsys.readouterr().out
    assert run(["two-people", "yes"]) == 2
