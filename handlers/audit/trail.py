"""What the audit trail keeps of a conversation: who asked about what and what kind of answer."""

from handlers.turn.context import Asker
from handlers.turn.message import Inquiry
from handlers.turn.reply import Reply
from handlers.turn.state import Memory
from storage import Records
from storage.views import Act


def note_told(
    records: Records, inquiry: Inquiry, asker: Asker, memory: Memory, reply: Reply
) -> None:
    """One line a message. Neither the question's words nor the answer's are kept."""
    detail = {
        "message": inquiry.message_id,
        "channel": inquiry.channel,
        "in_group": inquiry.group is not None,
        "kind": reply.kind.value,
        "clauses": list(reply.clauses),
        "decision": dict(reply.decision),
        "asks": reply.asks or "",
        "person": memory.person_id,
    }
    records.audit.note(
        Act.ASKED,
        by=asker.userid,
        at=inquiry.at,
        subject=memory.topic,
        unit_id=asker.unit_id,
        detail=detail,
    )
