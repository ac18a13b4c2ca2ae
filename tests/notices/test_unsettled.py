"""A situation the notice leaves open is not ruled on by the general rule, whoever is in it."""

import pytest

from tests.kit.notices import last_replies as replies


@pytest.mark.parametrize(
    ("notice", "talk", "words"),
    [
        ("yunxi_tax", "小孙挂职在哪考核", "挂职干部的考核待市局文件明确"),
        ("yunxi_tax", "挂职的小孙占谁的名额→那他填什么表", "挂职干部的考核待市局文件明确"),
        ("yunxi_tax", "小钱驻村去了，要不要参加考核", "没有写驻村工作队员"),
        ("yunxi_tax", "休陪产假的小李能不能评优秀", "没有写陪产假"),
        ("yunhu_district", "小冯脱产读研一年，在哪考核→那登记表还填不填", "没有写脱产学习"),
        ("yunhu_district", "没完成党建述职评议的能不能评优秀", "没完成党建述职评议"),
        ("nanling_college", "博士后要不要参加考核", "博士后"),
        ("nanling_college", "返聘的老周在哪考核", "返聘"),
        ("nanling_college", "博士后要不要参加考核→那填什么表", "博士后"),
    ],
)
def test_what_is_declared_or_nowhere_mentioned_is_silent(
    notice: str, talk: str, words: str
) -> None:
    [reply] = replies(notice, talk)
    assert reply["kind"] == "silent"
    assert words in reply["text"]


def test_another_word_for_what_a_fact_tells_apart_is_asked_about() -> None:
    [reply] = replies("nanling_college", "编外人员要不要参加考核")
    assert (reply["kind"], reply["asks"]) == ("ask", "identity")


def test_a_situation_that_is_denied_is_none() -> None:
    [reply] = replies("yunxi_tax", "小孙没有挂职，在哪考核")
    assert reply["kind"] == "answer"
