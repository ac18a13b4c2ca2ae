"""Cards that outlive their question: which of them a text has answered."""

from handlers.turn.state import DialogueState


def settled_by_text(before: DialogueState, after: DialogueState, *, picked: bool) -> str:
    """The message whose card a text has answered: by its number, or by what was asked for."""
    told = before.open_fact is not None and after.open_fact != before.open_fact
    return before.offered_in if before.options and (picked or told) else ""
