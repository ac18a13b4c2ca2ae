"""What the service does, as functions that may be cut off anywhere and are then begun again."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bot.channels.wecom_app.answering import Answering, Slot
from bot.channels.wecom_app.client import Account, WecomClient
from bot.channels.wecom_app.line import Line
from bot.channels.wecom_app.sending import AppChannel
from bot.channels.wecom_app.translate import Arrival, Nature
from bot.clock import MovableClock
from bot.deliver import Sender
from forms.kit.safe.safety import Safe
from handlers.dialogue.conversation import respond, respond_within
from handlers.submissions.intake import Target, take
from handlers.turn.message import IncomingMessage
from rules.roster import ImportRows, MemberRow, PersonRow, UnitRow
from scheduler import note_sent, recheck, tick
from storage import Records, Store, backup
from tests.kit.plans import PLAN, reader

URL: Final = "https://kaohe.example"
LONG: Final = "这是一条很长的通知，要分成几条才发得出去。" * 60
MORE: Final = ImportRows(
    units=(UnitRow(2, "城南镇", "乡镇"),),
    people=(PersonRow(2, "马超", "城南镇", "镇长"), PersonRow(3, "黄忠", "城南镇", "副镇长")),
    members=(MemberRow(2, "machao", "马超", "政工人事", "城南镇"),),
    members_last=True,
)
reader()  # once, in the process that all others are forked from


@dataclass(frozen=True)
class Scene:
    """Where a flow runs: may be handed to another process. `wecom`: the simulator's address."""

    database: str
    folder: Path
    wecom: str
    at: datetime

    @contextmanager
    def store(self) -> Iterator[Store]:
        store = Store(self.database, self.folder / "data")
        try:
            yield store
        finally:
            store.close()


