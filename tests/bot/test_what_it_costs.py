"""What a message may cost the database; the rest is measured by `python -m benchmarks.callback`."""

import pytest
from sqlalchemy import event

from bot.app import Service
from bot.channels.wecom_app.answering import Passive, Slot
from bot.channels.wecom_app.translate import Arrival, Nature
from bot.clock import MovableClock
from bot.settings import Settings, read_settings
from handlers.dialogue.service import Seasons
from handlers.turn.message import IncomingMessage
from tests.kit.bot.house import START
from tests.kit.bot.settings import RIGHT
from tests.kit.databases import with_rows
from tests.kit.plans import PLAN, reader
from tests.kit.web.county import ROWS

NO_STATEMENT = ("BEGIN", "COMMIT", "PRAGMA")


@pytest.fixture
def service(tmp_path):
    (tmp_path / "kaohe.sqlite3").write_bytes(with_rows(ROWS))
    own = {name.removeprefix("KAOHE_").lower(): value for name, value in RIGHT.items()}
    settings = read_settings(
        Settings,
        _env_file=None,
        database_url=f"sqlite:///{tmp_path}/kaohe.sqlite3",
        data_dir=tmp_path / "data",
        **own,
    )
    service = Service(settings, MovableClock(START), Seasons(PLAN, reader()))
    yield service
    service.close()


@pytest.fixture
def heard(service) -> list[str]:
    """What SQLite runs, whoever asked for it."""
    found: list[str] = []
    hear = lambda connection, *_: connection.set_trace_callback(found.append)  # noqa: E731
    event.listen(service.store._engine, "checkout", hear)
    return found


def ask(service: Service, *texts: str, sender: str = "wangfang") -> list[Passive | None]:
    now = service.clock.now()
    said = [
        IncomingMessage(f"{sender}{text}", sender, "wecom_app", now, text=text) for text in texts
    ]
    return service.answering.answer_together([(Arrival(one, Nature.SAID), Slot()) for one in said])


def statements(heard: list[str]) -> list[str]:
    return [one for one in heard if not one.startswith(NO_STATEMENT)]


def test_a_question_on_the_notice_takes_eight_statements_and_one_commit(service, heard):
    ask(service, "附件1交几份")  # what is kept in memory is read
    heard.clear()
    [answer] = ask(service, "登记表要填几份")

    assert answer is not None
    assert "3份" in answer.text
    assert len(statements(heard)) <= 8, statements(heard)
    assert heard.count("BEGIN IMMEDIATE") == heard.count("COMMIT") == 1


def test_people_are_looked_up_only_where_one_is_named(service, heard):
    ask(service, "附件1交几份")
    heard.clear()
    ask(service, "登记表要填几份")
    assert not [one for one in statements(heard) if "FROM person" in one]
    ask(service, "张伟在哪里考核")
    assert [one for one in statements(heard) if "FROM person" in one]


def test_together_they_take_one_commit(service, heard):
    ask(service, "附件1交几份")
    heard.clear()
    ask(service, "登记表要填几份", "述职报告写多少字", "优秀比例是多少", sender="lina")

    assert heard.count("COMMIT") == 1
