"""Several questions numbered in one message, answered one by one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from handlers.dialogue.router import WEIGHT
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Reply
from handlers.turn.state import DialogueState
from language.numbered import numbered
from language.reader import Reader
from language.reading import Context

_ASK_NOTHING: Final = frozenset({"", "off", "unread"})


def asked_apart(text: str, reader: Reader, context: Context) -> list[str]:
    """The questions of a numbered list, where each asks something of its own; else none."""
    parts = numbered(text)
    asked = (reader.read(part, context) for part in parts)
    return parts if all(one.topic not in _ASK_NOTHING for one in asked) else []


def one_by_one(
    messages: Sequence[IncomingMessage],
    state: DialogueState,
    turn: Callable[[IncomingMessage, DialogueState], tuple[Reply, DialogueState]],
) -> tuple[Reply, DialogueState]:
    """One reply to several questions in their order; the talk goes on with the last."""
    replies = []
    for message in messages:
        reply, state = turn(message, state)
        replies.append(reply)
    kind = next(
        (one for one in WEIGHT if any(reply.kind is one for reply in replies)), replies[-1].kind
    )
    decision = {axis: value for reply in replies for axis, value in reply.decision.items()}
    together = replace(
        replies[-1],
        kind=kind,
        text="\n\n".join(f"{number}. {one.text}" for number, one in enumerate(replies, 1)),
        clauses=tuple(dict.fromkeys(clause for reply in replies for clause in reply.clauses)),
        decision=decision,
        asks=next((one.asks for one in replies if one.kind is kind), None),
        links=tuple(one for reply in replies for one in reply.links),
        files=tuple(one for reply in replies for one in reply.files),
        batches=tuple(one for reply in replies for one in reply.batches),
        pushes=tuple(one for reply in replies for one in reply.pushes),
        told=tuple(one for reply in replies for one in reply.told),
    )
    return together, state
