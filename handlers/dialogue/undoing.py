"""“撤回来”, “刚才那个不算”: the last deed of who asks is undone, offered to be, or told why not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from handlers.dialogue.deeds import DEEDS, ordered, settled, waits
from handlers.dialogue.topic_table import TOPICS
from handlers.dialogue.undo_table import TABLE, Undo
from handlers.turn.access import act
from handlers.turn.buttons import DeedButton
from handlers.turn.context import TurnContext
from handlers.turn.examples import due_day
from handlers.turn.permissions import Deed, may
from handlers.turn.refusals import refused
from handlers.turn.reply import Reply
from handlers.turn.state import PendingDeed
from language.taking_back import TakenBack, taken_back
from rules.papers import for_example
from storage.views import AuditEntry

_TOPIC: Final = "hold"  # leaves no trace in the talk
_OF_PAPERS: Final = frozenset({"withdraw", "about:withdraw"})
# How far back “刚才” reaches in the trail, and a kind of deed that is named.
_LATELY: Final = timedelta(hours=1)
_LOOKS_BACK: Final = timedelta(hours=12)
_LINES: Final = 200  # of the trail, the newest first; every message leaves one
_NOTHING: Final = "没有查到您刚才办过可以撤销的事，什么也没有动。"
_NOT_DONE: Final = "刚才那件没有办，不用撤。"
_UNDONE: Final = "已经撤销过了，没有再撤一次。"


def undone(turn: TurnContext) -> tuple[Reply, str] | None:
    """The reply to a message that takes back what was just done, and its topic; None for others."""
    wish = None if turn.is_pressed else taken_back(turn.said)
    if wish is None:
        return None
    pending = turn.state.pending
    if pending is not None and waits(pending, turn.now):
        if _row_of(pending).is_called(wish.named):
            return _dropped(pending)
        pending = None
    if _has_own_topic(wish.named) and (wish.cancels or not wish.lately):
        return None
    newest = _last_in_trail(turn, wish)
    if pending is not None and _is_last(pending, wish, newest):
        return _of_talk(turn, pending, newest)
    if newest is not None:
        return _of_trail(turn, newest)
    return _nothing(turn, wish, pending)


def _dropped(pending: PendingDeed) -> tuple[Reply, str]:
    """What was only shown is called off."""
    dropped = replace(pending, came_of_it=pending.dropped)
    return replace(act(pending.dropped), pending=dropped), _TOPIC


def _row_of(pending: PendingDeed) -> Undo:
    return next(row for row in TABLE if type(pending.command) in row.commands)


def _last_in_trail(turn: TurnContext, wish: TakenBack) -> AuditEntry | None:
    """The newest deed in the trail that is so called."""
    since = turn.now - (_LOOKS_BACK if wish.named else _LATELY)
    entries = turn.records.audit.entries(by=turn.asker.userid, since=since, limit=_LINES)
    for entry in entries:
        row = _row_traced(entry)
        if row is not None and row.is_called(wish.named):
            return entry
    return None


def _row_traced(entry: AuditEntry) -> Undo | None:
    traces = (f"{entry.act}:{entry.subject}", str(entry.act))
    return next((row for trace in traces for row in TABLE if trace in row.traces), None)


def _is_last(pending: PendingDeed, wish: TakenBack, newest: AuditEntry | None) -> bool:
    """Whether what the talk did last is what is meant, and nothing was done elsewhere since."""
    row = _row_of(pending)
    if not row.is_called(wish.named) or pending.came_of_it == pending.dropped != "":
        return False
    if newest is None or newest.at < pending.at:
        return pending.undoes  # what was agreed to but came to nothing left no trace
    return _row_traced(newest) is row or newest.at == pending.at


def _of_talk(
    turn: TurnContext, pending: PendingDeed, entry: AuditEntry | None
) -> tuple[Reply, str]:
    topic = DEEDS[type(pending.command)].topic
    if pending.undoes:
        if pending.came_of_it:
            return replace(act(_UNDONE), pending=pending), topic
        within = settled(turn, DeedButton(pending.id, "undo"))
        # After ten minutes it is another wish of one's own, which one tap takes back again.
        return (within if within.pending else ordered(turn, pending.command)), topic
    return _back(turn, _row_of(pending), entry)


def _of_trail(turn: TurnContext, entry: AuditEntry) -> tuple[Reply, str]:
    row = _row_traced(entry)
    return _back(turn, row, entry) if row else (act(_NOTHING), _TOPIC)


def _back(turn: TurnContext, row: Undo, entry: AuditEntry | None) -> tuple[Reply, str]:
    """The deed that undoes it, shown first; the topic that sees to it; or why it stands."""
    command = row.back(turn, entry) if row.back and entry is not None else None
    if command is not None:
        return ordered(turn, command), DEEDS[type(command)].topic
    if row.topic:
        return _answered(turn, row.topic), row.topic
    number = str(entry.detail.get("number", "")) if entry else ""
    plan = turn.plan
    named = {"paper": for_example(plan), "day": due_day(plan)}
    words = row.words.format(office=plan.office, number=number, **named)
    return act(words or _NOTHING), _TOPIC


def _answered(turn: TurnContext, topic: str) -> Reply:
    found = TOPICS[topic]
    no = refused(turn, found.deed) if found.deed else None
    reply = no or found.answer(turn)
    return ordered(turn, reply.orders) if reply.orders is not None else reply


def _nothing(
    turn: TurnContext, wish: TakenBack, pending: PendingDeed | None
) -> tuple[Reply, str] | None:
    """Where nothing of the kind was done; papers handed in longer ago are still withdrawn."""
    if pending is not None and pending.came_of_it == pending.dropped != "" and not wish.named:
        return act(_NOT_DONE), _TOPIC
    if turn.state.open_fact is not None and not wish.named:
        return None  # “刚才那个不算” may answer what is asked
    if turn.reading.topic in _OF_PAPERS and not may(turn.asker.role, Deed.WITHDRAW):
        return act(_NOTHING), _TOPIC  # nobody who hands nothing in is told that of papers
    if _has_own_topic(wish.named) or (wish.cancels and not wish.lately):
        return None
    if not wish.named and not wish.lately and may(turn.asker.role, Deed.WITHDRAW):
        return None
    return act(_NOTHING), _TOPIC


def _has_own_topic(named: Sequence[str]) -> bool:
    """Whether older ones of the kind are taken back by a topic of their own."""
    return bool(named) and all(one in _ELSEWHERE for one in named)


_ELSEWHERE: Final = frozenset(
    {
        "提醒",
        "请假",
        "休假",
        "假",
        "延期",
        "宽限",
        "留言",
        "反馈",
        "材料",
        "份",
        "上报",
        "上传",
        "交的",
        "交错",
        "退回",
        "批复",
        "答法",
    }
    | {"接收", "签收", "收到", "转交", "移交", "归档", "核对"}
)
