"""What a turn leaves behind: whom and what it was about, and the question still open."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.dialogue.context_carryover import somebody_else
from handlers.turn.context import Desk
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.state import Memory
from language.reading import AXIS_OF_TOPIC, Reading
from rules.plan import Given

# Courtesies and commands leave an open question as it is; a question on the notice is a side
# question, after which it is offered again, once.
_COURTESY = frozenset(
    {"off", "thanks", "hello", "help", "unread", "unclear", "paper", "nothing_open"}
)
_SIDE = frozenset({"clause", "deadlines"})
_FRAGMENT = 10  # characters of a message that leans on the one before
_LEAVES_NO_TRACE = frozenset(
    {"off", "hello", "thanks", "unread", "unclear", "nothing_open", "clause"}
)
_NO_NEWS = frozenset({"off", "thanks", "unclear", "nothing_open"})


def _is_side(topic: str) -> bool:
    return topic.startswith(("plan:", "silence:")) or topic in _SIDE


def _is_aside(topic: str, reply: Reply) -> bool:
    return _is_side(topic) or topic in _COURTESY or reply.kind is Kind.ACTION


def offering_again(reply: Reply, memory: Memory, topic: str) -> Reply:
    """After a side question the open one is offered again, its own options the numbered ones."""
    if not (memory.open_fact and memory.again and _is_side(topic)) or reply.kind is Kind.ASK:
        return reply
    options = tuple(Option(label, key) for key, label in memory.again_options)
    words = f"{reply.text}\n\n刚才的问题还等您回答：{memory.again}"
    return replace(reply, text=words, options=options)


def remembered(desk: Desk, topic: str, reply: Reply, key: str | None) -> Memory:
    """The memory after `reply`."""
    if topic == "end":
        return Memory()
    memory, reading = desk.memory, desk.reading
    ruling = topic in AXIS_OF_TOPIC
    label, person_id = _about(desk, ruling=ruling)
    return _with_question(
        Memory(
            topic=memory.topic if topic in _LEAVES_NO_TRACE else topic,
            axes=desk.axes if ruling else memory.axes,
            ruling_topic=topic if ruling else memory.ruling_topic,
            facts=memory.facts if topic in _NO_NEWS else _said(desk),
            label=label,
            person_id=person_id,
            said=memory.said if key else _said_lately(memory, reading),
            clauses=reply.clauses or memory.clauses,
            headcount=_headcount(memory, reading),
        ),
        memory,
        topic,
        reply,
    )


def _headcount(memory: Memory, reading: Reading) -> int | None:
    """Of the last message that gave one; none where it gave a number no share is taken of."""
    said = reading.headcount
    if said is None:
        return memory.headcount
    return said.counted if said.whole else None


def _said_lately(memory: Memory, reading: Reading) -> str:
    """The message; a fragment with what it leaned on: “附件1交几份”, “都存哪”, “a4行不行”."""
    short = len(reading.text) <= _FRAGMENT and not (reading.another or reading.people)
    if short and memory.topic.startswith("plan:") and reading.topic.startswith("plan:"):
        return f"{memory.said} {reading.text}"[-60:]
    return reading.text[:60]


def _said(desk: Desk) -> Mapping[str, Given]:
    return {fact: given for fact, given in desk.facts.items() if given.source != "roster"}


def _about(desk: Desk, *, ruling: bool) -> tuple[str, int | None]:
    """Name and number of the person under discussion; never one's name with another's facts."""
    memory, reading = desk.memory, desk.reading
    if ruling:
        return desk.who, desk.person_id
    if somebody_else(memory, reading):
        people = reading.people[:1]
        return next(iter([*(one.text for one in people), *reading.labels]), ""), (
            people[0].id if people else None
        )
    return desk.who or memory.label, memory.person_id


def _with_question(new: Memory, old: Memory, topic: str, reply: Reply) -> Memory:
    options = tuple((option.key, option.label) for option in reply.options)
    if reply.kind is Kind.ASK:
        return replace(
            new, open_fact=reply.asks, options=options, again=reply.text, again_options=options
        )
    stays = old.open_fact and _is_aside(topic, reply)
    if not stays or (_is_side(topic) and not old.again):
        return replace(new, options=options)
    again = "" if _is_side(topic) else old.again
    return replace(
        new,
        open_fact=old.open_fact,
        options=options or old.again_options,
        again=again,
        again_options=old.again_options,
    )
