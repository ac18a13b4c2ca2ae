"""A later day asked for on a page, like in the chat: shown first, sent once, taken back."""

import re
from datetime import date
from html import unescape

import pytest
from fastapi.testclient import TestClient

from storage.views import Matter
from tests.kit.web.board import token, words
from tests.kit.web.county import County

ASKED = {"paper": "grade_proposals", "day": "2020-01-12", "reason": "党委会还没有开"}


def ask(county: County, client: TestClient, **fields: str) -> str:
    unit = str(county.unit_id("城关镇"))
    data = {"token": token(client, "/sessions"), "unit": unit, **ASKED, **fields}
    return client.post("/unit/extension", data=data).text


def settle(client: TestClient, page: str) -> str:
    command = re.search(r'name="command" value="([^"]+)"', page)
    assert command, "nothing is shown to say yes to"
    data = {"token": token(client, "/sessions"), "command": unescape(command.group(1))}
    return words(client.post("/unit/extension/settle", data=data).text)


def waiting(county: County) -> list[Matter]:
    with county.store.reading() as records:
        return records.matters.open(county.plan.id)


def test_it_is_shown_sent_once_and_seen_on_the_page(county: County) -> None:
    clerk = county.as_member("wangfang")
    shown = ask(county, clerk)
    assert "申请延到：2020年1月12日" in words(shown)
    assert waiting(county) == []
    assert "延期申请第1号" in settle(clerk, shown)
    assert "没有再报一次" in settle(clerk, shown)
    [one] = waiting(county)
    assert (one.by, one.day, one.paper) == ("wangfang", date(2020, 1, 12), "grade_proposals")
    assert 'href="/unit/extension?unit=' in clerk.get("/unit").text
    page = words(clerk.get("/unit/extension").text)
    assert "延期申请第1号" in page
    assert "还没有批" in page


def test_it_is_taken_back(county: County) -> None:
    clerk = county.as_member("wangfang")
    settle(clerk, ask(county, clerk))
    data = {"token": token(clerk, "/sessions"), "number": "1"}
    shown = clerk.post("/unit/extension/withdraw", data=data).text
    assert "撤回吗？" in words(shown)
    assert "已撤回" in settle(clerk, shown)
    assert waiting(county) == []


def test_a_cadre_asks_for_their_own_paper_alone(county: County) -> None:
    cadre = county.as_member("zhangwei")
    shown = ask(county, cadre, paper="registration", person="999")
    assert "（张伟）" in words(shown)
    settle(cadre, shown)
    [one] = waiting(county)
    assert one.person_id == county.person_id("张伟")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"day": ""}, "请选延到哪一天"),
        ({"reason": " "}, "请写明延期的理由"),
        ({"day": "2019-12-01"}, "已经过去了"),
        ({"paper": "没有的"}, "没有要交的"),
    ],
)
def test_what_cannot_be_is_said(county: County, fields: dict[str, str], told: str) -> None:
    clerk = county.as_member("wangfang")
    assert told in words(ask(county, clerk, **fields))
    assert waiting(county) == []


def test_nobody_asks_for_another_unit_or_sends_another_deed(county: County) -> None:
    clerk = county.as_member("wangfang")
    assert "只能查看和办理本单位" in words(ask(county, clerk, unit=str(county.unit_id("河口镇"))))
    data = {"token": token(clerk, "/sessions"), "command": '{"kind": "wake"}'}
    assert clerk.post("/unit/extension/settle", data=data).status_code == 404
    for userid in ("jiandu", "kaohezu"):
        other = county.as_member(userid)
        assert other.get("/unit/extension").status_code == 403
        assert "/unit/extension" not in other.get("/unit").text
        assert other.post("/unit/extension", data={"token": "x"}).status_code == 403
    assert waiting(county) == []