class AtOnce(Executor):
    """Does what it is given right away, so that a point is reached in the same order each time."""

    def submit(self, work: Any, /, *args: Any, **options: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(work(*args, **options))
        except Exception as error:
            done.set_exception(error)
        return done


class Running:
    """The service as far as the flows need it, in a process of its own."""

    def __init__(self, scene: Scene, store: Store) -> None:
        self.store, self.clock = store, MovableClock(scene.at)
        account = Account(scene.wecom, "wwsimulator0000001", 1000002, "simulator-app-secret")
        client = WecomClient(account, store, self.clock)
        self.answering = Answering(
            store,
            self._converse,
            self.clock,
            URL,
            "监督股",
            lambda: None,
            at_once=self._at_once,
        )
        self.line = Line(self.answering, AtOnce())
        channel = AppChannel(client, store, self.answering.take_over)
        self.sender = Sender(store, channel, self.clock, self._recheck, self._note)

    def hears(self, id: str, sender: str, text: str, at: datetime) -> None:
        """A message that WeCom brings, answered by the outbox, where answers can be counted."""
        message = IncomingMessage(f"wecom_app:{id}", sender, "wecom_app", at, text=text)
        slot = Slot()
        slot.give_up()
        self.line.put(Arrival(message, Nature.SAID), slot).result(0)

    def _converse(self, message: IncomingMessage, finish: Any) -> None:
        respond(message, self.store, PLAN, reader(), public_url=URL, finish=finish)

    def _at_once(self, records: Records, message: IncomingMessage, finish: Any) -> bool:
        reply = respond_within(
            records, message, PLAN, reader(), public_url=URL, blobs=self.store.blobs
        )
        finish(records, reply)
        return True

    def _recheck(self, payload: Any, records: Any) -> Any:
        return recheck(payload, records, PLAN, self.clock.now())

    def _note(self, delivery: Any, payload: Any, arrived: Any, records: Any) -> None:
        code, now = arrived.response_code, self.clock.now()
        note_sent(delivery, payload, arrived.msgid, code, records, PLAN, now)


def talk(*said: tuple[str, str]) -> Callable[[Scene], None]:
    """These messages one after the other, each brought again at every run."""

    def run(scene: Scene) -> None:
        with scene.store() as store:
            service = Running(scene, store)
            for number, (sender, text) in enumerate(said):
                service.hears(f"m{number}", sender, text, scene.at)
            service.sender.drain()

    return run


def upload(scene: Scene) -> None:
    """The same file chosen and sent again by whoever got no receipt."""
    path = scene.folder / "附件8.pdf"
    path.write_bytes(b"%PDF-1.4 a signed copy")
    safe = Safe(path.name, "pdf", "application/pdf", path.stat().st_size)
    with scene.store() as store:
        with store.reading() as records:
            [unit] = records.roster.unit_named("城关镇")
        target = Target(unit.id, "grade_proposals", None)
        take(store, PLAN, target, path, path.name, "wangfang", scene.at, safe)


def delivery(scene: Scene) -> None:
    """Texts, one of them long, a card and a file that wait; queued once by their keys."""
    with scene.store() as store:
        blob = store.blobs.put([b"content of a form"])
        card = {"card_type": "text_notice", "main_title": {"title": "还差材料"}}
        card["card_action"] = {"type": "1", "url": URL}
        waiting: list[tuple[str, dict[str, Any]]] = [
            ("short", {"kind": "text", "text": "还差附件8。"}),
            ("long", {"kind": "text", "text": LONG}),
            ("card", {"kind": "card", "template_card": card}),
            ("file", {"kind": "file", "name": "附件8.xlsx", "blob": blob.sha256}),
        ]
        with store.transaction() as records:
            for key, payload in waiting:
                records.outbox.enqueue(key, "wangfang", payload, scene.at)
        Running(scene, store).sender.drain()


def reminders(scene: Scene) -> None:
    """The clock ticks on a day when units owe papers."""
    with scene.store() as store:
        tick(store, PLAN, scene.at, URL)
        Running(scene, store).sender.drain()


def own_reminder(scene: Scene) -> None:
    """A reminder somebody asked for, whose moment has come."""
    with scene.store() as store:
        with store.transaction() as records:
            # On PostgreSQL the number of what was undone is not given again.
            if not any(map(records.own_wishes.by_id, range(1, 9))):
                asked = scene.at - timedelta(hours=1)
                records.own_wishes.remind("wangfang", scene.at, (), "去盖章", asked)
        tick(store, PLAN, scene.at, URL)
        Running(scene, store).sender.drain()


def roster(scene: Scene) -> None:
    with scene.store() as store, store.transaction() as records:
        assert records.roster.import_rows(MORE, PLAN.facts).problems == ()


def backed_up(scene: Scene) -> None:
    """Written again under the same name by whoever saw no word that it is done."""
    with scene.store() as store:
        backup.write(store, scene.folder / "data", scene.folder / "a.backup", scene.at)
    assert backup.verify(scene.folder / "a.backup").rows


def restored(scene: Scene) -> None:
    """A backup that was made before, put into an empty place until it is there."""
    place = scene.folder / "new"
    made = scene.folder / "made.backup"
    if not made.exists():
        with scene.store() as store:
            backup.write(store, scene.folder / "data", made, scene.at)
    store = Store(f"sqlite:///{place}/kaohe.sqlite3", place / "data")
    try:
        if store.is_bare():
            backup.restore(store, place / "data", made)
        with store.reading() as records:
            assert records.roster.unit_named("城关镇")
    finally:
        store.close()


FLOWS: Final[Mapping[str, Callable[[Scene], None]]] = {
    "question": talk(("wangfang", "我们单位还差什么材料"), ("wangfang", "附件8交几份")),
    "date set": talk(("jiandu", "把附件8截止时间定为1月6日"), ("jiandu", "1")),
    "notice to units": talk(("jiandu", "通知城关镇、河口镇：明天下午开会"), ("jiandu", "1")),
    "precedent": talk(
        ("wangfang", "有个市里派到我们镇挂职的，又被派去省里脱产学习，评优占谁的指标"),
        ("wangfang", "请示"),
        ("wangfang", "1"),
        ("jiandu", "批复1号：占原单位指标，理由是学习期间由派出单位管理"),
        ("jiandu", "1"),
    ),
    "decision slip": talk(("wangfang", "胡军在哪考核"), ("wangfang", "出个书面意见")),
    "upload": upload,
    "delivery": delivery,
    "reminders": reminders,
    "own reminder": own_reminder,
    "roster": roster,
    "backup": backed_up,
    "restore": restored,
}
