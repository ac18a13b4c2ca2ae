"""Everything we keep in one file, made while the service runs, and put back from it."""

from storage.backup.archive import BadBackup, Manifest, NotEmpty, restore, verify, write

__all__ = ["BadBackup", "Manifest", "NotEmpty", "restore", "verify", "write"]
