"""Cards that outlive their question: what a press on an older one may still do."""

from typing import Final

from handlers.turn.reply import VOID, Kind, Reply
from handlers.turn.state import DialogueState

# Shown first and done after a yes: of two such cards only the later one waits.
_AFTER_A_YES: Final = frozenset(
    {"chase", "announce", "confirm_deadline", "answer_case", "withdraw_precedent", "teach"}
)


def superseded(key: str, state: DialogueState) -> Reply | None:
    """The press is on an older card while a later one of its kind waits: nothing is done."""
    kind = key.partition(":")[0]
    waiting = {one for one, _ in state.options if one.partition(":")[0] == kind}
    if kind not in _AFTER_A_YES or not waiting or key in waiting:
        return None
    words = "这张卡片是先前的，没有照它办。现在等您定的是后面那一条：请按新卡片，或者回复序号。"
    return Reply(Kind.ACTION, words, card=VOID)


def settled_by_text(before: DialogueState, after: DialogueState, *, picked: bool) -> str:
    """The message whose card a text has answered: by its number, or by what was asked for."""
    told = before.open_fact is not None and after.open_fact != before.open_fact
    return before.offered_in if before.options and (picked or told) else ""
