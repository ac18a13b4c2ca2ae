"""A small county whose deadlines can be set, and a clock that is only ever told the time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.plan import Plan
from tests.kit.roster import COUNTY
from tests.kit.speaking_first import Bot, open_store


@pytest.fixture
def bot(tmp_path: Path, plan: Plan) -> Iterator[Bot]:
    made = Bot(tmp_path, plan, open_store(tmp_path, COUNTY))
    yield made
    made.store.close()


@pytest.fixture
def quiet_bot(bot: Bot) -> Bot:
    """Supervision staff have been told about the doubtful deadlines already."""
    bot.tick("2019-12-25 09:58")
    return bot
