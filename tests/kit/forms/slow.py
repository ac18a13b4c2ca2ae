"""Functions for a child that must be stopped, or must not be asked twice."""

import os
import time


def wait() -> None:
    time.sleep(30)


def much() -> bytes:
    return bytes(10_000_000)


def number() -> int:
    return os.getpid()
