"""What we say back: one reply of one of seven kinds, free of any channel's format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from handlers.turn.buttons import Button, key_of
from handlers.turn.commands import Command
from handlers.turn.state import PendingDeed
from language.rolls import Roll

_ASKS: Final = re.compile(r"[^。！？；：\n]+？")
_UNSETTLED: Final = "没有定论，要请示吗？"
_NEXT: Final = "接下来可以："
VOID: Final = "已失效"  # on a card whose press did nothing


class Kind(StrEnum):
    """The only kinds of reply there are."""

    ANSWER = "answer"
    ASK = "ask"
    CLASH = "clash"
    SILENT = "silent"
    CHOICES = "choices"
    OFF = "off"
    ACTION = "action"


@dataclass(frozen=True)
class Option:
    """One way to go on: numbered in the text, a button on a card; its `key` comes back."""

    label: str
    button: Button

    @property
    def key(self) -> str:
        """What the option's button stands for, as WeCom hands it back."""
        return key_of(self.button)


@dataclass(frozen=True)
class Link:
    """A page of ours to open. `path` is relative to the public URL and starts with a slash."""

    label: str
    path: str


@dataclass(frozen=True)
class OutFile:
    """A stored file to hand over. `blob` is its sha256 in the blob store."""

    name: str
    blob: str


@dataclass(frozen=True)
class Batch:
    """Blank forms that are made when their turn to be sent comes: `first` to `last` of `of`."""

    name: str
    unit_id: int
    paper: str
    first: int
    last: int
    of: int
    season: str = ""  # the plan; empty: the season that runs


@dataclass(frozen=True)
class Push:
    """A message to somebody else. The same `key` is never sent twice.

    `author`: the userid told once where it cannot be delivered, of `whom` in words. `papers`: what
    it is about, for the trail.
    """

    to: str
    text: str
    key: str
    link: Link | None = None
    author: str = ""
    whom: str = ""
    papers: tuple[str, ...] = ()
    season: str = ""


@dataclass(frozen=True)
class Reply:
    """`decision` maps axis to value; `asks` is a fact id and only set on an `ask`.

    `settles`: the message whose card is no longer to be pressed; `card`: what a pressed card says
    instead of what was chosen, where nothing was done. `orders`: the deed a message asks for, which
    is shown before it is done; `pending`: the one that waits from now on. `question`: what the
    options answer, where no sentence of the text asks it. `told`: what is said once a talk, so that
    it is not said again. `headcount`: of how many people a share was taken; `roll`: the groups they
    consist of, with what was told last.
    """

    kind: Kind
    text: str
    clauses: tuple[str, ...] = ()
    decision: Mapping[str, str] = field(default_factory=dict)
    asks: str | None = None
    options: tuple[Option, ...] = ()
    links: tuple[Link, ...] = ()
    files: tuple[OutFile, ...] = ()
    batches: tuple[Batch, ...] = ()
    pushes: tuple[Push, ...] = ()
    settles: str = ""
    card: str = ""
    orders: Command | None = None
    pending: PendingDeed | None = None
    question: str = ""
    told: tuple[str, ...] = ()
    headcount: int | None = None
    roll: Roll | None = None

    @property
    def asked(self) -> str:
        """What the options answer, in one sentence, for a card that stands by itself."""
        if self.question:
            return self.question
        sentences = _ASKS.findall(self.text)
        if sentences:
            return str(sentences[-1])
        return _UNSETTLED if self.kind in (Kind.CLASH, Kind.SILENT) else _NEXT


def order(command: Command, note: str = "") -> Reply:
    """The deed a message asks for; what is said of it is for whoever shows deeds.

    `note`: what of the message the deed does not do, told with it.
    """
    return Reply(Kind.ACTION, note, orders=command)
