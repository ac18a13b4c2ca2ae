"""Forms for a large unit: made in parts when their turn comes, each told in the chat."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from bot.channels.wecom_app.render import render
from bot.deferred_attachments import made
from handlers.turn.reply import Reply
from language.reader import Reader
from rules.plan import Plan
from rules.roster import PersonRow
from storage import Store
from tests.kit.chat import County
from tests.kit.databases import import_rows
from tests.kit.roster import COUNTY
from tests.kit.speaking_first import open_store

PEOPLE = 60


@pytest.fixture
def county(tmp_path: Path, plan: Plan, reader: Reader) -> Iterator[County]:
    store = open_store(tmp_path, COUNTY)
    yield County(plan, reader, store)
    store.close()


@pytest.fixture
def large(county: County) -> County:
    more = [
        PersonRow(number, f"干部{number:02}", "城关镇", "委员", {"position": "team_member"})
        for number in range(20, 20 + PEOPLE)
    ]
    with county.store.transaction() as records:
        import_rows(records, replace(COUNTY, people=(*COUNTY.people, *more)))
    return county


def asked(large: County) -> tuple[Reply, list[dict[str, Any]]]:
    reply = large.say("ClerkCG", "给全单位的附件1")
    return reply, list(render(reply, "https://x", "wecom_app:1").later)


def names_in(store: Store, payload: dict[str, Any], large: County) -> list[str]:
    with store.reading() as records:
        found = made(payload, records, large.plan, store.blobs, large.now)
    assert found is not None
    with store.blobs.open(found["blob"]) as file, zipfile.ZipFile(BytesIO(file.read())) as packet:
        return packet.namelist()


def test_a_large_unit_is_told_how_far_it_is_and_gets_every_form_once(large: County) -> None:
    reply, later = asked(large)
    people = reply.batches[-1].of
    assert people > 60
    assert [one["kind"] for one in later] == ["file", "text", "file", "text"]
    assert [one["text"] for one in later if one["kind"] == "text"] == [
        f"已做好50份，共{people}份，接着做。",
        f"已做好{people}份，共{people}份，全部做好了。",
    ]
    first, second = (names_in(large.store, one, large) for one in later if one["kind"] == "file")
    numbers = [name[:3] for name in [*first, *second] if name != "清单.xlsx"]
    assert numbers == [f"{number:03}" for number in range(1, people + 1)]


def test_made_again_after_a_crash_it_is_the_same_part(large: County) -> None:
    _, later = asked(large)
    assert names_in(large.store, later[0], large) == names_in(large.store, later[0], large)


def test_a_small_unit_gets_one_link_and_nothing_after_it(county: County) -> None:
    reply, later = asked(county)
    assert (reply.batches, later) == ((), [])
    assert reply.links[0].path == "/packet/blanks/registration.zip?unit=1"


def test_of_a_unit_that_is_gone_nothing_is_made(large: County) -> None:
    _, later = asked(large)
    gone = {**later[0], "batch": {**later[0]["batch"], "unit_id": 999}}
    with large.store.reading() as records:
        assert made(gone, records, large.plan, large.store.blobs, large.now) is None
