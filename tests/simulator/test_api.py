"""Tokens, faults, media, contacts, menu: the rest of the server API."""

from dataclasses import replace

import pytest

from simulator.app import create_app
from simulator.contacts import Contacts
from simulator.driver import DriverError

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def test_the_same_token_is_given_while_it_is_valid(api, driver):
    first = api.fresh_token()
    assert api.fresh_token() == first
    driver.jump("+7200")
    assert api.call("getcallbackip")["errcode"] == 42001
    second = api.fresh_token()
    assert second != first
    assert driver.call_counts() == {"gettoken": 4, "getcallbackip": 1}
    assert driver.state()["tokens_issued"] == 2


def test_wrong_credentials_and_tokens_have_their_codes(api):
    corp, secret = api.config.corp_id, api.config.secret
    for corpid, corpsecret, code in [("x", secret, 40013), (corp, "错", 40001)]:
        asked = {"corpid": corpid, "corpsecret": corpsecret}
        assert api.call("gettoken", asked, token=None)["errcode"] == code
    assert api.call("getcallbackip", token=None)["errcode"] == 41001
    assert api.call("getcallbackip", token="made-up")["errcode"] == 40014
    assert api.call("getcallbackip") == {"errcode": 0, "errmsg": "ok", "ip_list": ["127.0.0.1"]}
    assert api.call("get_api_domain_ip")["ip_list"] == ["127.0.0.1"]


@pytest.mark.parametrize("code", [40014, 42001])
def test_a_token_dies_early(api, driver, code):
    driver.faults(invalidate_token=code)
    assert api.call("getcallbackip")["errcode"] == code
    api.token = api.fresh_token()
    assert api.call("getcallbackip")["errcode"] == 0


@pytest.mark.parametrize(
    ("fault", "code"), [("busy", -1), ("limited", 45009), ("reject_tokens", 40014)]
)
def test_a_counted_fault_lasts_so_many_calls(api, driver, fault, code):
    driver.faults(**{fault: 2})
    answers = [api.call("getcallbackip")["errcode"] for _ in range(3)]
    assert answers == [code, code, 0]


def test_other_faults(api, driver):
    driver.faults(ip_blocked=True)
    assert api.call("getcallbackip")["errcode"] == 60020
    driver.faults(reset=True, http_500=1, only="user/")
    assert api.call("getcallbackip")["errcode"] == 0
    assert api.response("user/get", {"userid": "liumin"}).status_code == 500
    driver.faults(slow_seconds=0.2, only="")
    assert api.response("getcallbackip").elapsed.total_seconds() > 0.2
    assert driver.faults()["slow_seconds"] == 0.2
    with pytest.raises(DriverError):
        driver.faults(unknown=1)
    with pytest.raises(DriverError, match="通讯录里没有"):
        driver.faults(unlicensed=["nobody"])


def test_the_log_of_calls_keeps_no_secrets(api, driver):
    api.text("好")
    sent = driver.calls("message/send")[0]
    assert (sent["errcode"], sent["request"]["text"]) == (0, {"content": "好"})
    log = str(driver.calls())
    assert api.config.secret not in log
    assert api.token not in log


def test_a_file_goes_up_and_comes_back_under_its_own_name(api):
    answer = api.upload("file", "附件8 汇总表.xlsx", b"PK-12345")
    assert answer["errcode"] == 0
    assert answer["created_at"].isdecimal()
    got = api.response("media/get", {"media_id": answer["media_id"]})
    assert got.content == b"PK-12345"
    disposition = got.headers["Content-Disposition"].encode("latin-1").decode()
    assert disposition == 'attachment; filename="附件8 汇总表.xlsx"'
    part = {"media_id": answer["media_id"]}
    ranged = api.response("media/get", part, headers={"Range": "bytes=0-1"})
    assert (ranged.status_code, ranged.content) == (206, b"PK")
    assert ranged.headers["Content-Range"] == "bytes 0-1/8"


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("file", b"", 44001),
        ("file", b"12345", 40006),
        ("image", b"no picture", 40005),
        ("voice", b"no voice", 40005),
        ("video", b"no video", 40005),
        ("thing", b"123456", 40004),
        ("image", PNG + bytes(10 * 1024 * 1024), 40009),
        ("voice", b"#!AMR" + bytes(2 * 1024 * 1024), 45001),
    ],
)
def test_media_of_a_wrong_type_or_size_is_refused(api, kind, content, code):
    assert api.upload(kind, "x", content)["errcode"] == code


def test_media_expires_after_three_days_but_the_chat_keeps_it(api, driver):
    media_id = api.upload("image", "照片.png", PNG)["media_id"]
    api.send(msgtype="image", image={"media_id": media_id})
    driver.jump("+259200")
    api.token = api.fresh_token()
    answer = api.call("media/get", {"media_id": media_id})
    assert answer["errcode"] == 40007
    assert driver.download(driver.last("liumin")) == PNG


