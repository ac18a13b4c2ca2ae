"""The audit trail: what is kept of a talk, and how it is told."""
