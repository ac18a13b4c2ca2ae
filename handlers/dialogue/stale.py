"""Cards that outlive their question: which of them a text has answered."""

from handlers.turn.buttons import Button, DeedButton
from handlers.turn.state import DialogueState


def settled_by_text(
    before: DialogueState, after: DialogueState, button: Button | None, *, picked: bool
) -> str:
    """The message whose card a text has answered: by its number, or by what was asked for.

    `button`: what the text stands for; a no may come long after the deed was shown.
    """
    if isinstance(button, DeedButton) and before.pending and before.pending.id == button.id:
        return before.pending.offered_in
    told = before.open_fact is not None and after.open_fact != before.open_fact
    return before.offered_in if before.options and (picked or told) else ""
