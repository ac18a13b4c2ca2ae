"""Questions numbered in one message stand apart; numbers that count or date something do not."""

import pytest

from language.numbered import numbered


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("两件事 1报告写多少字 2附件9谁填", ["报告写多少字", "附件9谁填"]),
        ("①测评谁参加②谈话找谁", ["测评谁参加", "谈话找谁"]),
        ("一是表填几份，二是老吴在哪考", ["表填几份", "老吴在哪考"]),
        ("科级18人：1.能报几个 2.班子优秀能报几个", ["科级18人，能报几个", "班子优秀能报几个"]),
    ],
)
def test_a_numbered_list_is_taken_apart(text: str, parts: list[str]) -> None:
    assert numbered(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "1月5号前交总结 2月呢",
        "一组交齐没有 二组呢",
        "1个省派2个县派分别在哪考",
        "3月来的 4月走的",
        "2.他是县派的 1.在哪考",
        "1季度优 2季度称职",
        "1 2 3",
    ],
)
def test_numbers_of_something_are_no_list(text: str) -> None:
    assert numbered(text) == []
