"""“13个人，书记镇长算不算，能报几个”: whether they count, and how many either way."""

from collections.abc import Callable
from typing import Any

import pytest

Say = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        (["我们13个人，书记镇长算不算在里头，能报几个优秀"], ("11人×20%", "13人×20%")),
        (["我们局22人，局长算不算在内，优秀能给几个"], ("21人×20%", "22人×20%")),
        (["我们镇13名科级干部，优秀名额几个，书记镇长占不占"], ("11人×20%", "13人×20%")),
        (["我们镇21人包括书记镇长吗，优秀几个"], ("19人×20%", "21人×20%")),
        (["13人，局长占一个名额吗，能报几个优秀"], ("12人×20%", "13人×20%")),
        (["13个人能报几个优秀", "书记镇长算不算在里头"], ("11人×20%", "13人×20%")),
    ],
)
def test_both_halves_are_answered(talk: Say, said: list[str], holds: tuple[str, str]) -> None:
    text = talk(*said)[-1]["text"]
    assert text.startswith("不算在内")
    assert all(one in text for one in holds)


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("我们13个人，含书记镇长，能报几个优秀", "11人×20%"),
        ("我们13个人，书记镇长也算在里头，能报几个优秀", "11人×20%"),
        ("我们13个人，不算书记镇长，能报几个优秀", "13人×20%"),
        ("13个人能报几个优秀", "13人×20%"),
    ],
)
def test_what_is_told_is_not_asked(talk: Say, said: str, begins: str) -> None:
    assert talk(said)[-1]["text"].startswith(begins)
