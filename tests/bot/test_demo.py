"""`kaohe demo` as a newcomer starts it: a process of its own, stopped with Ctrl+C."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest
import requests

from simulator.driver import SimulatorDriver
from tests.kit.bot.house import free_port
from tests.kit.plans import ROOT


@dataclass
class Demo:
    process: subprocess.Popen[str]
    said: Path
    bot_port: int

    @property
    def words(self) -> str:
        return self.said.read_text(encoding="utf-8")

    @property
    def driver(self) -> SimulatorDriver:
        (line,) = [one.strip() for one in self.words.splitlines() if one.startswith("    http")]
        return SimulatorDriver(line.rstrip("/"))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


def processes_of(folder: Path) -> dict[int, str]:
    """Running programs whose command names the folder: the demonstration, and what it started."""
    found = {}
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # gone in between
            words = (each / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if str(folder) in words and each.name != str(os.getpid()):
                found[int(each.name)] = words
    return found


def until(holds: Callable[[], object], words: Callable[[], object]) -> None:
    give_up = monotonic() + 60
    while not holds():
        assert monotonic() < give_up, words()
        sleep(0.02)


def beginning(folder: Path, *options: str) -> "subprocess.Popen[str]":
    """The command, which has not started anything yet."""
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "bot", "demo", "--folder", str(folder / "demo")),
            *("--port", str(free_port()), "--bot-port", str(free_port()), *options),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        start_new_session=True,
    )


@contextmanager
def started(folder: Path, *options: str) -> Iterator[Demo]:
    bot_port, port, said = free_port(), free_port(), folder / "said.txt"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with said.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "bot", "demo", "--folder", str(folder / "demo")),
                *("--port", str(port), "--bot-port", str(bot_port), *options),
            ],
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
    demo = Demo(process, said, bot_port)
    try:
        give_up = monotonic() + 60
        while "按 Ctrl+C 停止" not in demo.words:
            assert process.poll() is None, demo.words
            assert monotonic() < give_up, demo.words
            sleep(0.1)
        yield demo
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.mark.slow  # `kaohe demo` in a process of its own
def test_it_starts_answers_moves_in_time_and_stops(folder):
    with started(folder) as demo:
        driver = demo.driver
        answer = driver.say("luren", "我在哪里考核").answers[0]
        driver.jump("2020-01-02T09:58")
        health = requests.get(f"http://127.0.0.1:{demo.bot_port}/healthz", timeout=5).json()
        forged = requests.post(
            f"http://127.0.0.1:{demo.bot_port}/demo/clock",
            json={"at": "2030-01-01T00:00"},
            timeout=5,
        )
        code = demo.stop()

    assert "县委组织部干部监督股" in answer.text
    assert driver_verified(demo)
    assert (health["status"], forged.status_code, code) == ("ok", 403, 0)
    assert "已停止" in demo.words
    assert "Traceback" not in demo.words
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{driver.base_url}/sim/state", timeout=2)


def driver_verified(demo: Demo) -> bool:
    return "演示已经开始" in demo.words


@pytest.mark.slow  # `kaohe demo` in a process of its own
def test_it_goes_on_where_it_was_and_takes_the_next_port(folder):
    with started(folder) as first:
        taken = first.driver.base_url.rpartition(":")[2]
        assert first.driver.now().isoformat()[:10] == "2020-01-02"
        assert "现在是2020年1月2日 09:" in first.words
        with started(folder.parent, "--port", taken) as second:
            assert f"{taken} 端口已被占用，改用" in second.words
            assert second.driver.now().isoformat()[:10] == "2019-12-25"


@pytest.mark.slow  # `kaohe demo` in a process of its own
def test_fresh_begins_again_and_foreign_folders_are_left_alone(folder):
    (folder / "mine").mkdir()
    (folder / "mine" / "letter.txt").write_text("keep me")
    refused = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--fresh", "--folder", str(folder / "mine")],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    with started(folder, "--fresh") as demo:
        assert demo.driver.now().isoformat()[:10] == "2019-12-25"

    assert refused.returncode == 1
    assert "没有删除" in refused.stderr
    assert (folder / "mine" / "letter.txt").read_text() == "keep me"


@pytest.mark.slow  # `kaohe demo` in a process of its own
def test_a_second_one_in_the_same_folder_finds_the_first_and_touches_nothing(tmp_path):
    with started(tmp_path) as first:
        first.driver.say("luren", "我在哪里考核")
        kept = sorted((tmp_path / "demo").rglob("*"))
        refused = [beginning(tmp_path), beginning(tmp_path, "--fresh")]
        said = [one.communicate(timeout=60)[0] for one in refused]
        answer = first.driver.say("luren", "附件8什么时候交").answers[0]

        for each, words in zip(refused, said, strict=True):
            assert each.returncode == 1
            assert words.startswith(f"{tmp_path / 'demo'} 里的演示已经在运行（进程 ")
            assert f"（进程 {first.process.pid}），聊天页面是 {first.driver.base_url}/" in words
        assert sorted((tmp_path / "demo").rglob("*")) == kept
        assert answer.text
        assert first.stop() == 0
    with started(tmp_path) as again:
        assert again.stop() == 0


@pytest.mark.slow  # `kaohe demo` in a process of its own
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("moment", ["at the beginning", "while the simulator starts"])
def test_stopped_while_it_starts_it_leaves_nothing_running(tmp_path, number, moment):
    process = beginning(tmp_path)
    lock = tmp_path / "demo.lock"
    if moment == "at the beginning":
        until(lambda: lock.is_file() and lock.read_text(), process.poll)
    else:
        until(lambda: len(processes_of(tmp_path)) > 1, process.poll)
    process.send_signal(number)
    said, _ = process.communicate(timeout=60)

    assert process.returncode == 130, said
    assert said.endswith("还没有启动完就停下了，没有留下在运行的程序。\n")
    assert "Traceback" not in said
    assert processes_of(tmp_path) == {}


@pytest.mark.slow  # `kaohe demo` in a process of its own
def test_killed_it_takes_the_simulator_along_and_can_be_started_again(tmp_path):
    with started(tmp_path) as demo:
        assert len(processes_of(tmp_path)) == 2
        demo.process.kill()
        demo.process.wait(10)
        until(lambda: not processes_of(tmp_path), lambda: processes_of(tmp_path))
    with started(tmp_path) as again:
        assert "已经在运行" not in again.words
        assert again.stop() == 0
