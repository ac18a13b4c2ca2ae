"""What the audit trail keeps of a conversation: who asked about what and what kind of answer."""

from handlers.turn.context import Asker
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Reply
from handlers.turn.state import DialogueState
from storage import Records
from storage.views import Act


def note_told(
    records: Records, message: IncomingMessage, asker: Asker, state: DialogueState, reply: Reply
) -> None:
    """One line a message. Neither the question's words nor the answer's are kept."""
    detail = {
        "message": message.message_id,
        "channel": message.channel,
        "in_group": message.group is not None,
        "kind": reply.kind.value,
        "clauses": list(reply.clauses),
        "decision": dict(reply.decision),
        "asks": reply.asks or "",
        "person": state.person_id,
    }
    records.audit.note(
        Act.ASKED,
        by=asker.userid,
        at=message.at,
        subject=state.topic,
        unit_id=asker.unit_id,
        detail=detail,
    )
