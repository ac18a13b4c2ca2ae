"""The API client over real HTTP: one token, one retry, faults in words."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bot.channels.wecom_app import api
from bot.channels.wecom_app.client import FILE_BYTES, WecomClient
from bot.channels.wecom_app.errors import ChannelError
from storage import Store

# Each test starts a simulated WeCom and waits for its time-outs.
pytestmark = pytest.mark.slow

HELLO = {"msgtype": "text", "text": {"content": "您好"}}


def calls(driver, path):
    return driver.call_counts().get(path, 0)


def refused(client, **expected) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        client.send(["ZhangSan"], HELLO)
    return caught.value


def test_a_message_arrives(client, driver):
    outcome = client.send(["zhangsan"], HELLO)

    assert driver.last("ZhangSan").text == "您好"
    assert outcome.msgid
    assert outcome.unreached == {}


def test_eight_threads_fetch_one_token(client, driver):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: client.send(["lisi"], HELLO, check=1800 + n), range(8)))

    assert calls(driver, "gettoken") == 1
    assert len(driver.received("lisi")) == 8


def test_two_processes_share_the_token(client, driver, account, store, clock, tmp_path):
    client.send(["lisi"], HELLO)
    other_store = Store(f"sqlite:///{tmp_path}/kaohe.db", tmp_path / "data")
    WecomClient(account, other_store, clock).send(["lisi"], HELLO, check=1900)
    other_store.close()

    assert calls(driver, "gettoken") == 1


@pytest.mark.parametrize("code", [40014, 42001])
def test_a_token_that_died_is_replaced_once(client, driver, code):
    client.send(["lisi"], HELLO)
    driver.faults(invalidate_token=code)
    client.send(["lisi"], HELLO, check=1900)

    assert calls(driver, "gettoken") == 2
    assert [one.text for one in driver.received("lisi")] == ["您好", "您好"]


def test_a_token_refused_for_ever_is_tried_exactly_once_more(client, driver):
    driver.faults(reject_tokens=99)
    error = refused(client)

    assert error.code == 40014
    assert calls(driver, "message/send") == 2
    assert calls(driver, "gettoken") == 2


def test_a_token_is_replaced_before_it_expires(client, driver, clock):
    client.send(["lisi"], HELLO)
    clock.put(clock.now() + timedelta(seconds=7200 - 60))
    client.send(["lisi"], HELLO, check=1900)

    assert calls(driver, "gettoken") == 2


def test_a_busy_wecom_is_asked_up_to_three_times_more(client, driver):
    driver.faults(busy=3, only="message/send")
    client.send(["lisi"], HELLO)

    driver.faults(busy=4, only="message/send")
    assert refused(client).code == -1
    assert calls(driver, "message/send") == 8


def test_after_too_many_calls_it_is_quiet_for_the_window(client, driver, clock):
    driver.faults(limited=1)
    first = refused(client)
    second = refused(client)

    assert (first.code, second.code) == (45009, 45009)
    assert calls(driver, "message/send") + calls(driver, "gettoken") == 1
    clock.put(clock.now() + timedelta(seconds=61))
    client.send(["ZhangSan"], HELLO)


def test_the_second_limit_is_kept_longer(client, driver, clock):
    driver.faults(limited=2)
    assert refused(client).retry_in == timedelta(minutes=1)
    clock.put(clock.now() + timedelta(seconds=61))
    assert refused(client).retry_in == timedelta(minutes=10)


def test_a_blocked_address_is_put_in_words(client, driver):
    driver.faults(ip_blocked=True)

    assert refused(client).words == (
        "本服务器的IP不在可信名单。请到管理后台“应用管理 › 本应用”的“企业可信IP”加入本服务器的"
        "出口IP，约一分钟后生效（须先配置可信域名或接收消息的URL）（错误码60020）"
    )


@pytest.mark.parametrize(
    ("change", "code", "names"),
    [
        ({"secret": "wrong"}, 40001, "KAOHE_WECOM_SECRET"),
        ({"corp_id": "wwother"}, 40013, "KAOHE_WECOM_CORP_ID"),
        ({"agent_id": 7}, 301002, "KAOHE_WECOM_AGENT_ID"),
    ],
)
def test_a_wrong_setting_is_named(account, store, clock, change, code, names):
    error = refused(WecomClient(replace(account, **change), store, clock))

    assert error.code == code
    assert names in error.words


def test_a_wrong_secret_is_not_tried_over_and_over(account, store, clock, driver):
    client = WecomClient(replace(account, secret="wrong"), store, clock)
    for _ in range(5):
        assert refused(client).code == 40001

    assert calls(driver, "gettoken") == 1


def test_who_is_out_of_scope_is_named(client):
    outcome = client.send(["lisi", "Outside", "nobody"], HELLO)

    assert set(outcome.unreached) == {"outside", "nobody"}


def test_who_has_no_licence_is_named(client, driver):
    driver.faults(unlicensed=["lisi"])

    assert client.send(["lisi"], HELLO).unreached == {"lisi": "企业微信说没有基础接口许可"}


def test_a_file_goes_up_and_comes_back_whole_even_after_the_token_died(client, driver, tmp_path):
    content = json.dumps({"errcode": 0, "name": "附件8"}).encode()
    client.send(["lisi"], HELLO)
    driver.faults(invalidate_token=40014)
    media_id = client.upload("附件8.json", content, "application/json")

    client.save(media_id, tmp_path / "saved")

    assert (tmp_path / "saved").read_bytes() == content


def test_an_expired_file_is_put_in_words(client, tmp_path):
    with pytest.raises(ChannelError) as caught:
        client.save("no-such-media", tmp_path / "saved")

    assert caught.value.code == 40007


def test_a_file_over_the_limit_is_not_even_sent(client, driver):
    with pytest.raises(ChannelError):
        client.upload("大.bin", bytes(FILE_BYTES + 1), "application/octet-stream")

    assert calls(driver, "media/upload") == 0


def test_a_login_code_tells_who_came_once(client, driver, wecom):
    code = driver.login_code("ZhangSan", "http://127.0.0.1/upload")

    assert client.userid_of(code) == "ZhangSan"
    with pytest.raises(ChannelError) as caught:
        client.userid_of(code)
    assert caught.value.code == 40029


def test_a_card_is_updated_and_a_message_recalled(client, driver):
    card = {
        "card_type": "button_interaction",
        "main_title": {"title": "请选择"},
        "task_id": "t1",
        "button_list": [{"text": "好", "style": 1, "key": "k"}],
    }
    driver_less = client.send(["lisi"], {"msgtype": "text", "text": {"content": "撤回我"}})
    client.recall(driver_less.msgid)

    assert [one.text for one in driver.received("lisi")] == []
    with pytest.raises(ChannelError) as caught:  # this simulator has no callback address
        client.send(["lisi"], {"msgtype": "template_card", "template_card": card})
    assert caught.value.code == 43012


class Mute(BaseHTTPRequestHandler):
    """Answers with whatever its server was given."""

    def do_GET(self):
        status, body = self.server.answer  # type: ignore[attr-defined]
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def broken():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Mute)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "answer", [(502, b"Bad Gateway"), (200, b"<html>login</html>"), (200, b"[]")]
)
def test_a_proxy_that_answers_instead_is_put_in_words(broken, account, store, clock, answer):
    broken.answer = answer
    there = replace(account, api_url=f"http://127.0.0.1:{broken.server_port}")
    error = refused(WecomClient(there, store, clock))

    assert error.words.startswith("连不上企业微信接口（")
    assert error.retry_in == timedelta(minutes=1)


def test_no_answer_is_a_time_out_not_a_hang(driver, client, monkeypatch):
    client.send(["lisi"], HELLO)
    monkeypatch.setattr(client._api, "timeout", (0.2, 0.2))
    driver.faults(slow_seconds=1.0)

    assert "超时" in refused(client).words
    assert api.TIMEOUT == (3.0, 10.0)


def test_gettoken_has_a_time_out_too(driver, client, monkeypatch):
    monkeypatch.setattr(client._api, "timeout", (0.2, 0.2))
    driver.faults(slow_seconds=1.0, only="gettoken")

    assert "超时" in refused(client).words


def test_nothing_secret_is_in_an_error(account, store, clock):
    nowhere = replace(account, api_url="http://127.0.0.1:9")
    error = refused(WecomClient(nowhere, store, clock))

    assert "simulator-app-secret" not in repr(error) + str(error.__cause__)
    assert error.__suppress_context__


def test_page_scripts_get_one_ticket_a_kind_until_it_runs_out(client, driver, clock):
    company, app = client.js_ticket("config"), client.js_ticket("agent_config")

    assert company != app
    assert (client.js_ticket("config"), client.js_ticket("agent_config")) == (company, app)
    assert (calls(driver, "get_jsapi_ticket"), calls(driver, "ticket/get")) == (1, 1)

    driver.jump("+7200")
    clock.put(clock.now() + timedelta(hours=2))
    assert client.js_ticket("agent_config") != app
