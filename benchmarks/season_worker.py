"""A process of the season: ticks and delivers whenever it is told a new time; may be killed."""

from collections.abc import Mapping
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bot.channels.wecom_app.client import Account, WecomClient
from bot.channels.wecom_app.sending import AppChannel
from bot.clock import StoppedClock
from bot.deliver import Arrived, Sender
from rules.plan import Plan
from scheduler import Verdict, note_sent, recheck, tick
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from storage import Records, Store
from storage.views import Delivery
from tests.kit.plans import PLAN

URL = "https://kaohe.example"


class Worker:
    """What a service process does of its own accord, at a time it is told."""

    def __init__(self, store: Store, plan: Plan, wecom: str) -> None:
        config = SimulatorConfig(Contacts.parse({"users": []}), callback_url="")
        self._store, self._plan = store, plan
        self._account = Account(wecom, config.corp_id, config.agent_id, config.secret)

    def work(self, now: datetime) -> None:
        """One tick and everything it makes due."""
        clock = StoppedClock(now)
        tick(self._store, self._plan, now, URL)
        client = WecomClient(self._account, self._store, clock)
        channel = AppChannel(client, self._store, lambda payload: None)

        def second_look(payload: Mapping[str, Any], records: Records) -> Verdict:
            return recheck(payload, records, self._plan, now)

        def note(
            delivery: Delivery, payload: Mapping[str, Any], arrived: Arrived, records: Records
        ) -> None:
            msgid, code = arrived.msgid, arrived.response_code
            note_sent(delivery, payload, msgid, code, records, self._plan, now)

        Sender(self._store, channel, clock, second_look, note).drain()


def main(database_url: str, wecom: str, folder: str, line: Connection) -> None:
    """Works at each time it is told down the line and says when it is done, until that closes."""
    worker = Worker(Store(database_url, Path(folder)), PLAN, wecom)
    while True:
        try:
            told = line.recv()
        except EOFError:
            return
        worker.work(datetime.fromisoformat(told))
        line.send(told)
