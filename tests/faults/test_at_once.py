"""The same member, the same message, the same click twice at one moment, in two processes."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bot.channels.wecom_app.answering import Answering, Passive, Slot
from bot.channels.wecom_app.translate import Arrival, Nature
from bot.clock import MovableClock
from forms.kit.safe import safety
from handlers.dialogue.conversation import respond
from handlers.submissions.intake import Target, take
from handlers.turn.commands import DeadlineDay, SetDeadlines, to_text
from handlers.turn.lesson_commands import Teach
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Kind, Reply
from language.reader import Reader
from rules.plan import Plan
from storage import Store
from tests.kit.databases import at_once
from tests.kit.forms import made
from tests.kit.waiting import PATIENCE
from tests.kit.web.board import token
from tests.kit.web.county import County, make_county


def test_a_members_first_messages_at_once_are_all_answered(
    processes: Sequence[Store], plan: Plan, reader: Reader, now: datetime
) -> None:
    asked = ["附件8什么时候交", "我们镇挂职的小刘在哪考核", "附件8交几份", "27个人报几个优秀"] * 3

    def ask(number: int) -> Reply:
        message = IncomingMessage(f"m{number}", "wangfang", "test", now, text=asked[number])
        return respond(message, processes[number % 2], plan, reader, public_url="https://x")

    assert all(reply.text for reply in at_once(len(asked), ask))


def test_two_files_of_one_member_at_once_are_both_remembered(
    processes: Sequence[Store], now: datetime
) -> None:
    def remember(number: int) -> None:
        with processes[number % 2].transaction() as records:
            kept: Any = records.talks.open("held:wangfang", now) or {"files": []}
            records.talks.save("held:wangfang", {"files": [*kept["files"], number]}, now)

    at_once(6, remember)
    with processes[0].reading() as records:
        kept = records.talks.open("held:wangfang", now)
    assert kept is not None
    assert sorted(kept["files"]) == [0, 1, 2, 3, 4, 5]


def test_a_resend_that_reaches_another_process_does_the_deed_once(
    processes: Sequence[Store], now: datetime
) -> None:
    answered = at_once(2, lambda number: _ruled(processes[number], now, Barrier(1)))
    again = _ruled(processes[1], now, Barrier(1))

    assert {one.text for one in (*answered, again)} == {"已记录"}
    with processes[0].reading() as records:
        assert len(records.dates.history("2019")["unit_to_group"]) == 1
        assert len(records.outbox.with_key("told:")) == 1


def test_a_resend_to_a_process_that_had_begun_meanwhile_does_the_deed_once(
    processes: Sequence[Store], now: datetime
) -> None:
    both_have_begun = Barrier(2)  # neither has answered when the other looks

    answered = at_once(2, lambda number: _ruled(processes[number], now, both_have_begun))

    assert [one.text for one in answered] == ["已记录", "已记录"]
    with processes[0].reading() as records:
        assert len(records.dates.history("2019")["unit_to_group"]) == 1


def _ruled(store: Store, now: datetime, begun: Barrier) -> Passive:
    """One message, taken in and answered by a deed that does not look what was done before."""

    def converse(message: IncomingMessage, finish: Any) -> None:
        begun.wait(PATIENCE)
        with store.transaction() as records:
            records.dates.set("2019", "unit_to_group", now.date(), by="jiandu", at=now)
            records.outbox.enqueue(f"told:{now}", "wangfang", {"kind": "text", "text": "定了"}, now)
            finish(records, Reply(Kind.ACTION, "已记录"))

    answering = Answering(
        store, converse, MovableClock(now), "https://x", "干部监督股", lambda: None
    )
    message = IncomingMessage("wecom_app:1", "jiandu", "wecom_app", now, text="确认")
    known = answering.accept(message)
    return known or answering.answer(Arrival(message, Nature.SAID), Slot())


@pytest.fixture
def counties(processes: Sequence[Store], tmp_path: Path) -> list[County]:
    """The pages of two processes."""
    return [make_county(tmp_path, store=store) for store in processes]


def test_a_file_sent_by_a_double_click_gets_one_receipt(
    processes: Sequence[Store], plan: Plan, now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "附件8.pdf"
    path.write_bytes(made.pdf())
    safe = safety.inspect(path, path.name)
    with processes[0].reading() as records:
        [unit] = records.roster.unit_named("城关镇")
    target = Target(unit.id, "grade_proposals", None)

    def click(number: int) -> str:
        store = processes[number % 2]
        taken = take(store, plan, target, path, path.name, "wangfang", now, safe)
        return taken.handin.receipt

    assert set(at_once(6, click)) == {"2019-000001"}
    with processes[0].reading() as records:
        assert len(records.handins.county(plan_id="2019")) == 1


def test_a_button_of_the_board_clicked_twice_does_its_deed_once(counties: list[County]) -> None:
    with counties[0].store.transaction() as records:
        records.unread.note("述职念稿要多久", counties[0].at)
    clients = [county.as_member("jiandu") for county in counties]
    clients[1].cookies.update(clients[0].cookies)
    fields = {"token": token(clients[0])}
    for command in (
        SetDeadlines((DeadlineDay("unit_to_group", date(2020, 1, 8)),)),
        Teach(1, "请问考核组。"),
    ):
        data = {**fields, "command": to_text(command)}
        click = partial(_settled, clients, data)
        assert at_once(2, click) == [200, 200]

    with counties[0].store.reading() as records:
        assert len(records.dates.history("2019")["unit_to_group"]) == 1
        assert len(records.lessons.in_force("2019")) == 1


def _settled(clients: Sequence[TestClient], data: dict[str, str], number: int) -> int:
    return clients[number].post("/board/settle", data=data).status_code


def test_a_day_made_a_working_day_by_a_double_click_is_noted_once(
    counties: list[County],
) -> None:
    clients = [county.as_member("jiandu") for county in counties]
    data = {"token": token(clients[0]), "day": "2020-01-04", "works": "work"}
    clients[1].cookies.update(clients[0].cookies)

    pages = at_once(2, lambda number: clients[number].post("/board/workdays", data=data).text)

    assert sorted("本来就是这样" in page for page in pages) == [False, True]
