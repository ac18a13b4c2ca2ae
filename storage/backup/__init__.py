"""Everything we keep in one file, made while the service runs, and put back from it."""

from storage.backup.archive import BadBackup, Manifest, NotEmpty, restore, verify, write
from storage.backup.locked import LEAST_PASSWORD, Locked, WrongPassword, is_locked

__all__ = [
    "LEAST_PASSWORD",
    "BadBackup",
    "Locked",
    "Manifest",
    "NotEmpty",
    "WrongPassword",
    "is_locked",
    "restore",
    "verify",
    "write",
]
