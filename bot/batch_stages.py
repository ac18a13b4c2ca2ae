"""Where a conversation of a batch plays: on a roster in which nothing changes, or in a county."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Protocol

from bot.batch_items import Item
from handlers.dialogue.service import Talk, respond_within
from handlers.turn.context import Asker
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.reply import Reply
from handlers.turn.state import DialogueState
from language.reader import Reader
from rules.plan import Plan
from rules.roster import Role
from storage import Records, Store
from storage.views import Act, AuditEntry

_FILE: Final = "county.sqlite3"
_ANY_OF: Final[dict[str, str]] = {  # who speaks where an item names a role and no account
    Role.CLERK: "zhoumin",
    Role.CADRE: "liuyang",
    Role.GROUP: "kaohe1a",
    Role.SUPERVISOR: "jianduwang",
}
Did = list[dict[str, str]]


class Stage(Protocol):
    """A conversation going on."""

    def say(self, text: str, number: int) -> tuple[Reply, Did]:
        """The reply to the next message and the deeds it did."""
        ...

    def tap(self, key: str) -> Reply:
        """What the last reply's option would bring; the talk goes on as if it was not tapped."""
        ...


@dataclass
class OnRoster:
    """A talk on what a store holds, read only: nothing can be done in it."""

    plan: Plan
    reader: Reader
    records: Records
    item: Item
    at: datetime
    _memory: DialogueState = field(default_factory=DialogueState)

    def __post_init__(self) -> None:
        asker = Asker("batch", "", self.item.role)
        self._talk = Talk(self.plan, self.reader, self.records, asker, "")

    def say(self, text: str, number: int) -> tuple[Reply, Did]:
        """The answer to the next message; nothing can have been done."""
        self._message = IncomingMessage(
            f"{self.item.id}:{number}", "batch", "console", self.at, text=text
        )
        reply, self._memory = self._talk.turn(self._message, self._memory)
        return reply, []

    def tap(self, key: str) -> Reply:
        """The answer to an option of the last answer."""
        return self._talk.turn(tapped(self._message, key), self._memory)[0]


@dataclass
class InCounty:
    """A member's chat in a county of its own, where what is ordered is done."""

    plan: Plan
    reader: Reader
    store: Store
    item: Item
    at: datetime

    def __post_init__(self) -> None:
        self._user = self.item.user or _ANY_OF.get(self.item.role, self.item.role)
        with self.store.reading() as records:
            if records.members.by_userid(self._user) is None:
                raise ValueError(f"第{self.item.line}行：演示县里没有“{self._user}”这个账号。")

    def say(self, text: str, number: int) -> tuple[Reply, Did]:
        """The answer to the next message, and what was done by it."""
        self._message = IncomingMessage(
            f"{self.item.id}:{number}", self._user, "console", self.at, text=text
        )
        with self.store.transaction() as records:
            before = max((one.id for one in records.audit.entries(limit=1)), default=0)
            reply = self._respond(records, self._message)
            did = _did(records, before, self.plan)
        return reply, did

    def tap(self, key: str) -> Reply:
        """The answer to an option of the last answer; what it would do is not kept."""
        with self.store.reading() as records:
            return self._respond(records, tapped(self._message, key))

    def _respond(self, records: Records, message: IncomingMessage) -> Reply:
        return respond_within(
            records, message, self.plan, self.reader, public_url="", blobs=self.store.blobs
        )


def tapped(message: IncomingMessage, key: str) -> IncomingMessage:
    """The press of an option of the reply to `message`."""
    number = f"{message.message_id}:{key}"
    return replace(message, message_id=number, text=None, choice=Choice(key, ""))


def _did(records: Records, after: int, plan: Plan) -> Did:
    """The trail's new lines as acts, the oldest first. A question asked is not a deed."""
    new = [one for one in records.audit.entries() if one.id > after and one.act is not Act.ASKED]
    return [deed for one in reversed(new) for deed in _deeds(records, one, plan)]


def _deeds(records: Records, entry: AuditEntry, plan: Plan) -> Did:
    """One for each unit it was done to. `about`: the number or kind of what it was done to."""
    units: Any = entry.detail.get("units") or [entry.unit_id]
    named = str(entry.detail.get("paper") or "")
    paper = (plan.papers[named].form or plan.papers[named].name) if named in plan.papers else ""
    names = records.roster.unit_names()
    act = entry.act.value
    return [
        {"act": act, "unit": names.get(one, ""), "paper": paper, "about": entry.subject}
        for one in units
    ]


@contextmanager
def counties(plan: Plan) -> Iterator["Counties"]:
    """The made-up county, made once and copied for every conversation."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as later:
        yield Counties(plan, Path(folder), later)


@dataclass
class Counties:
    """Counties to play in: made once, copied for each conversation."""

    plan: Plan
    folder: Path
    _later: ExitStack

    @contextmanager
    def fresh(self) -> Iterator[Store]:
        """A copy in which nothing has happened yet."""
        made = self.folder / _FILE
        if not made.exists():
            self._make(made)
        with tempfile.TemporaryDirectory(dir=self.folder) as own:
            copy = Path(shutil.copy(made, own))
            store = Store(f"sqlite:///{copy}", Path(own))
            store.blobs.create()
            try:
                yield store
            finally:
                store.close()

    def _make(self, made: Path) -> None:
        if not find_spec("bot.demo"):
            raise ValueError("这里没有装演示县，带 county 的对话只能在源代码目录里跑。")
        from bot.demo import county  # noqa: PLC0415 - not part of the installed product

        half = made.with_suffix(".making")
        store = Store(f"sqlite:///{half}", self.folder)
        store.create()
        with store.transaction() as records:
            records.roster.import_rows(county.rows(), self.plan.facts)
        store.close()
        half.rename(made)
