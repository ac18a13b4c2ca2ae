"""What one message, one upload and one reminder set in motion.

Prints modules of ours that were entered, SQL statements and write transactions of each, on SQLite;
`--modules` and `--statements` list them.
"""

import argparse
import io
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Final

import docx
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event

from benchmarks.callback_county import PEOPLE_A_UNIT, Said, county
from benchmarks.callback_load import sealed
from benchmarks.callback_servers import AES_KEY, CORP, PATH, TOKEN
from benchmarks.callback_wecom import Wecom, listening
from bot.app import Service, app_of
from bot.clock import SHANGHAI, Clock, MovableClock
from bot.settings import Settings, read_settings
from handlers.dialogue.service import Seasons
from language.reader import Reader
from rules.loading import load_plan
from web.session import SESSION, Seal, mark_of

ROOT: Final = Path(__file__).parent.parent
PACKAGES: Final = ("bot", "web", "scheduler", "handlers", "language", "forms", "storage", "rules")
QUESTION: Final = "登记表要填几份"
NOW: Final = datetime(2020, 1, 7, 9, 58, tzinfo=SHANGHAI)
DEADLINE: Final = date(2020, 1, 10)
_NO_STATEMENT: Final = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "--")  # --: of a trigger


@dataclass
class Trace:
    """What was seen while it was on."""

    on: bool = False
    modules: set[str] = field(default_factory=set)
    functions: set[tuple[str, str]] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def enter(self, frame: FrameType, what: str, _argument: object) -> None:
        file = frame.f_code.co_filename
        if self.on and what == "call" and file.startswith(str(ROOT)):
            name = file.removeprefix(f"{ROOT}/")
            if name.startswith(PACKAGES):
                self.modules.add(name)
                self.functions.add((name, frame.f_code.co_qualname))

    def hear(self, statement: str) -> None:
        if self.on:
            self.said.append(statement)

    @property
    def statements(self) -> list[str]:
        return [one for one in self.said if not one.startswith(_NO_STATEMENT)]

    @property
    def writes(self) -> int:
        return sum(one == "BEGIN IMMEDIATE" for one in self.said)


@contextmanager
def recording(trace: Trace) -> Iterator[Trace]:
    trace.modules, trace.functions, trace.said, trace.on = set(), set(), [], True
    yield trace
    trace.on = False


def main(folder: Path, arguments: argparse.Namespace) -> None:
    trace = Trace()
    threading.setprofile(trace.enter)
    sys.setprofile(trace.enter)
    _listen(trace)
    with listening(8760) as wecom:
        with _service(folder / "many", wecom.url, arguments.people) as service:
            client = TestClient(app_of(service), base_url="http://trace.test")
            _say(client, 1, service.clock)  # what is made once is made
            with recording(trace):
                _say(client, 2, service.clock)
            _tell("one message", trace, arguments)
            _upload(service, client, trace, arguments)
        with _service(folder / "one", wecom.url, PEOPLE_A_UNIT) as service:
            _reminder(service, wecom, trace, arguments)


@contextmanager
def _service(folder: Path, wecom: str, people: int) -> Iterator[Service]:
    plan = load_plan(ROOT / "plans" / "2019")
    service = Service(_settings(folder, wecom), MovableClock(NOW), Seasons(plan, Reader(plan)))
    service.store.create()
    with service.store.transaction() as records:
        assert not records.roster.import_rows(county(people), plan.facts).problems
    yield service
    service.close()


def _reminder(service: Service, wecom: Wecom, trace: Trace, arguments: argparse.Namespace) -> None:
    """One unit's digest: found, then sent."""
    with service.store.transaction() as records:
        for deadline in service.plan.deadlines:
            day = NOW.replace(day=2)
            records.dates.set(service.plan.id, deadline, DEADLINE, by="boss", at=day)
    with recording(trace):
        service.ticking.tick()
    _tell("one reminder found", trace, arguments)
    assert isinstance(service.clock, MovableClock)
    service.clock.put(NOW + timedelta(minutes=10))
    with recording(trace):
        service.sender.drain()
    assert wecom.sent == 1, wecom.sent
    _tell("and sent", trace, arguments)


def _tell(what: str, trace: Trace, arguments: argparse.Namespace) -> None:
    print(
        f"{what}: {len(trace.functions)} functions in {len(trace.modules)} modules, "
        f"{len(trace.statements)} statements, {trace.writes} write transactions"
    )
    for name in sorted(trace.modules) if arguments.modules else ():
        print(f"    {name}")
    for each in trace.said if arguments.statements else ():
        print(f"    {' '.join(each.split())[:150]}")


def _listen(trace: Trace) -> None:
    """Hears what SQLite itself runs, whoever asked for it."""

    def heard(connection: object, _entry: object, _proxy: object) -> None:
        connection.set_trace_callback(trace.hear)  # type: ignore[attr-defined]

    event.listen(Engine, "checkout", heard)


def _say(client: TestClient, number: int, clock: Clock) -> None:
    query, body = sealed(Said("clerk3", QUESTION), str(number), int(clock.now().timestamp()))
    answer = client.post(f"{PATH}?{query}", content=body)
    assert answer.status_code == 200
    assert answer.content


def _upload(
    service: Service, client: TestClient, trace: Trace, arguments: argparse.Namespace
) -> None:
    seal = Seal(service.settings.cookie_key())
    with service.store.transaction() as records:
        records.sessions.begin(mark_of("measured"), "clerk3", "measured", service.clock.now())
    client.cookies.set(SESSION, seal.session("measured", service.clock.now()))
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/upload").text)
    assert token is not None
    with service.store.reading() as records:
        member = records.members.by_userid("clerk3")
        assert member is not None
        assert member.unit_id is not None
        person = records.roster.people(member.unit_id)[0]
    fields = {"token": token[1], "item": f"registration:{person.id}"}
    with recording(trace):
        page = client.post("/upload", data=fields, files=[("files", ("登记表.docx", _document()))])
    assert page.status_code == 200, page.text
    _tell("one upload", trace, arguments)


def _document() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("本年度工作总结：完成各项任务。")
    document.save(out)
    return out.getvalue()


def _settings(folder: Path, wecom: str) -> Settings:
    return read_settings(
        Settings,
        _env_file=None,
        database_url=f"sqlite:///{folder}/trace.db",
        data_dir=folder / "data",
        public_url="http://trace.test",
        wecom_corp_id=CORP,
        wecom_agent_id=1000002,
        wecom_secret="secret-of-the-benchmark",
        wecom_token=TOKEN,
        wecom_aes_key=AES_KEY,
        wecom_api_url=wecom,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--modules", action="store_true")
    parser.add_argument("--statements", action="store_true")
    with tempfile.TemporaryDirectory(prefix="kaohe-trace-") as name:
        main(Path(name), parser.parse_args())
