"""Who may see what, the login, and the pages around the upload."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.kit.forms import made
from tests.kit.web.county import County, log_in
from tests.kit.web.upload import PROPOSALS, filled, hand_in

PAGES = [
    "/unit",
    "/upload",
    "/upload?paper=registration&person=3",
    "/template/grade_proposals.xlsx",
]


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_sent_to_wecom_and_comes_back_to_the_page(county: County, path: str) -> None:
    client = county.anonymous()
    off = client.get(path)

    target = urlsplit(off.headers["location"])
    asked = {name: values[0] for name, values in parse_qs(target.query).items()}
    state = asked.pop("state")
    assert off.status_code == 302
    assert f"{target.scheme}://{target.netloc}{target.path}" == (
        "http://wecom.test/connect/oauth2/authorize"
    )
    assert target.fragment == "wechat_redirect"
    assert asked == {
        "appid": "ww1234567890",
        "redirect_uri": "http://kaohe.test/oauth/callback",
        "response_type": "code",
        "scope": "snsapi_base",
        "agentid": "1000002",
    }
    assert state.isalnum()
    assert len(state) <= 128

    back = client.get("/oauth/callback", params={"code": "code-of-WangFang", "state": state})
    assert (back.status_code, back.headers["location"]) == (303, path)
    cookie = back.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert client.get(path).status_code == 200


def test_a_login_this_browser_did_not_begin_is_refused(county: County) -> None:
    off = county.anonymous().get("/unit")
    state = parse_qs(urlsplit(off.headers["location"]).query)["state"][0]

    other = county.anonymous()
    back = other.get("/oauth/callback", params={"code": "code-of-wangfang", "state": state})

    assert back.status_code == 400
    assert "没有登录成功" in back.text
    assert other.get("/unit").status_code == 302


@pytest.mark.parametrize("code", ["code-of-stranger", "an-openid"])
def test_a_stranger_is_told_whom_to_ask_and_nothing_else(county: County, code: str) -> None:
    client = county.anonymous()
    state = parse_qs(urlsplit(client.get("/unit").headers["location"]).query)["state"][0]

    back = client.get("/oauth/callback", params={"code": code, "state": state})

    assert back.status_code == 403
    assert "请联系本单位政工人事" in back.text
    assert "城关镇" not in back.text


def test_when_wecom_fails_the_member_can_try_again(county: County) -> None:
    client = county.anonymous()
    state = parse_qs(urlsplit(client.get("/unit").headers["location"]).query)["state"][0]
    county.codes.failing = True

    back = client.get("/oauth/callback", params={"code": "code-of-wangfang", "state": state})

    assert back.status_code == 400
    assert 'href="/unit">重新打开' in back.text


def test_a_session_ends_after_twelve_hours(county: County) -> None:
    clerk = county.as_member("wangfang")

    for _ in range(7):  # in use all the time
        county.at += timedelta(minutes=102, seconds=50)
        assert clerk.get("/unit").status_code == 200
    county.at += timedelta(minutes=2)
    assert clerk.get("/unit").status_code == 302


def test_a_changed_cookie_is_no_login(county: County) -> None:
    clerk = county.as_member("wangfang")
    changed = clerk.cookies["kaohe_session"][:-2] + "xx"

    other = county.anonymous()
    assert other.get("/unit", headers={"cookie": f"kaohe_session={changed}"}).status_code == 302


def test_somebody_taken_off_the_roster_is_out_at_once(county: County) -> None:
    client = county.anonymous()
    log_in(client, "wangfang")
    from sqlalchemy import text  # the test reaches behind the storage to remove a member

    with county.store.transaction() as records:
        records._session.execute(text("DELETE FROM member WHERE userid = 'wangfang'"))

    assert client.get("/unit").status_code == 403


def test_the_checklist_names_what_is_owed_and_how_sure_the_deadline_is(county: County) -> None:
    page = county.as_member("wangfang").get("/unit").text

    assert "城关镇" in page
    assert "附件8《县管干部2019年度考核等次建议》" in page
    assert "附件6《挂职干部年度考核登记表》" in page
    assert "胡军" in page
    assert "上报日期没有写（印的是“于日前”），以干部监督股通知为准" in page
    assert "推定为2020年1月5日（星期日）前：印的是2019年1月5日前，干部监督股还没有确认" in page
    assert "何平" not in page


def test_a_confirmed_deadline_counts_the_days(county: County) -> None:
    with county.store.transaction() as records:
        records.dates.set("2019", "unit_to_group", date(2020, 1, 3), by="jiandu", at=county.at)

    assert "2020年1月3日（星期五）前，还有9天" in county.as_member("wangfang").get("/unit").text


@pytest.mark.parametrize(
    ("userid", "unit", "status"),
    [
        ("wangfang", "城关镇", 200),
        ("wangfang", "河口镇", 403),
        ("lina", "城关镇", 403),
        ("zhangwei", "城关镇", 200),
        ("zhangwei", "河口镇", 403),
        ("jiandu", "城关镇", 200),
        ("jiandu", "河口镇", 200),
        ("kaohezu", "城关镇", 200),
        ("kaohezu", "河口镇", 403),
    ],
)
def test_who_may_look_at_which_unit(county: County, userid: str, unit: str, status: int) -> None:
    response = county.as_member(userid).get(f"/unit/{county.unit_id(unit)}")

    assert response.status_code == status
    if status == 403:
        assert unit not in response.text
        assert "不归您查看" in response.text


def test_a_unit_there_is_not_looks_like_one_that_is_not_yours(county: County) -> None:
    clerk = county.as_member("wangfang")

    answers = {clerk.get(f"/unit/{id}").text for id in (county.unit_id("河口镇"), 9999, "x", "９")}

    assert len(answers) == 1
    assert county.as_member("jiandu").get("/unit/9999").status_code == 404


def test_a_cadre_sees_their_own_papers_only(county: County) -> None:
    page = county.as_member("zhangwei").get("/unit").text

    assert "我的材料" in page
    assert "张伟" in page
    assert "刘洋" not in page
    assert "附件8" not in page
    assert county.as_member("zhangwei").get("/template/grade_proposals.xlsx").status_code == 403


def test_staff_choose_a_unit(county: County) -> None:
    page = county.as_member("jiandu").get("/unit").text

    assert "共3个单位" in page
    assert f'href="/unit/{county.unit_id("河口镇")}"' in page


def test_versions_may_be_opened_by_those_concerned_and_nobody_else(county: County) -> None:
    clerk = county.as_member("wangfang")
    form = filled(clerk, {"G9": "优秀"})
    hand_in(clerk, PROPOSALS, ("附件8 城关镇.xlsx", form))
    hand_in(clerk, f"registration:{county.person_id('张伟')}", ("张伟.pdf", made.pdf()))

    for userid in ("wangfang", "jiandu", "kaohezu"):
        member = county.as_member(userid)
        file = member.get("/file/2019-000001")
        assert file.content == form
        assert file.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
        assert "优秀多了" in member.get("/receipt/2019-000001").text
    for userid, receipt in (("lina", "2019-000001"), ("zhangwei", "2019-000001"), ("lina", "x")):
        member = county.as_member(userid)
        assert member.get(f"/file/{receipt}").status_code == 404
        assert member.get(f"/receipt/{receipt}").status_code == 404
    assert county.as_member("zhangwei").get("/file/2019-000002").status_code == 200


def test_every_page_carries_the_safety_headers(county: County) -> None:
    clerk = county.as_member("wangfang")

    for path in ("/unit", "/upload", "/unit/9999", "/assets/kaohe.css", "/oauth/callback"):
        headers = clerk.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert clerk.get("/unit").headers["cache-control"] == "no-store"


def test_a_unit_without_people_has_an_empty_page_in_words(county: County) -> None:
    with county.store.transaction() as records:
        from rules.roster import ImportRows, MemberRow, UnitRow
        from tests.kit.plans import PLAN

        rows = ImportRows(
            units=(UnitRow(2, "新设站", "其他站所"),),
            members=(MemberRow(2, "new", "钱新", "政工人事", "新设站"),),
        )
        assert records.roster.import_rows(rows, PLAN.facts).problems == ()
    clerk = county.as_member("new")

    assert "名单上没有在本单位考核的干部" in clerk.get("/unit").text
    assert "现在没有要交的材料" in clerk.get("/upload").text


def test_a_cadre_is_told_nothing_of_the_form_they_cannot_hand_in(county: County) -> None:
    assert "附件8" in county.as_member("wangfang").get("/upload").text
    assert "附件8" not in county.as_member("hujun").get("/upload").text


WECOM = "Mozilla/5.0 (iPhone) AppleWebKit/605 MicroMessenger/7.0 wxwork/4.1 Mobile"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537 Chrome/120 Safari/537"


@pytest.mark.parametrize(
    ("browser", "page"),
    [
        (WECOM, "http://wecom.test/connect/oauth2/authorize"),
        (CHROME, "http://wecom.test/wwlogin/sso/login"),
    ],
)
def test_an_ordinary_browser_logs_in_by_scanning_wecoms_own_does_not(
    county: County, browser: str, page: str
) -> None:
    client = county.anonymous()
    off = client.get("/board", headers={"user-agent": browser})
    target = urlsplit(off.headers["location"])
    assert f"{target.scheme}://{target.netloc}{target.path}" == page
    asked = {name: values[0] for name, values in parse_qs(target.query).items()}
    state = asked["state"]
    if "wwlogin" in page:
        assert asked == {
            "login_type": "CorpApp",
            "appid": "ww1234567890",
            "agentid": "1000002",
            "redirect_uri": "http://kaohe.test/oauth/callback",
            "state": state,
        }
    back = client.get("/oauth/callback", params={"code": "code-of-jiandu", "state": state})
    assert (back.status_code, back.headers["location"]) == (303, "/board")
    assert client.get("/board").status_code == 200
