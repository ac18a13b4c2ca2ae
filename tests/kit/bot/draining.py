"""A process that does nothing but drain the outbox; killed in the middle by a test."""

import sys
from datetime import datetime
from pathlib import Path

from bot.channels.wecom_app.client import Account, WecomClient
from bot.channels.wecom_app.sending import AppChannel
from bot.clock import MovableClock
from bot.deliver import Sender
from storage import Store


def main(folder: str, wecom: str, at: str) -> None:
    store = Store(f"sqlite:///{folder}/kaohe.db", Path(folder) / "data")
    clock = MovableClock(datetime.fromisoformat(at))
    account = Account(wecom, "wwsimulator0000001", 1000002, "simulator-app-secret")
    channel = AppChannel(WecomClient(account, store, clock), store, lambda payload: None)
    Sender(store, channel, clock, lambda payload, records: payload).drain()


if __name__ == "__main__":
    main(*sys.argv[1:])
