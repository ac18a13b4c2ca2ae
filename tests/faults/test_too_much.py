"""Numbers of forty digits, texts past every limit, pictures of nothing: refused at once."""

import json
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from bot.channels.wecom_app.receive import Stale, check_time
from bot.clock import MovableClock
from forms.kit.safe import contents, safety
from handlers.dialogue.conversation import respond
from handlers.turn.case_commands import AnswerCase
from handlers.turn.commands import Announce, Command, to_text
from handlers.turn.lesson_commands import Teach
from handlers.turn.message import Choice, IncomingMessage
from language.reader import Reader
from rules.plan import Plan
from storage import Store
from tests.kit.web.board import token, words
from tests.kit.web.county import County, make_county

FORTY = "9" * 40
TEN = "9" * 10  # fits a column of SQLite, not one of PostgreSQL


SAID = (
    "批复{}",
    "批复{}号：按原单位考核，理由是一样",
    "撤销批复{}号，理由是写错了",
    "定答法：第{}条 请问考核组",
    "第{}条这样答：请问考核组",
    "撤销第{}条答法",
    "撤销第{}条答法，批复{}号",
    "每个单位今年最多发{}条消息",
    "{}个科级干部最多报几个优秀",
    "{}天后再提醒",
    "我要请假{}月{}日到{}日",
    "把附件8截止时间定为{}年{}月{}日",
    "回执{}的材料怎么样了",
    "撤回2019-{}",
    "撤回第{}版",
    "退回2019-{}，理由是缺章",
    "县里派的挂职{}个月在哪考核",
    "判定单{}号",
    "{}",
)


@pytest.mark.parametrize("number", [FORTY, TEN])
def test_a_number_that_no_row_can_have_is_answered_in_words(
    processes: Sequence[Store], plan: Plan, reader: Reader, now: datetime, number: str
) -> None:
    for userid in ("jiandu", "wangfang"):
        for said in SAID:
            message = IncomingMessage(said, userid, "test", now, text=said.replace("{}", number))
            reply = respond(message, processes[0], plan, reader, public_url="https://x")
            assert reply.text, said


def test_a_button_with_a_number_that_no_row_can_have_does_nothing(
    processes: Sequence[Store], plan: Plan, reader: Reader, tmp_path: Path, now: datetime
) -> None:
    """On the board, where it would not even be a command, and on a card of an older release."""
    boss = make_county(tmp_path, store=processes[0]).as_member("jiandu")
    for kind, field, rest, carried in (
        ("teach", "question", {"words": "请问考核组。"}, '"请问考核组。"'),
        ("answer_case", "number", {"values": {}, "words": "不", "reason": "严"}, '{},"不","严"'),
    ):
        for number in (FORTY, TEN):
            command = json.dumps({"kind": kind, field: int(number), **rest})
            data = {"token": token(boss), "command": command}
            assert "没有找到" in words(boss.post("/board/settle", data=data).text)
            choice = Choice(f"{kind}:yes:[{number},{carried}]", "确认")
            pressed = IncomingMessage(f"{kind}{number}", "jiandu", "test", now, choice=choice)
            said = respond(pressed, processes[0], plan, reader, public_url="https://x").text
            assert "什么也没有办" in said


@pytest.fixture
def county(tmp_path: Path) -> County:
    return make_county(tmp_path)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (Announce("长" * 201, (1,)), "控制在200字以内"),
        (Teach(1, "长" * 151), "个字"),
        (AnswerCase(1, {}, "长" * 81, "从严"), "字以内"),
        (AnswerCase(1, {}, "不进位", "长" * 151), "字以内"),
        # Past what any form of ours sends: no command at all.
        (Teach(1, "长" * 5000), "没有找到"),
        (AnswerCase(1, {}, "不进位", "长" * 5000), "没有找到"),
    ],
)
def test_a_forged_yes_does_not_skip_the_limit_of_what_was_typed(
    county: County, command: Command, refusal: str
) -> None:
    with county.store.transaction() as records:
        records.unread.note("述职念稿要多久", county.at)
        records.cases.file(
            "2019", "silence:rounding", axes=(), facts={}, rests=(), clauses=("一(二)1",),
            signatures=("rounding",), person_id=None, by="wangfang", at=county.at,
        )  # fmt: skip
    boss = county.as_member("jiandu")
    data = {"token": token(boss), "command": to_text(command)}

    assert refusal in words(boss.post("/board/settle", data=data).text)
    with county.store.reading() as records:
        assert records.outbox.counts() == {}
        assert records.lessons.in_force("2019") == []
        assert len(records.cases.open("2019")) == 1


@pytest.mark.parametrize("timestamp", ["9" * 400, "", "x", "-1", "1e9", "１２３", " 1577235600"])
def test_a_timestamp_that_is_no_time_is_stale(timestamp: str, now: datetime) -> None:
    with pytest.raises(Stale):
        check_time(timestamp, MovableClock(now))


def test_a_timestamp_of_now_is_taken(now: datetime) -> None:
    check_time(str(int(now.timestamp())), MovableClock(now))


def test_a_picture_of_empty_segments_costs_no_time(tmp_path: Path) -> None:
    picture = tmp_path / "a.jpg"
    picture.write_bytes(b"\xff\xd8" + b"\xff\xe1\x00\x02" * 10_000_000 + b"\xff\xd9")
    begun = time.process_time()
    assert contents.picture_size(picture, "jpg") is None
    safety.inspect(picture, "张伟登记表签字页.jpg")

    assert time.process_time() - begun < 2
