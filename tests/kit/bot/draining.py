"""A process that does nothing but drain the outbox; killed in the middle by a test."""

from datetime import datetime
from pathlib import Path

from bot.channels.wecom_app.client import Account, WecomClient
from bot.channels.wecom_app.sending import AppChannel, messages_in
from bot.clock import MovableClock
from bot.deliver import Sender
from bot.measure import Measure
from storage import Store


def main(database_url: str, folder: str, wecom: str, at: str, most_a_day: str = "") -> None:
    """Until nothing is due."""
    store = Store(database_url, Path(folder))
    clock = MovableClock(datetime.fromisoformat(at))
    account = Account(wecom, "wwsimulator0000001", 1000002, "simulator-app-secret")
    channel = AppChannel(WecomClient(account, store, clock), store, lambda payload: None)
    most = int(most_a_day) if most_a_day else None
    measure = Measure(messages_in, lambda records: most)
    Sender(store, channel, clock, lambda payload, records: payload, measure=measure).drain()
