"""The nearest topic is no answer where its text says nothing of the side that is asked for."""

import pytest

from language.reader import Reader
from language.reading import Context
from tests.kit.plans import PLAN


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("民主测评会哪些人参加", "plan:"),
        ("测评会要到多少人才算有效，至少三分之二吗", "unread"),
        ("民主测评会我有事去不了，让同事代填测评票可以吗", "unread"),
        ("登记表一式几份", "plan:"),
        ("述职报告写多少字", "plan:"),
        ("述职报告用什么字体，要手写吗", "unread"),
    ],
)
def test_a_text_answers_only_what_it_speaks_of(reader: Reader, asked: str, topic: str) -> None:
    found = reader.read(asked, Context(PLAN.cutoff)).topic
    assert found.startswith(topic) or (topic == "unread" and found.startswith("silence:"))
