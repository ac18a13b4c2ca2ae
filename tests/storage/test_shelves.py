"""Stored files on every kind of shelf: a folder, and a real S3 server; also when it fails."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from storage import Store
from storage.blobs import BlobMissing, Blobs
from storage.folder_shelf import FolderShelf
from storage.s3_shelf import S3Shelf
from storage.sealing import KeyRing, new_key
from storage.shelf import Shelf, ShelfAway
from tests.kit.s3 import BUCKET, Gate, S3Server, gate, s3_server

LARGE = os.urandom(1024) * 9 * 1024  # more than one piece


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    with s3_server(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture
def prefix() -> str:
    """Of its own for each test."""
    return uuid4().hex


@pytest.fixture(params=["folder", "s3"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path, prefix: str) -> Shelf:
    if request.param == "folder":
        return FolderShelf(tmp_path / "kept")
    server: S3Server = request.getfixturevalue("s3")
    return S3Shelf(server.address(), prefix, tmp_path / "scratch")


@pytest.fixture
def way(s3: S3Server) -> Iterator[Gate]:
    with gate(s3) as found:
        yield found


@pytest.fixture
def through(s3: S3Server, way: Gate, prefix: str, tmp_path: Path) -> Blobs:
    """The store behind a gate, one second patient."""
    return Blobs(S3Shelf(s3.address(way.port, 1.0), prefix, tmp_path / "scratch"))


def parts(tmp_path: Path) -> list[Path]:
    return list(tmp_path.rglob("*.part"))


def test_what_is_put_is_found(shelf: Shelf, tmp_path: Path) -> None:
    blobs = Blobs(shelf)
    blobs.create()
    small, empty, large = blobs.put([b"a", b"b"]), blobs.put([]), blobs.put([LARGE])

    assert blobs.put([b"ab"]) == small
    assert blobs.names() == sorted(one.sha256 for one in (small, empty, large))
    for blob, content in ((small, b"ab"), (empty, b""), (large, LARGE)):
        assert (blobs.has(blob.sha256), blobs.size(blob.sha256)) == (True, len(content))
        with blobs.open(blob.sha256) as file:
            assert file.read() == content
        with blobs.as_file(blob.sha256) as path:
            assert path.read_bytes() == content
    blobs.remove(small.sha256)
    assert not blobs.has(small.sha256)
    for missing in (small.sha256, "0" * 64, "../etc/passwd"):
        with pytest.raises(BlobMissing, match="找不到"):
            blobs.open(missing)
    blobs.clear(but=large.sha256)
    assert (blobs.names(), parts(tmp_path)) == ([large.sha256], [])


def test_what_is_sealed_is_opened_and_sealed_anew(shelf: Shelf) -> None:
    old, new = new_key(), new_key()
    plain, before = Blobs(shelf).put([b"plain"]), Blobs(shelf, KeyRing(lambda: (old,)))
    sealed = before.put([LARGE])
    rotating = Blobs(shelf, KeyRing(lambda: (new, old)))
    assert rotating.locked() == (0, 2)
    assert [rotating.reseal(name) for name in rotating.names()] == [True, True]
    after = Blobs(shelf, KeyRing(lambda: (new,)))
    assert after.locked() == (0, 0)
    assert before.locked() == (2, 2)
    assert b"".join(after.pieces(sealed.sha256)) == LARGE
    assert b"".join(after.pieces(plain.sha256)) == b"plain"
    assert after.size(sealed.sha256) == len(LARGE)


def test_what_nothing_names_is_swept(shelf: Shelf) -> None:
    blobs = Blobs(shelf)
    kept, gone = blobs.put([b"kept"]).sha256, blobs.put([b"gone"]).sha256
    assert blobs.sweep({kept}, time.time() - 60) == 0
    later = time.time() + 60
    # S3 puts it aside first; a month later it goes.
    assert sum(blobs.sweep({kept}, later) for _ in range(2)) == 1
    assert blobs.names() == [kept]
    assert not blobs.has(gone)


def test_what_comes_while_it_is_swept_from_s3_stays(
    s3: S3Server, prefix: str, tmp_path: Path
) -> None:
    """The upload finds it there, the sweep puts it aside, the row that names it comes after."""
    blobs = Blobs(S3Shelf(s3.address(), prefix, tmp_path))
    name = blobs.put([b"content"]).sha256
    assert blobs.shelf.again(name)
    blobs.sweep((), time.time() + 60)
    assert b"".join(blobs.pieces(name)) == b"content"
    assert (blobs.names(), blobs.size(name)) == ([name], 7)

    blobs.sweep({name}, time.time() + 60)
    blobs.sweep((), time.time() - 60)
    assert b"".join(blobs.pieces(name)) == b"content"
    assert not (s3.folder / BUCKET / prefix / "gone" / name[:2] / name).exists()


def test_two_machines_find_each_others_files(s3: S3Server, tmp_path: Path) -> None:
    one, other = (
        Store(f"sqlite:///{tmp_path}/{name}.sqlite3", tmp_path / name, files=s3.address())
        for name in ("one", "other")
    )
    blob = one.blobs.put([b"paper"])
    sheet = one.sheets_of("WangFang").put([b"sheet"])
    waits = one.waiting_of("wangfang").put([b"waits"])
    assert b"".join(other.blobs.pieces(blob.sha256)) == b"paper"
    assert other.sheets_of("wangfang").names() == [sheet.sha256]
    assert other.waiting_of("WANGFANG").names() == [waits.sha256]
    assert len(list(other.folders())) == 3
    for store in (one, other):
        store.close()


def test_a_store_that_is_away_is_said_in_words_and_tried_again(
    way: Gate, through: Blobs, tmp_path: Path
) -> None:
    known = through.put([b"known"]).sha256
    way.shut = True
    way.cut()
    for tried in (
        lambda: through.put([b"new"]),
        lambda: through.open(known),
        lambda: through.has(known),
        lambda: through.size(known),
        through.names,
        lambda: through.sweep((), time.time()),
        lambda: through.remove(known),
    ):
        with pytest.raises(ShelfAway, match="存放材料的地方现在连不上"):
            tried()
    assert parts(tmp_path) == []
    way.shut = False
    assert b"".join(through.pieces(known)) == b"known"
    assert through.put([b"new"]).size == 3


@pytest.mark.slow  # waits for the end of its patience
def test_a_store_that_does_not_answer_is_given_up(way: Gate, through: Blobs) -> None:
    way.silent = True
    way.cut()
    began = time.monotonic()
    with pytest.raises(ShelfAway):
        through.put([b"content"])
    assert time.monotonic() - began < 10
    way.silent = False
    assert through.put([b"content"]).size == 7


@pytest.mark.parametrize("content", [LARGE[: 1024 * 1024], LARGE], ids=["one piece", "several"])
def test_what_broke_off_half_way_is_not_there(
    s3: S3Server, way: Gate, through: Blobs, tmp_path: Path, content: bytes
) -> None:
    way.most = len(content) * 3 // 5
    with pytest.raises(ShelfAway):
        through.put([content])
    assert way.broken >= 1
    way.most = None
    assert through.names() == []
    assert parts(tmp_path) == []

    blob = through.put([content])
    assert b"".join(through.pieces(blob.sha256)) == content
    way.most = 0
    way.cut()
    with pytest.raises(ShelfAway):
        through.open(blob.sha256)


def test_a_wrong_secret_or_bucket_is_told_from_a_missing_file(s3: S3Server, tmp_path: Path) -> None:
    from dataclasses import replace

    for wrong in (
        replace(s3.address(), secret_key="wrong"),
        replace(s3.address(), bucket="not-there"),
    ):
        shelf = S3Shelf(wrong, "blobs", tmp_path)
        with pytest.raises(ShelfAway):
            Blobs(shelf).put([b"content"])
        with pytest.raises(ShelfAway):
            shelf.probe()
    S3Shelf(s3.address(), "blobs", tmp_path).probe()
