"""What was handed in, its way and the days set: the database itself refuses to change them."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.channels.wecom_app.client import Account, WecomClient
from bot.channels.wecom_app.sending import AppChannel
from bot.clock import MovableClock
from bot.deliver import LEASE, Sender
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.driver import SimulatorDriver
from simulator.serving import running
from storage import Store
from storage.engine import open_engine


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE hand_in SET sha256 = 'another'",
        "UPDATE hand_in SET by = 'somebody else'",
        "UPDATE hand_in SET at = '2020-01-01 00:00:00'",
        "UPDATE hand_in SET findings = '[]', summary = '{\"grade\": \"excellent\"}'",
        "DELETE FROM hand_in",
        "UPDATE hand_in_step SET status = 'filed'",
        "DELETE FROM hand_in_step",
        "UPDATE deadline_ruling SET effective = '2020-12-31'",
        "DELETE FROM deadline_ruling",
    ],
)
def test_what_was_noted_is_never_changed(
    processes: Sequence[Store], database_url: str, now: datetime, statement: str
) -> None:
    store = processes[0]
    blob = store.blobs.put([b"content"])
    with store.transaction() as records:
        [unit] = records.roster.unit_named("城关镇")
        handin = records.handins.add(
            unit.id, "grade_proposals", None, blob, "a.pdf", "x", "wangfang", now, plan_id="2019"
        )
        records.handins.pass_on(handin.id, "jiandu", now)
        records.dates.set("2019", "unit_to_group", now.date(), by="jiandu", at=now)
    engine = open_engine(database_url)
    try:
        with pytest.raises(DBAPIError, match="never changed"), engine.begin() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


class Killed(BaseException):
    """What a killed process would not even get to raise."""


class DiesAfterSending(AppChannel):
    def send(self, delivery, payload):
        super().send(delivery, payload)
        raise Killed


def test_a_card_sent_again_is_the_same_to_the_byte(
    processes: Sequence[Store], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL gives the fields of stored JSON back in an order of its own."""
    store, clock = processes[0], MovableClock(now)
    card = {
        "card_type": "text_notice",
        "main_title": {"title": "还差材料", "desc": "附件8"},
        "card_action": {"type": 1, "url": "https://x"},
    }

    def second_look(payload, records):
        return {"kind": "card", "template_card": card}

    people = Contacts.parse({"users": [{"userid": "wangfang", "name": "王芳"}]})
    with running(SimulatorConfig(people, callback_url="", start_at=now)) as wecom:
        account = Account(wecom, "wwsimulator0000001", 1000002, "simulator-app-secret")
        client, bodies = WecomClient(account, store, clock), []
        post = client._api.post

        def heard(path, **more):
            if path == "message/send":
                bodies.append(str(more["data"]))
            return post(path, **more)

        monkeypatch.setattr(client._api, "post", heard)
        with store.transaction() as records:
            payload = {"kind": "card", "recheck": {"notice": "x"}}
            records.outbox.enqueue("a", "wangfang", payload, now)
        with pytest.raises(Killed):
            Sender(store, DiesAfterSending(client, store, print), clock, second_look).drain()
        clock.put(clock.now() + LEASE)
        SimulatorDriver(wecom).jump(clock.now())
        Sender(store, AppChannel(client, store, print), clock, second_look).drain()

        assert len(bodies) == 2
        assert bodies[0] == bodies[1]
        assert len(SimulatorDriver(wecom).received("wangfang")) == 1
