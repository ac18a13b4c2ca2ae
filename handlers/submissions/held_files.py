"""Files of a chat that wait to be told what they are, and words sent beside a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from handlers.turn.message import IncomingMessage
from storage import Records
from storage.talks import FORGOTTEN_AFTER

BESIDE: Final = timedelta(minutes=2)  # a sentence this close to a file is about it


@dataclass(frozen=True)
class Held:
    """A file that waits to be told what it is. `sha256`: its content, in `Store.waiting_of`.

    `season`: the plan it is of; empty: the season that runs.
    """

    id: str
    sha256: str
    name: str
    at: datetime
    season: str = ""


def look(records: Records, message: IncomingMessage) -> None:
    """Read at once what is remembered of the sender: the talk, and files that wait."""
    records.talks.hold(message.sender)
    records.talks.look(message.sender, _held_key(message))


def held_files(records: Records, message: IncomingMessage) -> list[Held]:
    """Those of the sender not forgotten yet, oldest first."""
    kept: Any = records.talks.open(_held_key(message), message.at) or {"files": []}
    found = [
        Held(
            one["id"],
            one["sha256"],
            one["name"],
            datetime.fromisoformat(one["at"]),
            one.get("season", ""),
        )
        for one in kept["files"]
        if "sha256" in one  # not one of an older release, which kept it elsewhere
    ]
    return [one for one in found if message.at - one.at <= FORGOTTEN_AFTER]


def held_beside(records: Records, message: IncomingMessage) -> list[Held]:
    """Those so new that words may be about them."""
    return [one for one in held_files(records, message) if message.at - one.at <= BESIDE]


def hold(records: Records, message: IncomingMessage, files: Sequence[Held]) -> None:
    """These wait, in the place of any that did."""
    rows: Any = [{**vars(one), "at": one.at.isoformat()} for one in files]
    records.talks.save(_held_key(message), {"files": rows}, message.at)


def keep_words(records: Records, message: IncomingMessage, text: str) -> None:
    """For a file that comes right after."""
    records.talks.save(_words_key(message), {"text": text}, message.at)


def words_beside(records: Records, message: IncomingMessage) -> str:
    """What the sender wrote right before."""
    kept = records.talks.last(_words_key(message), message.at)
    if kept is None or message.at - kept.at > BESIDE:
        return ""
    return str(kept.memory["text"])


def _words_key(message: IncomingMessage) -> str:
    return f"beside:{message.sender.casefold()}"


def _held_key(message: IncomingMessage) -> str:
    return f"held:{message.sender.casefold()}"
