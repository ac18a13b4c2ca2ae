"""Unexpected errors: a number for the user, a trace without anybody's words for the log."""

import secrets
import traceback

import structlog

log = structlog.get_logger(__name__)


def report(event: str, error: BaseException) -> str:
    """Logs where it broke and what kind of error; its message may hold names, so it is left out."""
    number = secrets.token_hex(3).upper()
    frames = traceback.extract_tb(error.__traceback__)
    trace = [f"{one.filename}:{one.lineno} {one.name}" for one in frames]
    log.error(event, number=number, error=type(error).__name__, trace=trace)
    return number
