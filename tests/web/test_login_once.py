"""A login is begun in a browser and good for one code, whose answer may be lost on the way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
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


def _begun(county: County):
    client = county.anonymous()
    state = parse_qs(urlsplit(client.get("/unit").headers["location"]).query)["state"][0]
    return client, {"code": "code-of-wangfang", "state": state}


def _once(county: County) -> list[str]:
    """As WeCom does it: a code is good once."""
    asked: list[str] = []
    known = county.codes.userid_of

    def answer(code: str) -> str | None:
        asked.append(code)
        if asked.count(code) > 1:
            raise RuntimeError("40029")
        return known(code)

    county.codes.userid_of = answer  # type: ignore[method-assign]
    return asked


def test_led_back_twice_one_gets_the_page(county: County) -> None:
    asked = _once(county)
    client, back = _begun(county)

    for _ in range(3):
        again = client.get("/oauth/callback", params=back)
        assert (again.status_code, again.headers["location"]) == (303, "/unit")
    assert len(asked) == 1


def test_an_answer_that_was_lost_is_given_again(county: County) -> None:
    _once(county)
    client, back = _begun(county)
    client.get("/oauth/callback", params=back)
    client.cookies.delete("kaohe_session")

    assert client.get("/oauth/callback", params=back).status_code == 303
    assert client.get("/unit").status_code == 200


def test_two_at_once_both_get_the_page(county: County) -> None:
    asked = _once(county)
    client, back = _begun(county)
    cookies, together = dict(client.cookies), Barrier(2)

    def led_back(_: int) -> int:
        other = county.anonymous()
        other.cookies.update(cookies)
        together.wait()
        return other.get("/oauth/callback", params=back).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(led_back, range(2))) == [303, 303]
    assert len(asked) == 1


def test_another_browser_gets_nothing_from_a_code_used_before(county: County) -> None:
    client, back = _begun(county)
    client.get("/oauth/callback", params=back)

    assert county.anonymous().get("/oauth/callback", params=back).status_code == 400
