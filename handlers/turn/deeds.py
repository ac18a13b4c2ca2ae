"""How a room offers a deed: what it touches, what it would do, doing it, and taking it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from handlers.turn.commands import Command
from handlers.turn.context import DeedContext
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Link, Reply

C = TypeVar("C")


@dataclass(frozen=True)
class Preview:
    """What a deed would do, told before it is done.

    `command` is the exact one: what is done after the yes is what was shown. `text` ends without a
    question; `question` is it. `yes` and `no` stand on the buttons; `dropped` answers a no.
    `lines`: where `text` folds many, all of them, for a page; `folds`: the same under headings.
    """

    command: Command
    text: str
    question: str
    yes: str
    no: str
    dropped: str
    links: tuple[Link, ...] = ()
    lines: tuple[str, ...] = ()
    folds: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class DeedService(Generic[C]):
    """One kind of command, carried out by the room that lists it in `DEEDS` of its service.

    `show` gives a preview, or a reply that says why it cannot be done; None for what is small and
    private: it is done at once and `inverse` gives the command that undoes it, or None where there
    is nothing to undo. `do` may rely on the permission table having been asked, not on the preview
    having been shown to be still true.
    """

    command: type[C]
    deed: Callable[[C], Deed]
    topic: str
    targets: Callable[[DeedContext, C], Sequence[Target]]
    do: Callable[[DeedContext, C], Reply]
    show: Callable[[DeedContext, C], Preview | Reply] | None = None
    inverse: Callable[[DeedContext, C], Command | None] | None = None


AnyDeedService = DeedService[Any]  # a table of them holds commands of every kind


def always(deed: Deed) -> Callable[[object], Deed]:
    """The same row of the permission table whatever the command says."""
    return lambda _: deed


UNDO_LABEL: Final = "撤销"
