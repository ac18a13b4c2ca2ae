"""What is said about a deed shown or done: not now, go on, is it done; and anger, which does none.

None of these does a deed: only a yes straight after it was shown does, or its button.
"""

from dataclasses import replace

from handlers.dialogue.deeds import shown_again, waits
from handlers.dialogue.small_deeds import done_lately
from handlers.rulings.service import petition
from handlers.turn.access import act, unless_office
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.state import PendingDeed
from handlers.turn.topic import topic


@topic("hold")
def hold(turn: TurnContext) -> Reply:
    """Drops what waits; what was done before is named, so that nobody takes it for undone."""
    pending = turn.state.pending
    if pending is not None and waits(pending, turn.now):
        dropped = replace(pending, came_of_it=pending.dropped)
        return replace(act(pending.dropped), pending=dropped)
    done = _done(pending) or done_lately(turn)
    if done:
        return act(f"好的，没有再办别的。刚才的已经办了：{done}")
    return act("好的，什么也没有办。要办的时候再跟我说。")


@topic("go_on")
def go_on(turn: TurnContext) -> Reply:
    """A yes in words that could mean something else: what waits is shown once more."""
    return shown_again(turn) or _nothing_waits(turn)


@topic("deed_status")
def deed_status(turn: TurnContext) -> Reply:
    """Whether what was last ordered in this talk is done."""
    pending = turn.state.pending
    if pending is not None and waits(pending, turn.now):
        again = shown_again(turn)
        if again is not None:
            return replace(again, text=f"还没有办，等您确认。\n{again.text}")
    done = _done(pending) or done_lately(turn)
    if done:
        return act(f"办了：{done}")
    return act("没有。刚才的谈话里我什么也没有办、什么也没有发。要办什么请直接说。")


@topic("complain")
def complain(turn: TurnContext) -> Reply:
    """Says sorry for nothing it does not know of; offers a person and the written way."""
    ways = unless_office(turn, f"要找人，说“转人工”；要{turn.plan.office}书面定，点“请示”。")
    text = "没帮上忙，对不住。哪一句不对，请直接说“哪里不对、应该是什么”，我重新对" + (
        f"；{ways}" if ways else "。"
    )
    return Reply(Kind.OFF, text, options=(petition(turn),))


def _done(pending: PendingDeed | None) -> str:
    """What came of the deed, empty where it was dropped or never done."""
    if pending is None or pending.came_of_it == pending.dropped:
        return ""
    return pending.came_of_it


def _nothing_waits(turn: TurnContext) -> Reply:
    done = _done(turn.state.pending) or done_lately(turn)
    told = f"刚才的已经办了：{done}" if done else "现在没有等您确认的事。"
    return act(f"{told}\n要办什么，请把整句再说一遍。")
