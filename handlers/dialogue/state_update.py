"""What a turn leaves behind: whom and what it was about, and the question still open."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from handlers.dialogue.context_carryover import continues, somebody_else
from handlers.dialogue.supposing import is_back
from handlers.turn.context import TurnContext
from handlers.turn.old_buttons import read_button
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.state import DialogueState, SpokenOf
from language.reading import Context, Names, Reading
from language.rolls import Roll
from language.tables import shape
from rules.plan import Facts, Given
from rules.plan.dialogue import QUESTIONS

# Courtesies and commands leave an open question as it is; a question on the notice is a side
# question, after which it is offered again, once.
_COURTESY = frozenset(
    {"off", "thanks", "hello", "help", "unread", "unclear", "paper", "nothing_open", "choosing"}
    | {"hold", "go_on", "deed_status", "complain", "who_answers", "noted"}
)
_SIDE = frozenset({"clause", "deadlines"})
# After what was no answer and no question either the open one is offered again as well.
_BESIDE_IT = frozenset({"unclear", "complain", "who_answers"})
_LEANED_ON = 60  # characters of what was said before that a fragment still leans on
_SPOKEN_OF = 4  # people the talk can come back to
_FRAGMENT = 10  # characters of a message that leans on the one before
_LEAVES_NO_TRACE = frozenset(
    {"off", "hello", "thanks", "unread", "unclear", "nothing_open", "clause", "choosing"}
    | {"hold", "go_on", "deed_status", "complain", "who_answers", "noted"}
)
# What was asked was not told: “满半年吗”.
_NO_NEWS = frozenset(
    {"off", "thanks", "unclear", "nothing_open", "hold", "go_on", "complain", "length_full"}
    | {"who_answers", "noted"}
)
_OF_GROUPS = frozenset({"quota_roll", "retired_listed"})
_ASKED = frozenset({"unread", "length_full", "team_assessed", "why_changed", "clause", "deadlines"})
_MAY_ASK = frozenset({"confirm_deadline", "ask_extension", "deed_status"})
_MAY = re.compile("能不能|可不可以|行不行|[吗么?？]$")
_ASKED_OF = ("plan:", "silence:", "taught:", "quota_")


def _is_side(topic: str) -> bool:
    return topic.startswith(("plan:", "silence:")) or topic in _SIDE


def _is_aside(topic: str, reply: Reply) -> bool:
    return _is_side(topic) or topic in _COURTESY or reply.kind is Kind.ACTION


def _offers_again(state: DialogueState, topic: str) -> bool:
    beside = _is_side(topic) or topic in _BESIDE_IT
    return bool(state.open_fact and state.again and beside)


def offering_again(reply: Reply, state: DialogueState, topic: str) -> Reply:
    """After a side question the open one is offered again, its own options the numbered ones."""
    if not _offers_again(state, topic) or reply.kind is Kind.ASK:
        return reply
    options = tuple(Option(label, read_button(key)) for key, label in state.again_options)
    words = f"{reply.text}\n\n刚才的问题还等您回答：{state.again}"
    return replace(reply, text=words, options=options)


def remembered(turn: TurnContext, topic: str, reply: Reply, key: str | None) -> DialogueState:
    """The state after `reply`."""
    if topic == "end":
        return DialogueState()
    state, reading = turn.state, turn.reading
    ruling = topic in QUESTIONS
    ends = {turn.plan.dialogue.ended, turn.plan.dialogue.interrupted}
    asked = (topic, turn.reading.topic)
    over = any(one.removeprefix("silence:") in ends for one in asked)
    label, person_id = _about(turn, ruling=ruling, first=not over)
    return _with_question(
        DialogueState(
            topic=state.topic if topic in _LEAVES_NO_TRACE else topic,
            axes=turn.axes if ruling else state.axes,
            ruling_topic=topic if ruling else state.ruling_topic,
            facts=state.facts if topic in _NO_NEWS else _said(turn, topic),
            label=label,
            person_id=person_id,
            said=state.said if key else _said_lately(state, reading),
            clauses=reply.clauses or state.clauses,
            headcount=reply.headcount or _headcount(state, reading),
            roll=reply.roll or _roll(state, reading),
            pending=reply.pending or state.pending,
            kind=reply.kind.value if ruling else state.kind,
            before_supposing=_before_supposing(turn),
            supposed=_supposed(turn),
            others=_others(state, label, person_id),
            told=_told(state, reply),
            asked=_asked(turn, topic, key),
            beyond=reading.beyond if ruling else state.beyond,
            unread=topic == "unread" and reply.kind is Kind.SILENT,
        ),
        state,
        topic,
        reply,
    )


def _before_supposing(turn: TurnContext) -> Facts | None:
    """What held before something was supposed, for as long as the talk leans on that."""
    state, reading = turn.state, turn.reading
    if reading.in_truth or not continues(state, reading, turn.plan):
        return None
    # Of somebody on the roster nothing need have been told before.
    if reading.supposes and reading.facts and (state.facts or state.person_id is not None):
        return state.before_supposing if state.before_supposing is not None else state.facts
    return state.before_supposing


def _supposed(turn: TurnContext) -> Facts | None:
    """The what-if that this message is back from; kept while the talk is on the same person."""
    if is_back(turn):
        return turn.state.facts
    goes_on = continues(turn.state, turn.reading, turn.plan) and not turn.reading.supposes
    return turn.state.supposed if goes_on else None


def _others(state: DialogueState, label: str, person_id: int | None) -> tuple[SpokenOf, ...]:
    """Whom the talk was about before, with who is left now."""
    left = state.label and (state.label, state.person_id) != (label, person_id)
    if not left:
        return state.others
    supposed = state.before_supposing
    own = SpokenOf(state.label, state.person_id, state.facts if supposed is None else supposed)
    return (*(one for one in state.others if one.label != state.label), own)[-_SPOKEN_OF:]


def also_of(after: DialogueState, turns: Sequence[TurnContext]) -> DialogueState:
    """After a reply on several people: each can be gone on with, by what was told of them."""
    own = [
        SpokenOf(turn.who, turn.person_id, _said(turn, ""))
        for turn in turns
        if turn.who and (turn.who, turn.person_id) != (after.label, after.person_id)
    ]
    labels = {one.label for one in own}
    before = (one for one in after.others if one.label not in labels)
    return replace(after, others=(*before, *own)[-_SPOKEN_OF:]) if own else after


def _told(state: DialogueState, reply: Reply) -> tuple[str, ...]:
    """What need not be said again in this talk."""
    return tuple(dict.fromkeys([*state.told, *reply.told]))


def _headcount(state: DialogueState, reading: Reading) -> int | None:
    """Of the last message that gave one; none where it gave a number no share is taken of."""
    said = reading.headcount
    if said is None:
        return state.headcount
    return said.counted if said.whole else None


def _roll(state: DialogueState, reading: Reading) -> Roll | None:
    """The groups told of the number last given; none once another number is given by itself."""
    if reading.roll is not None:
        return reading.roll
    return None if reading.headcount else state.roll


def _said_lately(state: DialogueState, reading: Reading) -> str:
    """The message; a fragment with what it leaned on: “附件1交几份”, “都存哪”, “a4行不行”."""
    short = len(reading.text) <= _FRAGMENT and not (reading.another or reading.people)
    if short and state.topic.startswith("plan:") and reading.topic.startswith("plan:"):
        return f"{state.said[-_LEANED_ON:]} {reading.text}"
    return reading.text


def _asked(turn: TurnContext, topic: str, key: str | None) -> str:
    """The last question in its own words, for whoever wants it put to the section."""
    asks = topic in QUESTIONS or topic in _ASKED or topic.startswith(_ASKED_OF)
    # What was taken for a deed and asks may be put as well: “能不能顺延到周一”.
    asks = asks or (topic in _MAY_ASK and bool(_MAY.search(turn.said)))
    if key or not asks:
        return turn.state.asked
    said = _said_lately(turn.state, turn.reading)
    # “不对吧，他人都不在这儿” asks nothing by itself: it goes with the question before it.
    alone = not turn.state.asked or shape("question_word").search(turn.reading.text)
    return said if alone else f"{turn.state.asked[-_LEANED_ON:]}；{turn.reading.text}"


def _said(turn: TurnContext, topic: str) -> Mapping[str, Given]:
    """What was told of whom the talk is about; a list of groups tells only of the unit."""
    told = {fact: given for fact, given in turn.facts.items() if given.source != "roster"}
    if topic not in _OF_GROUPS:
        return told
    unit = turn.plan.dialogue.of_the_unit
    new = {fact: one for fact, one in told.items() if fact in unit}
    return {**turn.state.facts, **new}


def _about(turn: TurnContext, *, ruling: bool, first: bool) -> tuple[str, int | None]:
    """Name and number of the person under discussion; never one's name with another's facts.

    `first`: whether who is the first to be named is gone on with. Of a time that is over or was
    interrupted the roster's days tell nothing.
    """
    state, reading = turn.state, turn.reading
    if ruling:
        return turn.who, turn.person_id
    one_named = len({one.text for one in reading.people}) == 1
    first_named = first and one_named and not state.label and not state.facts
    if somebody_else(state, reading) or first_named:
        people = reading.people[:1]
        alike = [one for one in reading.people if one.text == reading.people[0].text]
        return next(iter([*(one.text for one in people), *reading.labels]), ""), (
            people[0].id if len(alike) == 1 else None  # of two of one name it is not told which
        )
    return turn.who or state.label, state.person_id


def _with_question(
    new: DialogueState, old: DialogueState, topic: str, reply: Reply
) -> DialogueState:
    options = tuple((option.key, option.label) for option in reply.options)
    if reply.kind is Kind.ASK:
        # Of a reply on several people only the question, which stands last, is asked again.
        again = reply.text.rpartition("\n\n")[2]
        return replace(
            new, open_fact=reply.asks, options=options, again=again, again_options=options
        )
    settled = topic == "ask_extension"  # what it asked for was told: it is shown now
    stays = old.open_fact and _is_aside(topic, reply) and not settled
    if not stays or (_is_side(topic) and not old.again):
        return replace(new, options=options) if options else new
    again = "" if _is_side(topic) else old.again
    # What is offered again is what is numbered, and not what the side answer offers by itself.
    offered = old.again_options if _offers_again(old, topic) else options
    return replace(
        new,
        open_fact=old.open_fact,
        options=offered or old.again_options,
        again=again,
        again_options=old.again_options,
    )


def offered_in(
    after: DialogueState, before: DialogueState, reply: Reply, message_id: str
) -> DialogueState:
    """Which message's card holds the options that are open now."""
    if reply.options:
        shown = replace(reply.pending, offered_in=message_id) if reply.pending else after.pending
        return replace(after, offered_in=message_id, pending=shown)
    offered = before.offered_in if after.options else ""
    return replace(after, offered_in=offered) if offered else after


def read_in(state: DialogueState, known: Facts, today: date, names: Names) -> Context:
    """What the reader is told of the talk."""
    return Context(
        today=today,
        open_fact=state.open_fact,
        options=state.options,
        topic=state.topic,
        known=known,
        said_before=state.said,
        headcount=state.headcount,
        roll=state.roll,
        names=names,
    )
