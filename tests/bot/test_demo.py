"""`kaohe demo` as a newcomer starts it, in a process of its own, stopped with Ctrl+C."""

import signal
import subprocess
import sys
from datetime import datetime

import pytest
import requests

from bot.clock import SHANGHAI
from bot.demo_clock import keep_time, kept_time
from tests.kit.bot.demonstration import ENVIRONMENT, beginning, processes_of, started
from tests.kit.waiting import until

# `kaohe demo` in processes of its own.
pytestmark = pytest.mark.slow


def test_it_starts_answers_moves_in_time_and_stops(tmp_path):
    with started(tmp_path, forked=False) as demo:
        driver = demo.driver
        answer = driver.say("luren", "我在哪里考核").answers[0]
        driver.jump("2020-01-02T09:58")
        health = requests.get(f"http://127.0.0.1:{demo.bot_port}/healthz", timeout=30).json()
        forged = requests.post(
            f"http://127.0.0.1:{demo.bot_port}/demo/clock",
            json={"at": "2030-01-01T00:00"},
            timeout=30,
        )
        code = demo.stop()

    assert "县委组织部干部监督股" in answer.text
    assert "演示已经开始" in demo.words
    assert (health["status"], forged.status_code, code) == ("ok", 403, 0)
    assert "已停止" in demo.words
    assert "Traceback" not in demo.words
    kept = kept_time(demo.folder / "data")
    assert kept is not None
    assert kept.isoformat()[:16] == "2020-01-02T09:58"
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{driver.base_url}/sim/state", timeout=2)


def test_it_goes_on_where_it_was_and_takes_the_next_port(tmp_path):
    (tmp_path / "before" / "demo" / "data").mkdir(parents=True)
    keep_time(tmp_path / "before/demo/data", datetime(2020, 1, 2, 9, 58, tzinfo=SHANGHAI))
    with started(tmp_path / "before") as first:
        taken = first.driver.base_url.rpartition(":")[2]
        assert first.driver.now().isoformat()[:10] == "2020-01-02"
        assert "现在是2020年1月2日 09:" in first.words
        with started(tmp_path, "--port", taken) as second:
            assert f"{taken} 端口已被占用，改用" in second.words
            assert second.driver.now().isoformat()[:10] == "2019-12-25"


def test_fresh_begins_again_and_foreign_folders_are_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")
    refused = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--fresh", "--folder", str(tmp_path / "mine")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=ENVIRONMENT,
        check=False,
    )
    (tmp_path / "demo" / "data").mkdir(parents=True)
    (tmp_path / "demo" / "contacts.json").write_text("{}")  # by which an earlier one is known
    keep_time(tmp_path / "demo" / "data", datetime(2020, 1, 2, 9, 58, tzinfo=SHANGHAI))
    with started(tmp_path, "--fresh") as demo:
        assert demo.driver.now().isoformat()[:10] == "2019-12-25"

    assert refused.returncode == 1
    assert "没有删除" in refused.stderr
    assert (tmp_path / "mine" / "letter.txt").read_text() == "keep me"


def test_a_second_one_in_the_same_folder_finds_the_first_and_touches_nothing(tmp_path):
    with started(tmp_path) as first:
        first.driver.say("luren", "我在哪里考核")
        kept = sorted(first.folder.rglob("*"))
        with beginning(tmp_path) as second, beginning(tmp_path, "--fresh") as third:
            codes = second.ended(), third.ended()
        answer = first.driver.say("luren", "附件8什么时候交").answers[0]

        assert codes == (1, 1)
        for words in (second.words, third.words):
            assert words.startswith(f"{first.folder} 里的演示已经在运行（进程 ")
            assert f"（进程 {first.process.pid}），聊天页面是 {first.driver.base_url}/" in words
        assert sorted(first.folder.rglob("*")) == kept
        assert answer.text
        assert first.stop() == 0
    with started(tmp_path) as again:
        assert again.stop() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("moment", ["at the beginning", "while the simulator starts"])
def test_stopped_while_it_starts_it_leaves_nothing_running(tmp_path, number, moment):
    lock, early = tmp_path / "demo.lock", moment == "at the beginning"
    with beginning(tmp_path, forked=not early) as demo:  # early: while it still loads
        if early:
            until(lambda: lock.is_file() and lock.read_text(), lambda: demo.words)
        else:
            until(lambda: len(demo.running()) > 1, lambda: demo.words)
        code = demo.stop(number)
        left = demo.running()

    assert code == 130, demo.words
    assert demo.words.endswith("还没有启动完就停下了，没有留下在运行的程序。\n")
    assert "Traceback" not in demo.words
    assert left == []


def test_killed_it_takes_the_simulator_along_and_can_be_started_again(tmp_path):
    with started(tmp_path) as demo:
        assert len(demo.running()) == 2
        demo.process.kill()
        demo.process.wait()
        until(lambda: not processes_of(demo.folder), demo.running)
    with started(tmp_path) as again:
        assert "已经在运行" not in again.words
        assert again.stop() == 0
