"""A login is begun in a browser and good for one code."""

from urllib.parse import parse_qs, urlsplit

from tests.kit.web.county import County


def test_a_login_is_good_for_one_code(county: County) -> None:
    browser = county.anonymous()
    off = browser.get("/unit")
    state = parse_qs(urlsplit(off.headers["location"]).query)["state"][0]
    first = browser.get("/oauth/callback", params={"code": "code-of-wangfang", "state": state})
    again = browser.get("/oauth/callback", params={"code": "code-of-wangfang", "state": state})
    browser.cookies.delete("kaohe_session")
    other = browser.get("/oauth/callback", params={"code": "code-of-jiandu", "state": state})

    assert (first.status_code, again.status_code, other.status_code) == (303, 303, 400)
    assert "已经用过或过期" in other.text
