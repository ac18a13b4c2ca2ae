"""Files that nothing names go after a while; what is named, new or wanted again stays."""

import os
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage import Store
from storage.blobs import Blobs
from storage.folder_shelf import FolderShelf
from tests.kit.blobs import lies

LONG = timedelta(days=30)


def aged(blobs: Blobs, sha256: str) -> None:
    long_ago = time.time() - timedelta(days=31).total_seconds()
    os.utime(lies(blobs, sha256), (long_ago, long_ago))


def test_what_nothing_names_goes_and_the_rest_stays(county: Store, now: datetime) -> None:
    blobs = county.blobs
    named, sent, old, young = (blobs.put([word]) for word in (b"named", b"sent", b"old", b"new"))
    with county.transaction() as records:
        [unit] = records.roster.unit_named("城关镇")
        records.handins.add(
            unit.id, "grade_proposals", None, named, "a.pdf", "x", "ClerkCG", now, plan_id="2019"
        )
        payload = {"kind": "file", "name": "a", "blob": sent.sha256}
        records.outbox.enqueue("k", "ClerkCG", payload, now)
    for one in (named, sent, old):
        aged(blobs, one.sha256)

    assert county.sweep(LONG) == 1
    assert blobs.names() == sorted([named.sha256, sent.sha256, young.sha256])
    assert county.sweep(LONG) == 0


def test_an_upload_killed_between_file_and_row_leaves_nothing_in_the_end(county: Store) -> None:
    """A real kill, where the orphan comes from."""
    pid = os.fork()
    if pid == 0:
        county.blobs.put([b"killed before its row"])
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    [orphan] = county.blobs.names()

    assert county.sweep(LONG) == 0, "the member may be sending it again"
    aged(county.blobs, orphan)
    assert county.sweep(LONG) == 1
    assert county.blobs.names() == []


def test_the_same_file_sent_again_is_not_swept_away(tmp_path: Path) -> None:
    blobs = Blobs(FolderShelf(tmp_path))
    name = blobs.put([b"content"]).sha256
    aged(blobs, name)
    assert blobs.put([b"content"]).sha256 == name
    assert blobs.sweep((), time.time() - 3600) == 0


@pytest.mark.parametrize("again", [False, True])
def test_sent_again_at_the_very_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    """The sweep has looked and not yet taken it when somebody stores the same content."""
    blobs = Blobs(FolderShelf(tmp_path))
    name = blobs.put([b"content"]).sha256
    aged(blobs, name)
    real = Path.rename

    def meanwhile(path: Path, target: Path) -> Path:
        if again and target.suffix == ".part":
            blobs.put([b"content"])
        return real(path, target)

    monkeypatch.setattr(Path, "rename", meanwhile)
    assert blobs.sweep((), time.time() - 3600) == (0 if again else 1)
    assert blobs.has(name) is again


def test_a_sweep_killed_before_it_decided_loses_nothing(tmp_path: Path) -> None:
    blobs = Blobs(FolderShelf(tmp_path))
    path = lies(blobs, blobs.put([b"content"]).sha256)
    path.rename(path.with_name(f"{path.name}.part"))
    blobs.create()
    assert path.read_bytes() == b"content"
