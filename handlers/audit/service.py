"""The audit trail: noting what was told, and telling it."""

from handlers.audit.phrases import ACTS, audit_lines, topic_words
from handlers.audit.trail import note_told

__all__ = ["ACTS", "audit_lines", "note_told", "topic_words"]
