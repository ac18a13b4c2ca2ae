"""OAuth inside WeCom and scan login outside: a code that works once, for five minutes."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from simulator.driver import DriverError, SimulatorDriver
from simulator.serving import running
from tests.kit.simulator.fake_bot import config
from tests.kit.waiting import ON_A_PAGE

PAGE = "http://127.0.0.1:8000/upload?paper=8"


def authorize(api, **changed):
    asked = {
        "appid": api.config.corp_id,
        "redirect_uri": PAGE,
        "response_type": "code",
        "scope": "snsapi_base",
        "state": "abc123",
        "agentid": api.config.agent_id,
    }
    return asked | changed


def visit(session, address, asked, path="connect/oauth2/authorize"):
    return session.get(f"{address}/{path}", params=asked, allow_redirects=False, timeout=ON_A_PAGE)


def test_a_member_known_from_the_chat_is_sent_on_with_a_code(api, address, driver):
    response = visit(driver.browser("liumin"), address, authorize(api))
    assert response.status_code == 302
    target = urlsplit(response.headers["Location"])
    query = parse_qs(target.query)
    assert (target.netloc, target.path) == ("127.0.0.1:8000", "/upload")
    assert (query["paper"], query["state"]) == (["8"], ["abc123"])
    code = query["code"][0]
    found = api.call("auth/getuserinfo", {"code": code})
    assert (found["errcode"], found["userid"]) == (0, "liumin")
    assert api.call("auth/getuserinfo", {"code": code})["errcode"] == 40029


def test_a_code_dies_after_five_minutes(api, driver):
    code = driver.login_code("liumin", PAGE)
    driver.jump("+300")
    assert api.call("auth/getuserinfo", {"code": code})["errcode"] == 40029
    assert api.call("auth/getuserinfo", {"code": "made-up"})["errcode"] == 40029


def test_who_is_outside_the_scope_gets_no_name(api, driver):
    code = driver.login_code("hidden", PAGE)
    assert api.call("auth/getuserinfo", {"code": code})["errcode"] == 50002


def test_a_stranger_is_asked_who_they_are(api, address):
    response = visit(requests.Session(), address, authorize(api))
    assert response.status_code == 200
    assert "以谁的身份登录" in response.text
    assert "刘敏" in response.text


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"appid": "ww-other"}, "40013"),
        ({"redirect_uri": "https://evil.example/"}, "50001"),
        ({"redirect_uri": "javascript:alert(1)"}, "50001"),
        ({"response_type": "token"}, "response_type"),
        ({"scope": "everything"}, "scope"),
        ({"scope": "snsapi_privateinfo", "agentid": ""}, "agentid"),
        ({"state": "不行"}, "state"),
    ],
)
def test_wrong_parameters_end_on_a_page_that_says_so(api, address, driver, changed, problem):
    response = visit(driver.browser("liumin"), address, authorize(api, **changed))
    assert response.status_code == 400
    assert problem in response.text


def test_a_trusted_domain_may_name_its_port(bot):
    with running(config(bot, trusted_domain="127.0.0.1:8000")) as address:
        driver = SimulatorDriver(address)
        assert driver.login_code("liumin", PAGE)
        with pytest.raises(DriverError, match="50001"):
            driver.login_code("liumin", "http://127.0.0.1:9000/")


def test_scan_login_always_asks(api, address, driver):
    asked = {"login_type": "CorpApp", "appid": api.config.corp_id, "redirect_uri": PAGE}
    asked |= {"agentid": api.config.agent_id, "state": "s"}
    session = driver.browser("liumin")
    assert "扫码登录" in visit(session, address, asked, "wwlogin/sso/login").text
    chosen = visit(session, address, asked | {"sim_user": "chen"}, "wwlogin/sso/login")
    code = parse_qs(urlsplit(chosen.headers["Location"]).query)["code"][0]
    assert api.call("auth/getuserinfo", {"code": code})["userid"] == "chen"


def test_links_of_the_real_login_pages_are_played_here(address, driver, api):
    query = "&".join(f"{name}={value}" for name, value in authorize(api).items())
    link = f"https://open.weixin.qq.com/connect/oauth2/authorize?{query}#wechat_redirect"
    response = driver.browser("liumin").get(
        f"{address}/open", params={"userid": "liumin", "url": link}, allow_redirects=False
    )
    assert response.headers["Location"].startswith("/connect/oauth2/authorize?appid=wwtest")


def test_another_member_opens_pages_without_the_first_ones_cookies(address):
    session = requests.Session()
    session.cookies.set("kaohe_session", "of-liumin", domain="127.0.0.1", path="/")
    for userid, kept in [("liumin", False), ("liumin", True), ("chen", False)]:
        asked = {"userid": userid, "url": "http://127.0.0.1:1/"}
        session.get(f"{address}/open", params=asked, allow_redirects=False, timeout=ON_A_PAGE)
        assert ("kaohe_session" in session.cookies) is kept
        session.cookies.set("kaohe_session", f"of-{userid}", domain="127.0.0.1", path="/")


def test_only_web_links_open(address):
    asked = {"userid": "liumin", "url": "javascript:alert(1)"}
    response = requests.get(f"{address}/open", params=asked, timeout=ON_A_PAGE)
    assert response.status_code == 400


def test_a_link_tapped_in_the_chat_opens_inside_wecom_where_nobody_scans(api, address, driver):
    asked = {"login_type": "CorpApp", "appid": api.config.corp_id, "redirect_uri": PAGE}
    asked |= {"agentid": api.config.agent_id, "state": "s"}
    session = requests.Session()
    tapped = {"userid": "liumin", "url": "http://127.0.0.1:1/"}
    session.get(f"{address}/open", params=tapped, allow_redirects=False, timeout=ON_A_PAGE)
    back = visit(session, address, asked, "wwlogin/sso/login")
    code = parse_qs(urlsplit(back.headers["Location"]).query)["code"][0]
    assert api.call("auth/getuserinfo", {"code": code})["userid"] == "liumin"
