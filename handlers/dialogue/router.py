"""A topic to its reply: plan texts, silences, or the file that declares the topic."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.dialogue.deeds import ordered
from handlers.dialogue.taught import TAUGHT, own_words
from handlers.dialogue.topic_table import TOPICS
from handlers.dialogue.topics.how_to import how_to
from handlers.matters.service import later_days
from handlers.rulings.service import answer_texts, silence_text
from handlers.turn.access import unless_office
from handlers.turn.context import TurnContext
from handlers.turn.refusals import refused
from handlers.turn.reply import Kind, Reply
from rules.plan.called import notice_word
from rules.plan.dialogue import QUESTIONS

_MOST_TEXTS = 3
# Of several people's replies the one that needs something comes first.
WEIGHT = (Kind.ASK, Kind.CLASH, Kind.ANSWER, Kind.SILENT)


def dispatched(turn: TurnContext, topic: str) -> Reply:
    """The reply of the topic; what has no file yet is said to be closed."""
    kind, _, name = topic.partition(":")
    if kind == "plan" and name in turn.plan.topics:
        asked = _texts_asked(turn, topic)
        return _with_later_days(turn, _with_untold(turn, topic, answer_texts(turn, asked)), asked)
    if kind == "silence" and name in turn.plan.silences:
        return silence_text(turn, name)
    if kind == TAUGHT:
        return own_words(turn, name) or dispatched(turn, "unread")
    if kind == "about":
        return how_to(turn, name)
    found = TOPICS.get(topic)
    if found is None:
        other = unless_office(turn, f"，或者联系{turn.plan.office}")
        words = f"这项操作还没有开通，请先按原来的办法办{other}。"
        return Reply(Kind.ACTION, words)
    no = refused(turn, found.deed) if found.deed else None
    if no:
        return no
    reply = found.answer(turn)
    if reply.orders is not None:
        done = ordered(turn, reply.orders)
        return replace(done, text=f"{done.text}\n{reply.text}") if reply.text else done
    return _with_texts(turn, topic, reply)


def _with_untold(turn: TurnContext, topic: str, reply: Reply) -> Reply:
    """What else is asked of the same matter, of which its text says nothing."""
    untold = turn.reading.untold if topic == turn.reading.topic else ""
    if not untold or reply.kind is not Kind.ANSWER:
        return reply
    words = f"{notice_word(turn.plan)}没有写您问的“{untold}”。"
    return replace(reply, text=f"{reply.text}\n{words}")


def _with_later_days(turn: TurnContext, reply: Reply, asked: Sequence[str]) -> Reply:
    """A unit that was granted a later day is told it first."""
    deadlines = [one for name in asked for one in turn.plan.topics[name].deadlines]
    own = later_days(turn, deadlines) if deadlines else ""
    return replace(reply, kind=Kind.ANSWER, text=f"{own}\n{reply.text}") if own else reply


def _with_texts(turn: TurnContext, topic: str, reply: Reply) -> Reply:
    """A ruling and, where the same message asks for them as well, the texts of the plan."""
    others = [one.partition(":")[2] for one in turn.reading.topics if one.startswith("plan:")]
    if topic not in QUESTIONS or reply.kind is not Kind.ANSWER or not others:
        return reply
    more = answer_texts(turn, others[: _MOST_TEXTS - 1])
    return replace(
        reply,
        text=f"{reply.text}\n\n{more.text}",
        clauses=tuple(dict.fromkeys([*reply.clauses, *more.clauses])),
    )


def _texts_asked(turn: TurnContext, topic: str) -> tuple[str, ...]:
    """Every topic of the plan that one message asks for, the main one always among them."""
    asked = [one for one in turn.reading.topics if one.startswith("plan:")]
    chosen = asked if topic in asked else [topic]
    return tuple(one.partition(":")[2] for one in chosen)[:_MOST_TEXTS]


def of_several(turns: Sequence[TurnContext], topic: str) -> tuple[Reply, TurnContext]:
    """One reply for several people, and the turn of the one the talk goes on with."""
    replies = [dispatched(turn, topic) for turn in turns]
    kind = next(
        (one for one in WEIGHT if any(reply.kind is one for reply in replies)), replies[0].kind
    )
    chosen = next(i for i, reply in enumerate(replies) if reply.kind is kind)
    main = replies[chosen]
    decision = {
        axis: value
        for axis, value in main.decision.items()
        if all(reply.decision.get(axis) == value for reply in replies)
    }
    ordered = [one for one in replies if one is not main] + [main] if kind is Kind.ASK else replies
    together = replace(
        main,
        text="\n\n".join(reply.text for reply in ordered),
        clauses=tuple(dict.fromkeys(clause for reply in replies for clause in reply.clauses)),
        decision=decision,
    )
    return together, turns[chosen]
