"""A file sent in a chat: which paper it is, asked only if unclear, then taken in like an upload."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from forms.kit import safety
from forms.kit.refusals import UnsafeFile
from forms.kit.registry import recognise
from handlers.kit.asked import paper_in, people_in
from handlers.kit.inquiry import Inquiry
from handlers.kit.intake import Target, take
from handlers.kit.memory import Memory
from handlers.kit.own_views import own_views
from handlers.kit.papers import Item, paper_name
from handlers.kit.received import received
from handlers.kit.reply import Kind, Link, Option, Reply
from rules.plan import Plan
from rules.roster import Role
from storage import Records, Store
from storage.talks import FORGOTTEN_AFTER
from storage.views import Member

BESIDE: Final = timedelta(minutes=2)  # a sentence this close to a file is about it
MOST_HELD: Final = 10
MOST_OPTIONS: Final = 6
_CHECKLIST: Final = Link("打开清单上传", "/unit")


@dataclass(frozen=True)
class Owed:
    """A paper this member may hand in, of which unit."""

    unit_id: int
    item: Item

    @property
    def target(self) -> Target:
        person = self.item.person
        return Target(self.unit_id, self.item.paper.id, person.id if person else None)

    @property
    def name(self) -> str:
        whose = f"{self.item.person.name}的" if self.item.person else ""
        return f"{whose}{paper_name(self.item.paper)}"


@dataclass(frozen=True)
class Held:
    """A file that waits to be told what it is. `part` is its name in the folder."""

    id: str
    part: str
    name: str
    at: datetime


class FilesInChat:
    """Both chats' way in. `folder` holds files on their way; what is left there is swept."""

    def __init__(self, store: Store, plan: Plan, folder: Path) -> None:
        self._store, self._plan, self._folder = store, plan, folder

    def arrived(self, inquiry: Inquiry, path: Path, filename: str) -> Reply:
        """Takes the file at `path` in, or asks what it is and keeps it meanwhile."""
        with self._store.reading() as records:
            owed, words = self._owed(records, inquiry.sender)
            beside = self._words_beside(records, inquiry)
        if words:
            return self.refused(words)
        name = filename or f"照片{inquiry.at:%m%d%H%M%S}.{_suffix(path)}"
        try:
            safe = safety.inspect(path, name)
            seen = recognise(path, safe.kind)
        except UnsafeFile as unsafe:
            return self.refused(f"{name}：{unsafe.words}")
        told = (name, f"{inquiry.text or ''} {beside}")
        if seen is not None:
            paper = self._plan.papers.get(seen.paper)
            if paper is None or all(one.item.paper.id != seen.paper for one in owed):
                return self.refused("这份表不在您要交的材料里，没有收。请打开清单核对要交什么。")
            owed = [one for one in owed if one.item.paper.id == seen.paper]
            if seen.person:
                owed = _of_people(owed, seen.person)
                if not owed:
                    words = f"表里写的姓名“{seen.person}”不在您要交的名单里，没有收。请核对姓名。"
                    return self.refused(words)
        return self._decided(inquiry, narrowed(self._plan, owed, told), path, safe.name)

    def answers(self, inquiry: Inquiry) -> Reply | None:
        """What words or a button say of a held file; None where they are about something else."""
        if inquiry.group is not None:
            return None
        key = inquiry.choice.key if inquiry.choice else ""
        if key.startswith("file:"):
            return self._pressed(inquiry, key)
        text = (inquiry.text or "").strip()
        if not text or inquiry.choice:
            return None
        with self._store.transaction() as records:
            records.talks.save(_words_key(inquiry), {"text": text}, inquiry.at)
            held = [one for one in _held(records, inquiry) if inquiry.at - one.at <= BESIDE]
            owed, words = self._owed(records, inquiry.sender)
        if not held or words:
            return None
        newest = held[-1]
        found = narrowed(self._plan, owed, (newest.name, text))
        return self._told(inquiry, newest, found) if len(found) == 1 else None

    def refused(self, words: str) -> Reply:
        """Nothing was kept."""
        return Reply(Kind.ACTION, words, links=(_CHECKLIST,))

    def _owed(self, records: Records, userid: str) -> tuple[list[Owed], str]:
        """What may be handed in, or words why nothing may."""
        member = records.members.by_userid(userid)
        if member is None:
            return [], f"您还没有登记，文件没有收。请联系{self._plan.office}登记。"
        if member.role not in (Role.CLERK, Role.CADRE):
            return [], "材料由单位的政工人事或干部本人上交，您这边发的文件没有收。"
        owed = self._papers(records, member)
        return owed, "" if owed else "名册里没有查到您要交的材料，文件没有收。"

    def _papers(self, records: Records, member: Member) -> list[Owed]:
        views = own_views(self._plan, records, member)
        return [Owed(view.unit.id, item) for view in views for item in view.items]

    def _words_beside(self, records: Records, inquiry: Inquiry) -> str:
        kept = records.talks.open(_words_key(inquiry), inquiry.at)
        said = records.talks.last_at(_words_key(inquiry))
        if kept is None or said is None or inquiry.at - said > BESIDE:
            return ""
        return str(kept["text"])

    def _decided(self, inquiry: Inquiry, owed: Sequence[Owed], path: Path, name: str) -> Reply:
        if len(owed) == 1:
            return self._take(inquiry, owed[0], path, name)
        held = Held(secrets.token_hex(4), f"held-{secrets.token_hex(8)}.part", name, inquiry.at)
        path.rename(self._folder / held.part)
        with self._store.transaction() as records:
            kept = [*_held(records, inquiry), held][-MOST_HELD:]
            _hold(records, inquiry, kept)
            return self._which(records, inquiry, held, owed)

    def _take(self, inquiry: Inquiry, owed: Owed, path: Path, name: str) -> Reply:
        try:
            taken = take(
                self._store, self._plan, owed.target, path, name, inquiry.sender, inquiry.at
            )
        except UnsafeFile as unsafe:
            return self.refused(f"{name}：{unsafe.words}")
        reply = received(taken, owed.name)
        with self._store.transaction() as records:
            _offer(records, inquiry, reply.options)
        return reply

    def _pressed(self, inquiry: Inquiry, key: str) -> Reply:
        id, paper, person = [*key.removeprefix("file:").split(":"), "", ""][:3]
        with self._store.reading() as records:
            held = next((one for one in _held(records, inquiry) if one.id == id), None)
            owed, _ = self._owed(records, inquiry.sender)
        if held is None:
            return self.refused("这个文件已经处理过，或者等得太久没有留着。要交请重新发一次。")
        found = [one for one in owed if one.item.paper.id == paper]
        if person.isdecimal():
            found = [one for one in found if one.target.person_id == int(person)]
        return self._told(inquiry, held, narrowed(self._plan, found, (held.name,)))

    def _told(self, inquiry: Inquiry, held: Held, owed: Sequence[Owed]) -> Reply:
        path = self._folder / held.part
        if not path.exists():
            return self.refused("这个文件等得太久，没有留着。要交请重新发一次。")
        if len(owed) != 1:
            with self._store.transaction() as records:
                return self._which(records, inquiry, held, owed)
        reply = self._take(inquiry, owed[0], path, held.name)
        with self._store.transaction() as records:
            rest = [one for one in _held(records, inquiry) if one.id != held.id]
            _hold(records, inquiry, rest)
        path.unlink(missing_ok=True)
        return reply

    def _which(self, records: Records, inquiry: Inquiry, held: Held, owed: Sequence[Owed]) -> Reply:
        papers = {one.item.paper.id: one.item.paper for one in owed}
        begin = f"收到文件“{held.name}”，还没有交上去。"
        if len(papers) == 1:
            paper = next(iter(papers.values()))
            options = [
                Option(one.item.person.name, f"file:{held.id}:{paper.id}:{one.item.person.id}")
                for one in owed
                if one.item.person
            ]
            words = f"{begin}这是谁的{paper_name(paper)}？"
        else:
            options = [
                Option(one.form or one.name[:10], f"file:{held.id}:{one.id}:")
                for one in papers.values()
            ]
            words = f"{begin}这是哪份材料？"
        if len(options) > MOST_OPTIONS:
            return Reply(Kind.ACTION, f"{words}请回复一句，例如“这是{_example(owed)}”。")
        _offer(records, inquiry, tuple(options))
        return Reply(Kind.ACTION, words, options=tuple(options))