def test_members_are_read_without_what_apps_may_not_see(api):
    found = api.call("user/get", {"userid": "LIUMIN"})
    assert (found["userid"], found["name"], found["main_department"]) == ("liumin", "刘敏", 2)
    assert not {"mobile", "email", "avatar", "gender", "address", "biz_mail"} & set(found)
    assert api.call("user/get", {"userid": "hidden"})["errcode"] == 60111
    assert api.call("user/get", {"userid": "nobody"})["errcode"] == 60111
    short = api.call("user/simplelist", {"department_id": "2"})["userlist"]
    assert short == [{"userid": "liumin", "name": "刘敏", "department": [2]}]
    below = api.call("user/list", {"department_id": "1", "fetch_child": "1"})["userlist"]
    assert [one["userid"] for one in below] == ["liumin", "WangJun", "chen", "poor"]
    assert api.call("user/list", {"department_id": "77"})["errcode"] == 60123
    assert api.call("user/list", {"department_id": "x"})["errcode"] == 40035


def test_departments_are_listed_whole_or_below_one(api):
    names = [one["name"] for one in api.call("department/list")["department"]]
    assert names == ["某县", "城关镇", "县财政局"]
    assert api.call("department/list", {"id": "2"})["department"][0]["name"] == "城关镇"
    ids = api.call("department/simplelist")["department_id"]
    assert ids[1] == {"id": 2, "parentid": 1, "order": 2}
    assert api.call("tag/list")["taglist"] == []


def test_only_what_is_inside_the_visible_scope_is_read(api, simulator_board):
    contacts = Contacts.parse(
        {
            "departments": [
                {"id": 1, "name": "某县", "visible": False},
                {"id": 2, "name": "城关镇", "parentid": 1},
            ],
            "users": [
                {"userid": "liumin", "name": "刘敏", "department": [2]},
                {"userid": "hidden", "name": "范围外", "department": [2], "visible": False},
            ],
            "tags": [
                {"id": 3, "name": "经办", "users": ["LiuMin", "hidden"], "departments": [1, 2]},
                {"id": 4, "name": "别的", "visible": False},
            ],
        }
    )
    simulator_board.app = create_app(replace(api.config, contacts=contacts))
    api.token = api.fresh_token()
    seen = api.call("department/list")["department"]
    assert [(one["id"], one["parentid"]) for one in seen] == [(2, 1)]
    assert api.call("department/list", {"id": "1"})["errcode"] == 60011
    assert api.call("user/simplelist", {"department_id": "1"})["errcode"] == 60011
    assert api.call("tag/list")["taglist"] == [{"tagid": 3, "tagname": "经办"}]
    tag = api.call("tag/get", {"tagid": "3"})
    assert tag["userlist"] == [{"userid": "liumin", "name": "刘敏"}]
    assert tag["partylist"] == [2]
    assert api.call("tag/get", {"tagid": "4"})["errcode"] == 60011
    assert api.call("tag/get", {"tagid": "x"})["errcode"] == 40035


def test_what_an_app_may_not_do_and_what_does_not_exist(api):
    assert api.call("user/create", body={"userid": "x"})["errcode"] == 48002
    assert api.call("user/list_id", body={})["errcode"] == 48002
    assert api.call("no/such")["errcode"] == 40066
    assert api.call("message/send", token=None, files={"x": b"1"})["errcode"] == 41001
    assert api.call("message/recall", files={"x": b"1"})["errcode"] == 40063


def test_a_menu_is_created_read_and_deleted(api, driver):
    agent = {"agentid": api.config.agent_id}
    menu = {"button": [{"type": "click", "name": "待办", "key": "TODO"}]}
    assert api.call("menu/get", agent)["errcode"] == 46003
    assert api.call("menu/create", agent, menu)["errcode"] == 0
    assert api.call("menu/get", agent)["button"] == menu["button"]
    assert driver.state()["menu"] == menu
    assert api.call("menu/delete", agent)["errcode"] == 0
    assert driver.state()["menu"] is None


@pytest.mark.parametrize(
    "buttons",
    [
        [],
        [{"type": "click", "name": "待办", "key": "k"}] * 4,
        [{"type": "click", "name": "太长的菜单名", "key": "k"}],
        [{"type": "click", "name": "待办"}],
        [{"type": "jump", "name": "待办"}],
        [{"type": "view", "name": "上传", "url": "h" * 1025}],
        [{"name": "更多", "sub_button": [{"type": "click", "name": "一", "key": "k"}] * 6}],
    ],
)
def test_menus_beyond_the_limits_are_refused(api, buttons):
    agent = {"agentid": api.config.agent_id}
    assert api.call("menu/create", agent, {"button": buttons})["errcode"] == 40058


def test_the_app_describes_itself(api):
    found = api.call("agent/get", {"agentid": api.config.agent_id})
    assert (found["name"], found["isreportenter"]) == ("考核助手", 1)
    assert {"userid": "hidden"} not in found["allow_userinfos"]["user"]
    assert api.call("agent/get", {"agentid": 5})["errcode"] == 301002
