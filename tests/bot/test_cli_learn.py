"""`kaohe learn --review`: what a lesson changes before it counts, and both lists as a corpus."""

import json
from datetime import UTC, datetime

import pytest

from bot.opening import local_settings, opened, plan_of

# Each test reads whole plans from their files, as the command does.
pytestmark = pytest.mark.slow
NOW = datetime(2019, 12, 26, 2, tzinfo=UTC)
ASKED = ["属相犯冲的干部考核要避开吗", "属相犯冲的干部考核要不要避开", "挂职干部在哪考核"]


@pytest.fixture
def asked(kaohe):
    """Questions that nobody could read, and one that is read."""
    settings = local_settings()
    with opened(settings) as store, store.transaction() as records:
        for one in ASKED[:2]:
            records.unread.note(one, NOW)
    return settings


def teach(settings) -> None:
    with opened(settings) as store, store.transaction() as records:
        plan = plan_of(settings)
        records.lessons.teach(plan.id, ASKED[0], words="请问县人社局。", by="boss", at=NOW)


def test_a_lesson_is_tried_before_it_counts(kaohe, asked, tmp_path):
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(f'{{"turns": [{{"say": "{one}"}}]}}\n' for one in ASKED))
    code, out, _ = kaohe(
        "learn", "--review", "--question", "1", "--words", "请问县人社局。", "--against", str(file)
    )

    assert code == 0
    assert "拿3个问题比" in out
    assert f"打算这样答：{ASKED[0]} → 请问县人社局。\n  会改变2个问题的回答：" in out
    assert f"· {ASKED[1]}｜现在：没有读懂" in out
    assert ASKED[2] not in out
    with opened(asked) as store, store.reading() as records:
        assert records.lessons.in_force("2019") == []


def test_a_lesson_that_is_of_no_use_is_said_to_be(kaohe, asked):
    with opened(asked) as store, store.transaction() as records:
        records.unread.note("拔河比赛怎么报名", NOW)
    _, out, _ = kaohe("learn", "--review", "--question", "3", "--words", "请问县总工会。")

    assert "会改变0个问题的回答" in out
    assert "这条答法用不上" in out


def test_what_stands_is_reviewed_and_written_out_as_a_corpus(kaohe, asked, tmp_path):
    teach(asked)
    out_file = tmp_path / "section.jsonl"
    code, out, _ = kaohe("learn", "--review", "--out", str(out_file))

    assert code == 0
    assert "第1条答法" in out
    lines = [json.loads(line) for line in out_file.read_text().splitlines()]
    assert lines == [
        {"say": ASKED[0], "act": "rule", "topic": "silence", "facts": []},
        {"say": ASKED[1], "act": "rule", "topic": "", "facts": [], "todo": True},
    ]
    code, _, complaint = kaohe("learn", "--review", "--out", str(out_file))
    assert (code, "没有覆盖" in complaint) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["learn"], "请写 kaohe learn --review"),
        (["learn", "--review", "--question", "1"], "--question 和 --words 要一起写"),
        (["learn", "--review", "--against", "没有.jsonl"], "没有 没有.jsonl 这个文件"),
    ],
)
def test_what_is_wrongly_asked_is_told_in_a_sentence(kaohe, arguments, words):
    code, out, complaint = kaohe(*arguments)

    assert (code, out) == (2, "")
    assert words in complaint


def test_a_file_that_is_no_list_of_questions_is_refused(kaohe, tmp_path):
    file = tmp_path / "odd.jsonl"
    file.write_text("不是\n")
    code, out, complaint = kaohe("learn", "--review", "--against", str(file))

    assert (code, out) == (2, "")
    assert "请写成一行一个 JSON" in complaint


def test_a_question_there_is_not_is_told(kaohe, asked):
    code, _, complaint = kaohe("learn", "--review", "--question", "9", "--words", "请问。")

    assert (code, "没有第9条问题" in complaint) == (1, True)
