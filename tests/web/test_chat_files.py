"""The second door: files out of WeCom chats, and what of WeCom's own the page lets in."""

import hashlib

from tests.kit.web.county import County
from web.chat_files import signature

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone) wxwork/4.1.0"}
PAGE = "http://kaohe.test/upload?paper=registration"


def test_a_signature_is_the_hash_of_the_four_parts_in_wecoms_order() -> None:
    said = f"jsapi_ticket=T&noncestr=N&timestamp=1577239200&url={PAGE}"
    assert signature("T", PAGE, "N", 1577239200) == {
        "timestamp": 1577239200,
        "nonceStr": "N",
        "signature": hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest(),
    }


def test_the_page_is_signed_without_what_follows_the_hash_sign(county: County) -> None:
    answer = county.as_member("wangfang").get("/chat-files/config", params={"url": f"{PAGE}#x"})
    given = answer.json()
    assert (given["corpId"], given["agentId"]) == ("ww1234567890", 1000002)
    for key, kind in (("config", "config"), ("agentConfig", "agent_config")):
        one = given[key]
        assert one == signature(f"ticket-of-{kind}", PAGE, one["nonceStr"], one["timestamp"])


def test_only_pages_of_ours_are_signed_and_only_for_members(county: County) -> None:
    clerk = county.as_member("wangfang")
    for url in ("http://elsewhere.test/upload", "", "http://kaohe.test/unit"):
        assert clerk.get("/chat-files/config", params={"url": url}).status_code == 403
    assert county.anonymous().get("/chat-files/config", params={"url": PAGE}).status_code == 302


def test_without_wecom_the_first_door_stays_open(county: County) -> None:
    clerk = county.as_member("wangfang")
    county.codes.failing = True
    answer = clerk.get("/chat-files/config", params={"url": PAGE})
    assert answer.status_code == 503
    assert "请用“选择文件”" in answer.text
    assert clerk.get("/upload").status_code == 200


def test_wecoms_script_is_let_in_only_inside_its_client_on_a_phone(county: County) -> None:
    clerk = county.as_member("wangfang")
    inside, desk = clerk.get("/upload", headers=PHONE), clerk.get("/upload")
    rule = "script-src 'self' https://wwcdn.weixin.qq.com;"
    assert rule in inside.headers["Content-Security-Policy"]
    assert "wwcdn.weixin.qq.com" in inside.text
    for other in (desk, clerk.get("/unit", headers=PHONE)):
        assert "wwcdn" not in other.text + other.headers["Content-Security-Policy"]
