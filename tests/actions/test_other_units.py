"""Matters of another unit: refused in the same words whatever exists, and the own are offered."""

import pytest

from tests.kit.chat import NOT_YOURS, ONLY_YOURS, County


@pytest.mark.parametrize(
    "question",
    [
        "党校还差什么",
        "政府办附件8交了没",
        "政协优秀报了几个",
        "人大办还能报几个优秀",
        "园区管委会材料进度怎么样",
        "一中的材料齐了吗",
        "其他单位还差什么",
        "别的乡镇的材料都交了吗",
        "隔壁材料交了没",
        "林芳的材料交了没",
    ],
)
def test_what_is_asked_of_another_unit_is_refused_and_the_own_offered(
    county: County, question: str
) -> None:
    reply = county.say("ClerkCG", question)
    assert (reply.text, reply.links) == (NOT_YOURS, ())


@pytest.mark.parametrize("question", ["各单位优秀报了几个", "各乡镇还能报几个优秀", "全县材料进度"])
def test_whoever_asks_about_several_units_gets_the_own_and_hears_why(
    county: County, question: str
) -> None:
    text = county.say("ClerkCG", question).text
    assert text.startswith(f"{ONLY_YOURS}\n")
    assert "城关镇" in text.partition("\n")[2]
    assert "您只能查看" not in county.say("Boss", question).text


@pytest.mark.parametrize(
    "question",
    [
        "我们部的材料还差什么",
        "县管干部的材料还差谁",
        "要报组织部的材料还差哪些",
        "张伟的材料交了没",
    ],
)
def test_what_is_asked_of_the_own_unit_is_not_refused(county: County, question: str) -> None:
    assert "您只能查看" not in county.say("ClerkCG", question).text
