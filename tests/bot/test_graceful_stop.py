"""Told to stop, the service finishes what it has accepted."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from storage import Store
from storage.tables import InboxTable
from tests.kit.bot.stage import bot_stage
from tests.kit.waiting import until

# The whole service and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow


def counts(store: Store) -> tuple[int, int]:
    """Messages of members accepted, and those of them answered."""
    ours = col(InboxTable.message_id).not_like("%:said:%")
    answered = col(InboxTable.reply).is_not(None)
    with store.snapshot() as connection:
        accepted, done = (
            connection.execute(select(func.count()).select_from(InboxTable).where(*which)).scalar()
            for which in ((ours,), (ours, answered))
        )
    return accepted or 0, done or 0


def test_every_message_accepted_before_the_stop_is_answered(tmp_path):
    asked = [f"{number}个科级干部最多报几个优秀" for number in range(20, 44)]
    with ThreadPoolExecutor(len(asked)) as members, bot_stage(tmp_path) as stage:
        for number, words in enumerate(asked):
            fields = {
                "msgid": f"m{number}",
                "aibotid": "aib1",
                "chattype": "single",
                "from": {"userid": "wangfang"},
                "response_url": "http://127.0.0.1:9/none",
                "msgtype": "text",
                "text": {"content": words},
            }
            members.submit(stage.wecom.plain, fields)
        until(lambda: counts(stage.service.store)[0] >= 3, every=0.005)
        in_the_middle = counts(stage.service.store)
        url, data = stage.settings.database_url, stage.settings.data_dir
    store = Store(url, data)
    accepted, answered = counts(store)
    store.close()

    assert in_the_middle[1] < in_the_middle[0]
    assert answered == accepted >= 3
