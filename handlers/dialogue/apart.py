"""Several questions in one message, numbered or each with its question mark, one by one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from handlers.dialogue.mixed import asked_of_several
from handlers.dialogue.router import WEIGHT
from handlers.dialogue.texts_apart import texts_apart
from handlers.turn.entity_extraction import paper_in
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Reply
from handlers.turn.state import DialogueState, PendingDeed
from language.numbered import NUMBERED, numbered, questions
from language.reader import Reader
from language.reading import Context, Reading
from language.subject import labels
from rules.plan import Plan
from rules.plan.dialogue import QUESTIONS

_TWO: Final = 2  # question marks
_FEW: Final = 7  # characters of a question that leans on the paper of another
_OF_A_PAPER: Final = re.compile("[交报送填盖签份印纸章字存装]")
_OF_THE_NOTICE: Final = ("plan:", "silence:")
_OF_THE_RULE: Final = frozenset({"quota_percent", "score_line"})
_BETWEEN: Final = re.compile("[,，、;；]+")
_THREE, _FOUR, _SHORT = 3, 4, 12  # clauses of a message; characters of each
_ASKS: Final = re.compile(r"[吗么呢]|什么|啥|谁|哪|几|多少|怎么?|要不要|(.)不\1|还是|双面")
_ASK_NOTHING: Final = frozenset({"", "off", "unread"})


def asked_apart(text: str, reader: Reader, context: Context, plan: Plan) -> list[str]:
    """The questions of a numbered list, where each asks something of its own; else none.

    Sentences without numbers are questions apart only where each asks another text of the notice:
    of a case they may be its facts.
    """
    if not NUMBERED.may_fit(text) and text.count("?") + text.count("？") < _TWO:
        return _short_ones(text, reader, context) or _of_several(text, reader, context, plan)
    if reader.read(text, context).roll is not None:
        return []  # “1、局长一名；2、驻村队员两名；…优秀几个” lists groups of one number
    parts = numbered(text)
    asked = [reader.read(part, context) for part in parts]
    if parts and not any(one.topic in _ASK_NOTHING for one in asked):
        return list(_with_the_paper(parts, asked, plan))
    parts = questions(text)
    topics = {reader.read(part, context).topic for part in parts}
    texts = all(one.startswith(_OF_THE_NOTICE) or one in _OF_THE_RULE for one in topics)
    if parts and texts and len(topics) == len(parts):
        return parts
    return _of_several(text, reader, context, plan)


def _of_several(text: str, reader: Reader, context: Context, plan: Plan) -> list[str]:
    """“刘洋在哪考核，登记表交几份”: a person and something else only where somebody is named."""
    people = context.names.people(text)
    found = asked_of_several(text, reader, context) if people or labels(text) else []
    return found or ([] if people else texts_apart(text, reader, context, plan))


def _short_ones(text: str, reader: Reader, context: Context) -> list[str]:
    """“附件1几份，单面双面，谁填”: three or four short questions; the later lean on the first."""
    parts = [one.strip() for one in _BETWEEN.split(text.strip(" ?？。")) if one.strip()]
    if not _THREE <= len(parts) <= _FOUR or any(len(one) > _SHORT for one in parts):
        return []
    if not all(_ASKS.search(one) for one in parts) or context.names.people(text) or labels(text):
        return []
    first = reader.read(parts[0], context)
    texts = first.topic.startswith(_OF_THE_NOTICE) or first.topic in _OF_THE_RULE
    return parts if texts and not (first.facts or first.headcount) else []


def _with_the_paper(parts: Sequence[str], asked: Sequence[Reading], plan: Plan) -> Iterator[str]:
    """“3.报给谁” after “1.附件8一式几份” is on 附件8, as is all that names no other."""
    paper = ""
    for part, one in zip(parts, asked, strict=True):
        named = paper_in(part, plan, one.papers)
        if named is not None:
            paper = named.form or named.name
        about_it = one.topic not in QUESTIONS and not (one.people or one.units or one.labels)
        leans = paper and named is None and about_it and len(part) <= _FEW
        yield f"{paper}{part}" if leans and _OF_A_PAPER.search(part) else part


def one_by_one(
    messages: Sequence[IncomingMessage],
    state: DialogueState,
    turn: Callable[[IncomingMessage, DialogueState], tuple[Reply, DialogueState]],
) -> tuple[Reply, DialogueState]:
    """One reply to several questions in their order; the talk goes on with the last.

    A deed that one of them shows waits: nothing else in the same message is the yes to it.
    """
    replies: list[Reply] = []
    shown: PendingDeed | None = None
    for message in messages:
        before = replace(state, pending=None, options=()) if shown else state
        reply, state = turn(message, before)
        replies.append(reply)
        shown = reply.pending or shown
        state = replace(state, pending=state.pending or shown)
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
        pending=shown,
    )
    return together, state