def narrowed(plan: Plan, owed: Sequence[Owed], told: Sequence[str]) -> list[Owed]:
    """What is left after each saying in turn; one that names nothing owed changes nothing."""
    left = list(owed)
    for words in told:
        paper = paper_in(words, plan)
        left = [one for one in left if paper and one.item.paper.id == paper.id] or left
        left = _of_people(left, words) or left
    return left


def _of_people(owed: Sequence[Owed], words: str) -> list[Owed]:
    named = {one.id for one in people_in(words, [o.item.person for o in owed if o.item.person])}
    return [one for one in owed if one.item.person and one.item.person.id in named]


def _example(owed: Sequence[Owed]) -> str:
    return owed[0].name if owed else "附件8"


def _suffix(path: Path) -> str:
    with path.open("rb") as file:
        return "png" if file.read(4) == b"\x89PNG" else "jpg"


def _words_key(inquiry: Inquiry) -> str:
    return f"beside:{inquiry.sender.casefold()}"


def _held_key(inquiry: Inquiry) -> str:
    return f"held:{inquiry.sender.casefold()}"


def _held(records: Records, inquiry: Inquiry) -> list[Held]:
    """Those not forgotten yet, oldest first."""
    kept: Any = records.talks.open(_held_key(inquiry), inquiry.at) or {"files": []}
    found = [
        Held(one["id"], one["part"], one["name"], datetime.fromisoformat(one["at"]))
        for one in kept["files"]
    ]
    return [one for one in found if inquiry.at - one.at <= FORGOTTEN_AFTER]


def _hold(records: Records, inquiry: Inquiry, files: Sequence[Held]) -> None:
    rows: Any = [
        {"id": one.id, "part": one.part, "name": one.name, "at": one.at.isoformat()}
        for one in files
    ]
    records.talks.save(_held_key(inquiry), {"files": rows}, inquiry.at)


def _offer(records: Records, inquiry: Inquiry, options: tuple[Option, ...]) -> None:
    """So that a number picks one of these next."""
    memory = Memory.from_json(records.talks.open(inquiry.sender, inquiry.at))
    offered = replace(memory, options=tuple((one.key, one.label) for one in options))
    records.talks.save(inquiry.sender, offered.to_json(), inquiry.at)
