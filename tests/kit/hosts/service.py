"""The service as `kaohe serve` starts it, on a machine."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from benchmarks.callback_servers import AES_KEY, CORP, TOKEN
from storage.s3_shelf import S3Address
from tests.kit.hosts.network import Machine
from tests.kit.waiting import until

_LONG: Final = 90.0  # seconds to start on a busy machine


@dataclass
class Service:
    """`folder` is this machine's own; what all share is the database and, if given, the S3."""

    machine: Machine
    port: int
    folder: Path
    database_url: str
    wecom_port: int
    files: S3Address | None = None
    workers: int = 1
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        """Begin to start; `wait` for the end of it."""
        command = [*self.machine.enter, sys.executable, "-m", "bot", "serve"]
        command += ["--host", self.machine.address, "--port", str(self.port)]
        command += ["--workers", str(self.workers)]
        self.folder.mkdir(exist_ok=True)
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self._environment(), stderr=log)

    def wait(self) -> None:
        """Until it answers."""
        log = self.folder / "log"
        until(lambda: self.answers() or self.running.poll() is not None, log.read_text, every=0.05)
        assert self.running.poll() is None, log.read_text()

    def answers(self) -> bool:
        """Whether it is there."""
        line = HTTPConnection(self.machine.address, self.port, timeout=2)
        try:
            line.request("GET", "/livez")
            return line.getresponse().status == 200
        except OSError:
            return False
        finally:
            line.close()

    def stop(self) -> int:
        """Ask it to stop, as systemd does; its exit code."""
        self.running.send_signal(signal.SIGTERM)
        return self.running.wait(60)

    def kill(self) -> None:
        """For the end of a test that failed."""
        if self.process is not None and self.process.poll() is None:
            for pid in [*self.children(), self.process.pid]:
                os.kill(pid, signal.SIGKILL)
            self.process.wait(10)

    def children(self) -> list[int]:
        """The processes that serve, where there are several."""
        path = Path(f"/proc/{self.running.pid}/task/{self.running.pid}/children")
        pids = [int(pid) for pid in path.read_text().split()]
        return [pid for pid in pids if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    @property
    def running(self) -> subprocess.Popen[bytes]:
        """The process that was started."""
        assert self.process is not None
        return self.process

    def _environment(self) -> dict[str, str]:
        settings = {
            "PUBLIC_URL": f"http://{self.machine.address}:{self.port}",
            "DATABASE_URL": self.database_url,
            "DATA_DIR": str(self.folder / "data"),
            "SESSION_KEY": "the-same-for-all-of-these-machines",
            "WECOM_CORP_ID": CORP,
            "WECOM_AGENT_ID": "1000002",
            "WECOM_SECRET": "secret-of-the-test",
            "WECOM_TOKEN": TOKEN,
            "WECOM_AES_KEY": AES_KEY,
            "WECOM_API_URL": f"http://{self.machine.outside}:{self.wecom_port}",
        }
        if self.files is not None:
            settings |= {
                "S3_URL": f"{self.files.endpoint}/{self.files.bucket}",
                "S3_ACCESS_KEY": self.files.access_key,
                "S3_SECRET_KEY": self.files.secret_key,
            }
        return os.environ | {f"KAOHE_{name}": value for name, value in settings.items()}
