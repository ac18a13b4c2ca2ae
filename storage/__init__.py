"""What we remember: tables, records, blobs, the one transaction and migrations."""

from storage.records import Records
from storage.store import Store

__all__ = ["Records", "Store"]
