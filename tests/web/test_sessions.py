"""Logins listed and ended, by the member and by the section, and over when nobody uses them."""

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from storage.views import Act
from tests.kit.web.county import County, log_in
from web.browsers import browser_words
from web.session import Seal

OUT = 302


def token(client: TestClient, path: str = "/sessions") -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get(path).text)
    assert found is not None
    return found[1]


def ids(client: TestClient, of: str = "") -> list[str]:
    page = client.get("/sessions", params={"of": of} if of else {}).text
    return re.findall(r'name="session" value="(\d+)"', page)


def end(client: TestClient, **fields: str) -> str:
    answer = client.post("/sessions/end", data={"token": token(client), **fields})
    assert answer.status_code == 200
    return answer.text


def test_a_login_is_listed_with_what_it_is(county: County) -> None:
    phone = county.anonymous()
    phone.headers["user-agent"] = "Mozilla/5.0 (Linux; Android 13) wxwork/4.1 MicroMessenger"
    log_in(phone, "wangfang")
    page = county.as_member("wangfang").get("/sessions").text
    assert "企业微信（安卓手机）" in page
    assert page.count("就是这里") == 1
    assert len(ids(phone)) == 2
    with county.store.reading() as records:
        said = [each.subject for each in records.audit.entries(act=Act.LOGGED_IN)]
    assert "企业微信（安卓手机）" in said


def test_one_is_ended_and_the_others_go_on(county: County) -> None:
    first, second = county.as_member("wangfang"), county.as_member("wangfang")
    newest = ids(second)[0]
    assert "已结束您的1处登录" in end(first, session=newest)
    assert second.get("/unit").status_code == OUT
    assert first.get("/unit").status_code == 200
    assert "不用再办" in end(first, session=newest)


def test_all_are_ended_here_too(county: County) -> None:
    first, second = county.as_member("wangfang"), county.as_member("wangfang")
    other = county.as_member("lina")
    assert "重新登录" in end(first)
    assert (first.get("/unit").status_code, second.get("/unit").status_code) == (OUT, OUT)
    assert other.get("/unit").status_code == 200


def test_ending_all_is_asked_first(county: County) -> None:
    client = county.as_member("wangfang")
    page = client.get("/sessions").text
    assert 'action="/sessions/all"' in page
    assert "确认全部退出" not in page
    asked = client.post("/sessions/all", data={"token": token(client)}).text
    assert "全部退出？" in asked
    assert "包括您现在用的这一处" in asked
    assert client.get("/unit").status_code == 200
    assert client.post("/sessions/all", data={"token": "x"}).status_code == 401


def test_a_cookie_kept_from_before_opens_nothing(county: County) -> None:
    client = county.as_member("wangfang")
    kept = client.cookies["kaohe_session"]
    end(client)
    thief = county.anonymous()
    thief.cookies.set("kaohe_session", kept)
    assert thief.get("/unit").status_code == OUT
    answer = thief.post("/upload", data={"token": "x"})
    assert (answer.status_code, "登录已经过期" in answer.text) == (401, True)


def test_the_section_ends_anybodys(county: County) -> None:
    clerk, section = county.as_member("wangfang"), county.as_member("jiandu")
    assert ids(section, "wangfang") != []
    page = section.get("/sessions?of=wangfang").text
    assert "王芳（wangfang）" in page
    assert "已结束王芳的1处登录" in end(section, of="wangfang")
    assert clerk.get("/unit").status_code == OUT
    assert section.get("/board").status_code == 200
    with county.store.reading() as records:
        entry = next(iter(records.audit.entries(act=Act.CHANGED)))
    assert (entry.by, entry.subject) == ("jiandu", "结束wangfang的网页登录")


@pytest.mark.parametrize("userid", ["lina", "zhangwei", "kaohezu"])
def test_nobody_else_sees_or_ends_anothers(county: County, userid: str) -> None:
    clerk, other = county.as_member("wangfang"), county.as_member(userid)
    theirs = ids(clerk)[0]
    there, not_there = (other.get(f"/sessions?of={name}") for name in ("wangfang", "nobody"))
    assert there.status_code == not_there.status_code == 404
    assert there.text == not_there.text
    fields = {"token": token(other), "of": "wangfang", "session": theirs}
    assert other.post("/sessions/end", data=fields).status_code == 404
    # Nor by the number of it alone, as if it were one's own.
    assert "不用再办" in end(other, session=theirs)
    assert clerk.get("/unit").status_code == 200


def test_a_form_of_another_session_ends_nothing(county: County) -> None:
    clerk, other = county.as_member("wangfang"), county.as_member("wangfang")
    answer = clerk.post("/sessions/end", data={"token": token(other)})
    assert answer.status_code == 401
    assert other.get("/unit").status_code == 200


def test_who_does_nothing_has_to_log_in_again(county: County) -> None:
    client, busy = county.as_member("wangfang"), county.as_member("wangfang")
    for _ in range(3):
        county.at += timedelta(minutes=50)
        assert busy.get("/unit").status_code == 200
    assert client.get("/unit").status_code == OUT
    assert len(ids(busy)) == 1
    county.at += timedelta(hours=2, minutes=1)
    assert busy.get("/unit").status_code == OUT


def test_a_session_in_use_ends_after_twelve_hours_all_the_same(county: County) -> None:
    client = county.as_member("wangfang")
    for _ in range(11):
        county.at += timedelta(hours=1)
        assert client.get("/unit").status_code == 200
    county.at += timedelta(hours=1)
    assert client.get("/unit").status_code == OUT


def test_what_the_records_hold_logs_nobody_in(county: County) -> None:
    """Who can read the database cannot make a cookie of it, and the key alone does not do it."""
    county.as_member("wangfang")
    with county.store.reading() as records:
        rows = records._session.connection().exec_driver_sql("SELECT mark FROM web_session").all()
    seal = Seal(county.app.state.site.session_key)
    thief = county.anonymous()
    for (mark,) in rows:
        thief.cookies.set("kaohe_session", seal.session(mark, county.at))
        assert thief.get("/unit").status_code == OUT


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU) Safari wxwork/4.1", "企业微信（苹果手机）"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari Edg/120", "Edge 浏览器（Windows 电脑）"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari", "Chrome 浏览器（Windows 电脑）"),
        ("curl/8", "其他程序"),
        ("<script>alert(1)</script>", "其他程序"),
        ("", "其他程序"),
    ],
)
def test_only_the_kind_of_a_browser_is_kept(said: str, words: str) -> None:
    assert browser_words(said) == words
