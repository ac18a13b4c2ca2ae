"""Messages answered together: one commit for many, and what goes wrong with one is its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import event

from bot.channels.wecom_app.answering import Answering, Passive, Slot
from bot.channels.wecom_app.line import MOST, Line
from bot.channels.wecom_app.translate import Arrival, Nature
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Kind, Reply
from tests.kit.bot.house import OFFICE
from tests.kit.waiting import PATIENCE

BAD = "坏"


class Talk:
    """Repeats what is said; the first message waits until `gate` is opened, `BAD` ones break."""

    def __init__(self, store) -> None:
        self.store, self.gate = store, Event()
        self.heard: list[str] = []

    def converse(self, message, finish):
        with self.store.transaction() as records:
            self.at_once(records, message, finish)

    def at_once(self, records, message, finish):
        if not self.heard:
            self.heard.append("")
            self.gate.wait(PATIENCE)
        self.heard.append(message.text)
        records.talks.save(message.sender, {"topic": message.text}, message.at)
        if message.text == BAD:
            raise ZeroDivisionError
        finish(records, Reply(Kind.OFF, f"您说：{message.text}"))
        return True


@pytest.fixture
def talk(store):
    return Talk(store)


@pytest.fixture
def answering(store, clock, talk):
    wake = lambda: None  # noqa: E731
    return Answering(store, talk.converse, clock, "http://x", OFFICE, wake, at_once=talk.at_once)


def said(clock, number: int, text: str) -> Arrival:
    message = IncomingMessage(f"m{number}", f"u{number}", "wecom_app", clock.now(), text=text)
    return Arrival(message, Nature.SAID)


def answers(answering, talk, arrivals) -> list[Passive]:
    """All come while the first is in work."""
    with ThreadPoolExecutor(8) as executor:
        line = Line(answering, executor)
        waiting = [line.put(each, Slot()) for each in arrivals]
        talk.gate.set()
        return [each.result(PATIENCE) for each in waiting]


def commits(store) -> list[int]:
    found: list[int] = []
    event.listen(store._engine, "commit", lambda _: found.append(1))
    return found


def test_many_share_a_commit(answering, talk, store, clock):
    found = commits(store)
    told = answers(answering, talk, [said(clock, n, f"第{n}句") for n in range(MOST + 1)])

    assert [one.text for one in told] == [f"您说：第{n}句" for n in range(MOST + 1)]
    assert len(found) == 2  # the first, and all that came meanwhile


def test_one_that_breaks_takes_no_other_with_it(answering, talk, store, clock, capfd):
    texts = ["一", "二", BAD, "四"]
    told = answers(answering, talk, [said(clock, n, text) for n, text in enumerate(texts)])

    assert [one.text for n, one in enumerate(told) if n != 2] == [
        "您说：一",
        "您说：二",
        "您说：四",
    ]
    assert "编号" in told[2].text
    with store.reading() as records:
        kept = [records.talks.open(f"u{n}", clock.now()) for n in range(4)]
        replies = [records.inbox.reply_to(f"m{n}") for n in range(4)]
    assert kept == [{"topic": "一"}, {"topic": "二"}, None, {"topic": "四"}]
    assert replies == [one.to_json() for one in told]


def test_a_resend_among_them_gets_the_stored_words(answering, talk, clock):
    talk.gate.set()
    first = answers(answering, talk, [said(clock, 1, "一")])
    again = answers(answering, talk, [said(clock, 1, "一"), said(clock, 2, "二")])

    assert again == [*first, Passive("您说：二")]
    assert talk.heard.count("一") == 1
