"""The turn of a talk in which a model's guess is offered, confirmed or put aside."""

import json
from dataclasses import dataclass, replace

from handlers.dialogue.guessing import (
    NO,
    YES,
    Ask,
    Confirmed,
    Guess,
    abstains,
    instructions,
    shown_back,
    validated,
    without_names,
)
from handlers.turn.context import Asker
from handlers.turn.entity_extraction import without_blanks
from handlers.turn.message import IncomingMessage
from handlers.turn.people import NamesSeen
from handlers.turn.reply import Kind, Reply
from handlers.turn.state import DialogueState
from language.full_names import strangers
from language.reader import Reader
from language.reading import Names
from language.subject import labels
from rules.plan import Plan
from storage import Records, Store

_YES_WORDS = frozenset({"是", "对", "是的", "对的", "1", "嗯", "没错"})
_TOO_OLD = "这个问题放得太久了，请把它再问一次。"
_NO_WORDS = frozenset({"不是", "不对", "2", "否", "错了"})


@dataclass(frozen=True)
class Turn:
    """Either a reply to give now, or how the message is to be answered."""

    message: IncomingMessage
    reader: Reader
    reply: Reply | None = None


class Guesser:
    """Asks `ask` outside any transaction."""

    def __init__(self, store: Store, plan: Plan, reader: Reader, ask: Ask) -> None:
        self._store, self._plan, self._reader, self._ask = store, plan, reader, ask
        self._instructions = instructions(plan)

    def turn(self, message: IncomingMessage) -> Turn:
        """The turn for this message, with a guess that is offered in it or was confirmed by it."""
        plain = Turn(message, self._reader)
        if message.group is not None:
            return plain
        waiting = self._waiting(message)
        answer = _answer(message) if waiting or _pressed(message) else None
        if answer is not None:
            return self._decided(message, waiting, answer)
        guess = self._guessed(message)
        if guess is None:
            return plain
        with self._store.transaction() as records:
            records.talks.save(_key(message), guess.to_json(), message.at)
        return replace(plain, reply=shown_back(self._plan, guess))

    def _decided(self, message: IncomingMessage, waiting: Guess | None, yes: bool) -> Turn:
        with self._store.transaction() as records:
            records.talks.end(_key(message))
        if waiting is None:
            return Turn(message, self._reader, Reply(Kind.OFF, _TOO_OLD))
        meant = replace(message, text=waiting.said, choice=None)
        return Turn(meant, Confirmed(self._plan, self._reader, waiting) if yes else self._reader)

    def _waiting(self, message: IncomingMessage) -> Guess | None:
        """A guess shown just before this message; any other message puts it aside."""
        with self._store.reading() as records:
            kept = records.talks.open(_key(message), message.at)
        if kept is None:
            return None
        if _answer(message) is None:
            with self._store.transaction() as records:
                records.talks.end(_key(message))
            return None
        text = json.dumps({"topic": kept["topic"], "facts": kept["facts"]})
        return validated(self._plan, text, str(kept["said"]))

    def _guessed(self, message: IncomingMessage) -> Guess | None:
        said = message.text or ""
        with self._store.reading() as records:
            member = records.members.by_userid(message.sender)
            if member is None or not said.strip():
                return None
            asker = Asker(
                member.userid,
                member.name,
                member.role.value,
                member.unit_id,
                "",
                member.group_id,
                member.person_id,
            )
            names = NamesSeen(records, asker)
            known = _all_names(records, without_blanks(said))
            state = DialogueState.from_json(records.talks.open(message.sender, message.at))
            if not abstains(self._reader, message, state, names):
                return None
            hidden = [*known, member.name, *_called(said, names)]
        tokens = without_names(said, hidden)
        return validated(self._plan, self._ask(self._instructions, tokens), said)


def _all_names(records: Records, said: str) -> list[str]:
    """Every person and unit of the roster that may be named, whoever asks."""
    units = [word for word, _ in records.roster.units_in(said)]
    return [*records.roster.names_in(said), *units]


def _called(said: str, names: Names) -> list[str]:
    """Whatever looks like somebody's name or what they are called."""
    people = [one.text for one in names.people(said)]
    return [*labels(said), *strangers(said, people, ())]


def _answer(message: IncomingMessage) -> bool | None:
    key = message.choice.key if message.choice else ""
    text = (message.text or "").strip("。！!，, ")
    if key == YES.key or text in _YES_WORDS:
        return True
    return False if key == NO.key or text in _NO_WORDS else None


def _pressed(message: IncomingMessage) -> bool:
    return message.choice is not None and message.choice.key in (YES.key, NO.key)


def _key(message: IncomingMessage) -> str:
    return f"guess:{message.sender.casefold()}"
