"""Deadlines: what confirming or setting one would do, for the pages."""

from handlers.deadlines.confirming import shown, wrong_day

__all__ = ["shown", "wrong_day"]
