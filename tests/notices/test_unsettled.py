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


@pytest.mark.parametrize("notice", ["hongqi_farm", "qingyuan_party"])
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("停职的小周在哪考核", "停职"),
        ("挂职的老王定什么等次", "挂职"),
        ("援疆的老田占谁的名额", "援疆"),
        ("待岗的小李还参加考核吗", "待岗"),
        ("立了三等功的能不能评优秀", "三等功"),
        ("小陈去参军了，还要不要参加考核", "参军"),
        ("谈话提醒过的能评优秀吗", "谈话提醒"),
        ("随军的小何定什么等次", "随军"),
        ("被行政拘留的老李定什么等次", "行政拘留"),
        ("在规培的小苏在哪考核", "规培"),
    ],
)
def test_a_status_that_is_nobodys_is_told_not_ruled_over(
    notice: str, said: str, words: str
) -> None:
    [reply] = replies(notice, said)
    assert reply["kind"] == "silent"
    assert f"未写明{words}" in reply["text"]


def test_a_status_that_only_a_clause_speaks_of_is_answered_by_the_clause() -> None:
    alone, beside = replies(
        "hongqi_farm", "休产假的小刘评什么等级", "小宋产假又请病假70天，能评一等吗"
    )
    assert "产假期间视同在岗" in alone["text"]
    assert alone["clauses"] == ["第八条"]
    assert beside["clauses"][0] == "第七条"
    assert "没有算进去的：规定第八条" in beside["text"]


def test_another_word_for_what_a_fact_tells_apart_is_asked_about() -> None:
    [reply] = replies("nanling_college", "编外人员要不要参加考核")
    assert (reply["kind"], reply["asks"]) == ("ask", "identity")


def test_a_situation_that_is_denied_is_none() -> None:
    [reply] = replies("yunxi_tax", "小孙没有挂职，在哪考核")
    assert reply["kind"] == "answer"
