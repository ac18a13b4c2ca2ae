"""Several rows of a unit at once: looked at first, then done for all of them, told once."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from tests.kit.web.board import handed_in, token, words
from tests.kit.web.browser import WIDTHS, fits, page_of, picture
from tests.kit.web.county import County


def several(
    county: County,
    userid: str,
    to: str,
    *receipts: str,
    unit: str = "城关镇",
    client: TestClient | None = None,
) -> str:
    client = client or county.as_member(userid)
    path = f"/board/unit/{county.unit_id(unit)}"
    data = {"token": token(client, path), "to": to, "receipt": list(receipts)}
    return client.post(f"{path}/several", data=data).text


def settled(client: TestClient, page: str) -> str:
    fields = dict(re.findall(r'name="(token|command|back)" value="([^"]*)"', page))
    data = {name: unescape(value) for name, value in fields.items()}
    return words(client.post("/board/settle", data=data).text)


def statuses(county: County, *receipts: str) -> list[str]:
    with county.store.reading() as records:
        found = [records.handins.by_receipt(each) for each in receipts]
    return [each.status.value for each in found if each]


@pytest.fixture
def three(county: County) -> tuple[str, str, str]:
    names = ("张伟", "刘洋", "陈静")
    one, two, last = (handed_in(county, "城关镇", "registration", each) for each in names)
    return one, two, last


def test_those_picked_are_received_and_no_other(
    county: County, three: tuple[str, str, str]
) -> None:
    client = county.as_member("kaohezu")
    page = several(county, "kaohezu", "with_group", *three[:2], client=client)
    assert "共2件：附件1（2份）" in words(page)
    assert statuses(county, *three) == ["received"] * 3
    assert "已记下" in settled(client, page)
    assert statuses(county, *three) == ["with_group", "with_group", "received"]


def test_those_picked_are_returned_for_one_reason_and_told_in_one_message(
    county: County, three: tuple[str, str, str]
) -> None:
    page = several(county, "jiandu", "return", *three[:2])
    assert "退回2份材料" in words(page)
    client = county.as_member("jiandu")
    path = f"/board/unit/{county.unit_id('城关镇')}"
    data = {"token": token(client, path), "receipt": list(three[:2]), "other": "都缺签字"}
    assert "已退回城关镇的2份材料" in words(client.post(f"{path}/return", data=data).text)
    assert statuses(county, *three) == ["returned", "returned", "received"]
    with county.store.transaction() as records:
        [told] = records.outbox.claim("test", county.at)
        kept = [records.handins.by_receipt(each) for each in three[:2]]
        said = records.comments.of([each.id for each in kept if each])
    assert told.to == "wangfang"
    assert "（张伟）" in str(told.payload["text"])
    assert "（刘洋）" in str(told.payload["text"])
    assert "退回人：郑监督（干部监督股）" in str(told.payload["text"])
    assert [(each.text, each.returns) for each in said] == [("都缺签字", True)] * 2
    # Sent once more, as a page left open would: nothing is done or told twice.
    assert "不用再操作" in words(client.post(f"{path}/return", data=data).text)


def test_what_went_on_meanwhile_is_said_and_the_rest_is_returned(
    county: County, three: tuple[str, str, str]
) -> None:
    with county.store.transaction() as records:
        gone = records.handins.by_receipt(three[0])
        assert gone
        records.handins.withdraw(gone.id, "wangfang", county.at)
    client = county.as_member("jiandu")
    path = f"/board/unit/{county.unit_id('城关镇')}"
    data = {"token": token(client, path), "receipt": list(three), "reason": "缺签字"}
    answer = words(client.post(f"{path}/return", data=data).text)
    assert "已退回城关镇的2份材料" in answer
    assert "另有1份已经有人办过，没有动" in answer


def test_a_reason_is_needed_and_those_picked_stay_picked(
    county: County, three: tuple[str, str, str]
) -> None:
    client = county.as_member("jiandu")
    path = f"/board/unit/{county.unit_id('城关镇')}"
    data = {"token": token(client, path), "receipt": list(three)}
    answer = client.post(f"{path}/return", data=data)
    assert answer.status_code == 422
    assert "请写明退回的原因" in answer.text
    assert all(f'value="{each}" checked' in answer.text for each in three)


@pytest.mark.parametrize("to", ["return", "with_group", "with_section"])
def test_papers_of_others_cannot_be_picked(county: County, to: str) -> None:
    mine = handed_in(county, "城关镇", "registration", "张伟")
    other = handed_in(county, "河口镇", "grade_proposals")
    for receipts in ((mine, other), (mine, "2019-999999")):
        assert "没有找到" in words(several(county, "kaohezu", to, *receipts))
    assert statuses(county, mine, other) == ["received", "received"]


@pytest.mark.parametrize("userid", ["wangfang", "zhangwei"])
def test_the_units_own_people_do_not_move_their_papers(county: County, userid: str) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    client = county.as_member(userid)
    path = f"/board/unit/{county.unit_id('城关镇')}"
    for end in ("several", "return"):
        data = {"token": token(client, "/upload"), "to": "return", "receipt": [receipt]}
        assert client.post(f"{path}/{end}", data=data | {"reason": "x"}).status_code == 403
    assert statuses(county, receipt) == ["received"]


def test_nothing_picked_is_said(county: County, three: tuple[str, str, str]) -> None:
    assert "还没有选材料" in words(several(county, "jiandu", "return"))
    assert statuses(county, *three) == ["received"] * 3


@pytest.mark.parametrize("width", WIDTHS)
def test_all_are_picked_with_one_tap(
    browser: Browser, served: tuple[County, str], width: int
) -> None:
    county, _ = served
    for name in ("张伟", "刘洋"):
        handed_in(county, "城关镇", "registration", name)
    page = page_of(browser, served, "kaohezu", width)
    page.goto(f"/board/unit/{county.unit_id('城关镇')}")
    expect(page.get_by_role("columnheader", name="在谁手里").first).to_be_attached()
    expect(page.locator(".several button").first).to_be_disabled()
    page.get_by_label("全选").check()
    expect(page.get_by_text("选了2份")).to_be_visible()
    picture(page, f"several-{width}")
    assert fits(page)
    page.locator(".several").get_by_role("button", name="退回").click()
    expect(page.get_by_role("heading", name="退回2份材料")).to_be_visible()
    picture(page, f"several-return-{width}")
    assert fits(page)
    assert page.faults == []  # type: ignore[attr-defined]


def test_what_was_received_together_is_taken_back_together_by_one_button(
    county: County, three: tuple[str, str, str]
) -> None:
    client = county.as_member("kaohezu")
    shown = several(county, "kaohezu", "with_group", *three[:2], client=client)
    fields = dict(re.findall(r'name="(token|command|back)" value="([^"]*)"', shown))
    data = {name: unescape(value) for name, value in fields.items()}
    page = client.post("/board/settle", data=data).text
    assert "回复“" not in words(page)  # nobody answers a page
    form = page.partition('action="/board/undo"')[2]
    back = dict(re.findall(r'name="(token|back|receipt)" value="([^"]*)"', form))
    assert "已撤销刚才的操作" in words(client.post("/board/undo", data=back).text)
    assert statuses(county, *three) == ["received"] * 3


def test_the_button_says_what_is_done(county: County, three: tuple[str, str, str]) -> None:
    page = several(county, "jiandu", "with_section", *three)
    assert "由干部监督股接收" in words(page)
    assert "确认接收" in words(page)
    assert "确认转交" not in words(page)
