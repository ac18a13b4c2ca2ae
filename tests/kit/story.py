"""What the story is played on: the whole service, a simulated WeCom, a made-up county."""

import io
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

import openpyxl
import requests

from bot.app import create_app as create_bot
from bot.clock import SHANGHAI, MovableClock
from bot.demo import county
from bot.settings import Settings, read_settings
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.driver import SimulatorDriver
from simulator.serving import running
from tests.kit.bot.house import free_port, serving
from tests.kit.databases import sqlite_store
from tests.kit.waiting import ON_A_PAGE, until

START = datetime(2019, 12, 25, 9, tzinfo=SHANGHAI)


@dataclass
class Stage:
    """The bot may be stopped and started again; the simulated WeCom stays."""

    wecom: SimulatorDriver
    settings: Settings
    _running: ExitStack = field(default_factory=ExitStack)

    def start_the_bot(self) -> None:
        app = create_bot(self.settings, MovableClock(self.wecom.now()))
        port = int(self.settings.public_url.rpartition(":")[2])
        self._running.enter_context(serving(app, port))

    def stop_the_bot(self) -> None:
        self._running.close()

    def restart_the_bot(self) -> None:
        self.stop_the_bot()
        self.start_the_bot()

    def ask(self, userid: str, words: str) -> str:
        """Says it, and gives everything the app answered in the callback."""
        outcome = self.wecom.say(userid, words)
        assert outcome.delivery is not None
        assert outcome.delivery.state == "delivered"
        return "\n".join(one.text for one in outcome.answers)

    def clerk_opens(self, userid: str, answer: str) -> "UploadPage":
        """Taps the link of an answer."""
        found = re.search(r'<a href="([^"]+)">', answer)
        assert found, answer
        return UploadPage(self.wecom, userid, found[1])

    def reminders(self, userid: str) -> list[str]:
        """Every message that came unasked about papers that are missing."""
        unasked = [one for one in self.wecom.received(userid) if "passive" not in one.flags]
        return [one.text for one in unasked if "没有交" in one.text]

    def everything_is_out(self) -> None:
        """Waits until nothing is left to be sent."""
        until(lambda: self._waiting() == 0, lambda: "messages are still waiting to be sent")

    def _waiting(self) -> int:
        health = requests.get(f"{self.settings.public_url}/healthz", timeout=ON_A_PAGE).json()
        return int(health["waiting"])


class UploadPage:
    """The upload page in the clerk's own WeCom: logged in by OAuth, no script."""

    def __init__(self, wecom: SimulatorDriver, userid: str, url: str) -> None:
        self._browser = wecom.browser(userid)
        opened = self._browser.get(
            f"{wecom.base_url}/open", params={"userid": userid, "url": url}, timeout=30
        )
        assert opened.ok, opened.text
        self.url, self.html = opened.url, opened.text

    def template(self) -> bytes:
        found = self._browser.get(urljoin(self.url, "/template/grade_proposals.xlsx"), timeout=30)
        assert found.ok, found.text
        return found.content

    def upload(self, name: str, content: bytes) -> str:
        """Sends the form as shown, with one file; gives the page that comes back, without marks."""
        token = re.search(r'name="token" value="([^"]+)"', self.html)
        item = re.search(r'<option value="([^"]+)"[^>]*\bselected', self.html)
        assert token, self.html
        assert item, self.html
        answer: requests.Response = self._browser.post(
            urljoin(self.url, "/upload"),
            data={"token": token[1], "item": item[1]},
            files={"files": (name, content)},
            timeout=60,
        )
        return readable(answer.text)


def readable(html: str) -> str:
    """What a reader sees, each run of spaces as one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def filled(template: bytes, excellent: int) -> bytes:
    """The form as the clerk fills it: so many 优秀 among those who count, all else in order."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book["等次建议"]
    columns = {str(cell.value).split("\n")[0]: cell.column for cell in sheet[5] if cell.value}
    left = excellent
    for row in range(6, sheet.max_row + 1):
        if not sheet.cell(row, _column(columns, "姓名")).value:
            break
        apart = sheet.cell(row, _column(columns, "单列")).value == "是"
        grade = "优秀" if left and not apart else "称职"
        left -= grade == "优秀"
        sheet.cell(row, _column(columns, "测评")).value = 93.5
        sheet.cell(row, _column(columns, "领导评价")).value = "有"
        sheet.cell(row, _column(columns, "等次")).value = grade
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _column(columns: dict[str, int], words: str) -> int:
    return next(number for heading, number in columns.items() if words in heading)


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """Both running, the county imported, the clock at 09:00 on 25 December 2019."""
    port = free_port()
    bot = f"http://127.0.0.1:{port}"
    contacts = Contacts.parse(county.contacts())
    config = SimulatorConfig(
        contacts,
        callback_url=f"{bot}/wecom/callback",
        clock_url=f"{bot}/demo/clock?key=story",
        start_at=START,
        retry_delay=0.05,
    )
    with running(config) as wecom:
        settings = _settings(folder, bot, wecom, config)
        _import_county(settings, folder)
        built = Stage(SimulatorDriver(wecom), settings)
        built.start_the_bot()
        try:
            yield built
        finally:
            built.stop_the_bot()


def _settings(folder: Path, bot: str, wecom: str, config: SimulatorConfig) -> Settings:
    return read_settings(
        Settings,
        _env_file=None,
        database_url=f"sqlite:///{folder}/kaohe.sqlite3",
        data_dir=folder / "data",
        plan="2019",
        public_url=bot,
        wecom_corp_id=config.corp_id,
        wecom_agent_id=config.agent_id,
        wecom_secret=config.secret,
        wecom_token=config.token,
        wecom_aes_key=config.aes_key,
        wecom_api_url=wecom,
        wecom_oauth_url=f"{wecom}/connect/oauth2/authorize",
        wecom_scan_url=f"{wecom}/wwlogin/sso/login",
        demo_secret="story",
    )


def _import_county(settings: Settings, folder: Path) -> None:
    sqlite_store(folder / "kaohe.sqlite3", settings.data_dir, county.rows()).close()
