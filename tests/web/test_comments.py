"""The thread of a paper between unit, group and section, and a return that says where and who."""

import re

import pytest

from tests.kit.web.board import handed_in, words
from tests.kit.web.board import token as board_token
from tests.kit.web.county import County


def comment(county: County, userid: str, receipt: str, text: str, *, token: str = "") -> int:
    client = county.as_member(userid)
    page = client.get(f"/receipt/{receipt}").text
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    said = {"token": token or (found[1] if found else ""), "text": text}
    return client.post(f"/receipt/{receipt}/comment", data=said).status_code


def told(county: County, key: str) -> list[tuple[str, str]]:
    with county.store.transaction() as records:
        found = records.outbox.claim("test", county.at)
        return [(one.to, str(one.payload["text"])) for one in found if one.key.startswith(key)]


def test_each_side_reads_and_answers_and_one_of_the_other_is_told(county: County) -> None:
    receipt = handed_in(county, "城关镇", "grade_proposals")
    assert comment(county, "jiandu", receipt, "G9的等次和登记表不一致，请核对") == 303
    assert comment(county, "wangfang", receipt, "已核对，以附件8为准") == 303
    assert comment(county, "kaohezu", receipt, "收到") == 303
    first, second, third = told(county, "comment:")
    assert first[0] == "wangfang"
    assert first[1].startswith(
        "郑监督（干部监督股）在城关镇的附件8《县管干部2019年度考核等次建议》下留言："
        "G9的等次和登记表不一致，请核对"
    )
    assert f"/receipt/{receipt}" in first[1]
    assert (second[0], third[0]) == ("jiandu", "wangfang")
    for userid in ("wangfang", "kaohezu", "jiandu"):
        page = words(county.as_member(userid).get(f"/receipt/{receipt}").text)
        places = [page.index(said) for said in ("请核对 G9", "以附件8为准", "收到 问")
                  if said in page]  # fmt: skip
        assert places == sorted(places)
        assert "冯组长（第一考核组）" in page
        assert "郑监督（干部监督股）" in page


def test_the_thread_goes_on_over_the_versions(county: County) -> None:
    old = handed_in(county, "城关镇", "grade_proposals")
    comment(county, "jiandu", old, "请附会议记录")
    new = handed_in(county, "城关镇", "grade_proposals")
    page = words(county.as_member("wangfang").get(f"/receipt/{new}").text)
    assert "请附会议记录" in page
    assert "第1版" in page.partition("往来")[2]


@pytest.mark.parametrize("userid", ["lina", "hujun", "zhangwei"])
def test_nobody_else_reads_or_writes_it(county: County, userid: str) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    comment(county, "jiandu", receipt, "等次偏高，请再研究")
    client = county.as_member(userid)
    page = client.get(f"/receipt/{receipt}")
    assert "等次偏高" not in page.text
    said = {"token": board_token(client, "/upload"), "text": "我也说一句"}
    answer = client.post(f"/receipt/{receipt}/comment", data=said)
    # The person of the paper opens it, and is told no more than that.
    assert answer.status_code == (403 if userid == "zhangwei" else 404)
    assert len(told(county, "comment:")) == 1


def test_a_form_of_another_session_says_nothing(county: County) -> None:
    receipt = handed_in(county, "城关镇", "grade_proposals")
    assert comment(county, "jiandu", receipt, "请核对", token="x") == 401


@pytest.mark.parametrize("text", ["", "   ", "字" * 501, "见附件\n机密★5年"])
def test_what_may_not_be_said_is_refused_and_not_kept(county: County, text: str) -> None:
    receipt = handed_in(county, "城关镇", "grade_proposals")
    assert comment(county, "jiandu", receipt, text) == 422
    assert told(county, "comment:") == []


def test_a_return_names_its_cells_who_returned_it_and_how_to_reach_them(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    client = county.as_member("jiandu")
    data = {"token": board_token(client), "other": "B7没有填，A4纸打印", "cells": "g9、培训情况 G9"}
    done = words(client.post(f"/board/return/{receipt}", data=data).text)
    assert "已退回" in done
    assert "要改的地方：G9、培训情况、B7" in done  # whoever returns it sees what the unit is told
    [(to, text)] = told(county, "returned:")
    assert to == "wangfang"
    assert "要改的地方：G9、培训情况、B7。退回人：郑监督（干部监督股）" in text
    assert "在企业微信里找郑监督" in text
    for userid in ("wangfang", "zhangwei"):
        page = words(county.as_member(userid).get(f"/receipt/{receipt}").text)
        assert "要改的地方： G9、培训情况、B7" in page
        assert "退回人：郑监督（干部监督股）" in page


def test_the_trail_says_that_something_was_said_and_not_what(county: County) -> None:
    receipt = handed_in(county, "城关镇", "grade_proposals")
    comment(county, "jiandu", receipt, "请附会议记录")
    trail = words(county.as_member("jiandu").get("/audit").text)
    assert f"留言 城关镇 附件8《县管干部2019年度考核等次建议》第1版（回执号{receipt}）" in trail
    assert "会议记录" not in trail
