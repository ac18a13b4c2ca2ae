"""The store: one database, one folder of blobs, and the one transaction all goes through."""

import contextlib
import copy
import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, inspect, select, text, union
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from storage.blobs import Blobs
from storage.engine import BUSY_MS, READING, open_engine
from storage.folder_shelf import FolderShelves
from storage.records import KeptRecords, Records
from storage.revisions import Revisions
from storage.s3_shelf import S3Address, S3Shelves
from storage.schema import brought_to, newest, version
from storage.sealing import NO_KEYS, KeyRing
from storage.shelf import Shelves
from storage.summary_invalidation import WatchedSession
from storage.tables import METADATA, CaseFileTable, HandInTable, OutboxTable, RevisionTable
from storage.turnstile import Turnstile

_FILLED = {str(RevisionTable.__tablename__)}  # by its migration, also where nothing is kept yet
_SHEETS, _WAITING = "sheets", "waiting"
_WAITING_KEPT_FOR = 24 * 3600  # seconds; nobody may say what it is for longer than half an hour
_WRITERS = 4  # on PostgreSQL, which waits for the network as long as for the processor


class Store:
    """What the whole program remembers. May be shared by threads; every process opens its own."""

    def __init__(
        self,
        database_url: str,
        data_dir: Path,
        keys: KeyRing = NO_KEYS,
        files: S3Address | None = None,
    ) -> None:
        """`keys`: what stored files are sealed with, nothing where there are none.

        `files`: where they lie, if not in `data_dir`, which is then of this machine alone.
        """
        self._data_dir, self._keys = data_dir, keys
        self._shelves: Shelves = (
            S3Shelves(files, data_dir / "on-the-way") if files else FolderShelves(data_dir)
        )
        self.blobs = self._blobs("blobs")
        self._engine = open_engine(database_url)
        self._kept = KeptRecords()
        one_writes = self._engine.dialect.name == "sqlite"
        self._turnstile = Turnstile(BUSY_MS / 1000) if one_writes else None
        self._season = ""

    def create(self) -> None:
        """Bring the database to the newest schema. Safe at every start, and by several at once."""
        if version(self._engine) != newest():
            with self.made_from("head"):
                pass
        self._data_dir.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):  # somebody else's folder is theirs to guard
            self._data_dir.chmod(0o700)
        self.blobs.create()

    def of_season(self, plan_id: str) -> "Store":
        """The same store as a season sees it: once it is closed, with the roster of then."""
        seen = copy.copy(self)
        seen._season = plan_id
        return seen

    def _seen(self, records: Records) -> Records:
        return records.of_season(self._season) if self._season else records

    def sheets_of(self, userid: str) -> Blobs:
        """Where a member's uploaded roster waits; apart, so that it may go without any paper."""
        return self._blobs(_SHEETS, _whose(userid))

    def waiting_of(self, userid: str) -> Blobs:
        """Where a member's files wait to be told what they are, whichever process is told."""
        return self._blobs(_WAITING, _whose(userid))

    def folders(self) -> Iterator[Blobs]:
        """Every folder of stored files."""
        yield self.blobs
        for name in (_SHEETS, _WAITING):
            yield from (self._blobs(name, whose) for whose in self._shelves.below(name))

    def sweep(self, kept_for: timedelta) -> int:
        """Delete stored files that nothing names and nobody stored for so long; how many went.

        An upload that was killed between its file and its row leaves such a file.
        """
        before = time.time() - kept_for.total_seconds()  # as the disk dates them
        with self.snapshot() as connection:
            named = self.blobs_named(connection) | self._blobs_to_send(connection)
        for whose in self._shelves.below(_WAITING):
            self._blobs(_WAITING, whose).sweep((), time.time() - _WAITING_KEPT_FOR)
        return self.blobs.sweep(named, before)

    def _blobs(self, *names: str) -> Blobs:
        return Blobs(self._shelves.shelf(*names), self._keys)

    @property
    def writers(self) -> int:
        """How many transactions can write at once."""
        return 1 if self._turnstile else _WRITERS

    @property
    def shared(self) -> bool:
        """Whether other processes may be at work on this database at the same time.

        On SQLite none is: it lets one write at a time, so that a second one only waits.
        """
        return self._turnstile is None

    @contextmanager
    def transaction(self) -> Iterator[Records]:
        """All of it or none of it. Keep it short, and never open one inside another."""
        with self.together() as next_records:
            yield next_records()

    @contextmanager
    def together(self) -> Iterator[Callable[[], Records]]:
        """Several deeds in one transaction; each call begins the next, which sees those before.

        All of them or none of them: what was begun for one is undone with every other.
        """
        # The writer's lock is taken at the first statement, see storage.engine.
        with (
            self._turnstile.passed() if self._turnstile else nullcontext(),
            WatchedSession(self._engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield partial(self._next, session, Revisions(session))

    def _next(self, session: Session, revisions: Revisions) -> Records:
        session.flush()
        session.expunge_all()  # what one has read, the next reads anew
        return self._seen(Records(session, self._kept, revisions))

    @contextmanager
    def reading(self) -> Iterator[Records]:
        """Read one state without waiting for a writer; what is written here is not kept."""
        with Session(self._engine.execution_options(**{READING: True})) as session:
            yield self._seen(Records(session, self._kept, Revisions(session)))
            session.rollback()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """One state of all tables, whatever is written meanwhile."""
        options: dict[str, object] = {READING: True}
        if self._engine.dialect.name == "postgresql":
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._engine.execution_options(**options).connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def made_from(self, revision: str) -> Iterator[Connection]:
        """The database brought to this schema, and in the same transaction what is put into it."""
        with brought_to(self._engine, revision) as connection:
            yield connection

    def is_bare(self) -> bool:
        """Whether nothing was ever kept here."""
        with self.snapshot() as connection:
            known = set(inspect(connection).get_table_names())
            ours = [table for table in METADATA.sorted_tables if table.name in known - _FILLED]
            return not any(connection.execute(select(table).limit(1)).first() for table in ours)

    @staticmethod
    def revision(connection: Connection) -> str:
        """The schema's."""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())

    @staticmethod
    def blobs_named(connection: Connection) -> set[str]:
        """The stored files that papers handed in and cases rest on."""
        named = union(select(col(HandInTable.sha256)), select(col(CaseFileTable.sha256)))
        return set(connection.execute(named).scalars())

    def wipe_free_space(self) -> bool:
        """Write the database anew, so that nothing deleted can be read from its files.

        Whether it was done: who is busy with it at the moment may be in the way.
        """
        try:
            self._write_anew()
        except (DBAPIError, sqlite3.Error):
            return False
        return True

    def _write_anew(self) -> None:
        if self._engine.dialect.name == "postgresql":
            options = {"isolation_level": "AUTOCOMMIT"}
            with self._engine.execution_options(**options).connect() as connection:
                connection.execute(text("VACUUM FULL"))
            return
        with contextlib.closing(self._engine.raw_connection()) as raw:  # in no transaction
            cursor = raw.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.close()

    @staticmethod
    def _blobs_to_send(connection: Connection) -> set[str]:
        payloads = select(col(OutboxTable.payload)).where(col(OutboxTable.sent_at).is_(None))
        found = (payload.get("blob") for payload in connection.execute(payloads).scalars())
        return {str(blob) for blob in found if blob}

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()


def _whose(userid: str) -> str:
    return hashlib.sha256(userid.casefold().encode()).hexdigest()[:32]
