"""The whole service behind a simulated AI bot and app, with the small county of the web's tests."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl

from bot.app import Service, app_of
from bot.clock import MovableClock
from bot.settings import Settings, read_settings
from forms.kit.registry import known_forms
from handlers.dialogue.service import Seasons
from handlers.submissions.intake import occasion
from simulator.aibot.driver import BotDriver
from simulator.bot_state import GROUP
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.driver import SimulatorDriver
from simulator.serving import running
from tests.kit.bot.house import START, free_port, serving
from tests.kit.databases import with_rows
from tests.kit.plans import PLAN, reader
from tests.kit.waiting import until
from tests.kit.web.county import ROWS

PEOPLE = {
    "users": [
        {"userid": "wangfang", "name": "王芳", "role": "clerk", "unit": "城关镇"},
        {"userid": "lina", "name": "李娜", "role": "clerk", "unit": "河口镇"},
        {"userid": "zhangwei", "name": "张伟", "role": "cadre", "unit": "城关镇"},
        {"userid": "jiandu", "name": "郑监督", "role": "supervisor"},
        {"userid": "stranger", "name": "陌生人", "role": "outsider"},
    ]
}


@dataclass
class BotStage:
    wecom: BotDriver
    app: SimulatorDriver
    service: Service
    clock: MovableClock
    settings: Settings

    def ask(self, userid: str, words: str, **how: Any) -> str:
        """What the bot's stream says in the end."""
        since = self.wecom.state()["version"]
        outcome = self.wecom.say(userid, words, **how)
        assert outcome.delivery.reply_error == ""
        return self.wecom.finished(GROUP if how.get("group") else userid, since).text

    def send(self, userid: str, name: str, content: bytes, kind: str = "file") -> str:
        since = self.wecom.state()["version"]
        outcome = self.wecom.send_media(userid, kind, name, content)
        assert outcome.delivery.reply_error == ""
        return self.wecom.finished(userid, since).text

    def stream_of(self, fields: dict[str, Any]) -> str:
        """What the stream of a message given in WeCom's own fields says in the end."""
        heard: dict[str, Any] = {}

        def whole() -> bool:
            heard.update(self.wecom.plain(fields)[0]["reply"]["stream"])
            return bool(heard["finish"])

        until(whole, lambda: "the stream never ended")
        return str(heard["content"])

    def later(self, **time: float) -> None:
        """Moves both clocks."""
        at = self.app.now() + timedelta(**time)
        self.app.jump(at)
        self.clock.put(at)

    def kept(self, paper: str = "grade_proposals") -> list[tuple[str, int | None, int, str]]:
        """Versions of a paper of 城关镇: name, person, number, status."""
        with self.service.store.reading() as records:
            unit = records.roster.unit_named("城关镇")[0]
            found = records.handins.all_of(unit.id, plan_id=self.service.plan.id)
        return [
            (one.filename, one.person_id, one.version, one.status.value)
            for one in found
            if one.paper == paper
        ]

    def left_over(self) -> list[str]:
        """Names of files still in the folder for what is on its way."""
        folder = self.settings.data_dir / "incoming"
        return [path.name for path in folder.glob("*")] if folder.exists() else []

    def proposals(self, **changes: Any) -> bytes:
        """附件8 of 城关镇 as the clerk gets it, filled in with care: 11 in the base, two 优秀."""
        service = self.service
        with service.store.reading() as records:
            unit = records.roster.unit_named("城关镇")[0]
            of = occasion(service.plan, records, unit, None, self.clock.now().date())
        return fill(known_forms()["grade_proposals"].template(of), changes)


def fill(template: bytes, changes: dict[str, Any]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book["等次建议"]
    for row in range(6, 18):
        sheet[f"E{row}"], sheet[f"F{row}"], sheet[f"G{row}"] = 93, "有", "称职"
    sheet["G7"] = sheet["G8"] = "优秀"
    for cell, value in changes.items():
        sheet[cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@contextmanager
def bot_stage(folder: Path, **options: Any) -> Iterator[BotStage]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    config = SimulatorConfig(
        Contacts.parse(PEOPLE),
        callback_url=f"{url}/wecom/callback",
        bot_callback_url=f"{url}/wecom/aibot",
        start_at=START,
        retry_delay=0.05,
        bot_refresh=0.1,
    )
    with running(config) as wecom:
        settings = read_settings(
            Settings,
            _env_file=None,
            database_url=f"sqlite:///{folder}/kaohe.sqlite3",
            data_dir=folder / "data",
            public_url=url,
            wecom_corp_id=config.corp_id,
            wecom_agent_id=config.agent_id,
            wecom_secret=config.secret,
            wecom_token=config.token,
            wecom_aes_key=config.aes_key,
            wecom_api_url=wecom,
            wecom_oauth_url=f"{wecom}/connect/oauth2/authorize",
            aibot_token=config.bot_token,
            aibot_aes_key=config.bot_aes_key,
            **options,
        )
        clock = MovableClock(START)
        (folder / "kaohe.sqlite3").write_bytes(with_rows(ROWS))
        service = Service(settings, clock, Seasons(PLAN, reader()))
        with serving(app_of(service), port):
            yield BotStage(BotDriver(wecom), SimulatorDriver(wecom), service, clock, settings)
