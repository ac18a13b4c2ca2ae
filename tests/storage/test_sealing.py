"""Stored files with a key: not readable, not changeable, and opened again by every reader."""

import io
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.blobs import BlobLocked, Blobs
from storage.folder_shelf import FolderShelf
from storage.sealing import (
    PIECE,
    BadKey,
    Key,
    KeyRing,
    Unsealable,
    key_of,
    keys_of,
    new_key,
    sealed,
    size_within,
    unsealed,
)
from tests.kit.blobs import all_files

SECRET = "张伟 优秀".encode() * 100


def ring(*keys: Key) -> KeyRing:
    return KeyRing(lambda: keys)


def opened(kept: bytes, *keys: Key) -> bytes:
    return b"".join(unsealed(io.BytesIO(kept), ring(*keys).find))


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_what_is_sealed_is_what_is_opened(chunks: list[bytes]) -> None:
    key = new_key()
    kept = b"".join(sealed(key, chunks))
    assert opened(kept, new_key(), key) == b"".join(chunks)
    assert size_within(len(kept)) == len(b"".join(chunks))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5])
def test_sizes_around_a_piece(size: int) -> None:
    key, content = new_key(), os.urandom(size)
    kept = b"".join(sealed(key, [content]))
    assert opened(kept, key) == content
    assert size_within(len(kept)) == size


def test_nothing_is_seen_and_nothing_can_be_changed_cut_off_or_swapped() -> None:
    key = new_key()
    long = SECRET + os.urandom(2 * PIECE)
    kept = b"".join(sealed(key, [long]))
    assert b"".join(sealed(key, [SECRET])) != b"".join(sealed(key, [SECRET]))
    assert SECRET[:20] not in kept
    head, piece = 30, PIECE + 16
    first, second = kept[head : head + piece], kept[head + piece : head + 2 * piece]
    changed = [
        kept[:100] + bytes([kept[100] ^ 1]) + kept[101:],
        kept[: head + piece],  # cut off after a whole piece
        kept[:-1],
        kept + b"x",
        kept[:head] + second + first + kept[head + 2 * piece :],
        kept[:20] + bytes([kept[20] ^ 1]) + kept[21:],
        b"",
        kept[:10],
    ]
    for one in changed:
        with pytest.raises(Unsealable):
            opened(one, key)
    with pytest.raises(Unsealable):
        opened(kept, new_key())


def test_a_key_file_is_read_as_it_is_written() -> None:
    old, new = new_key(), new_key()
    assert keys_of(f"# made 2026\n{new.text}\n\n{old.text}\n") == (new, old)
    assert key_of(old.text + "=") == old
    assert old.text not in repr(old)
    for wrong in ("short", old.text[:-1], old.text + "aa", "密钥", "!" * 43):
        with pytest.raises(BadKey, match="kaohe keys new"):
            key_of(wrong)


def test_a_sealed_file_is_opened_by_every_reader(tmp_path: Path) -> None:
    blobs = Blobs(FolderShelf(tmp_path), ring(new_key()))
    blob = blobs.put([SECRET])
    again = blobs.put([SECRET[:5], SECRET[5:]])
    [file] = all_files(blobs)

    assert again == blob
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]
    assert SECRET[:20] not in file.read_bytes()
    with blobs.open(blob.sha256) as content:
        assert content.read(7) + content.read() == SECRET
    with blobs.as_file(blob.sha256) as path:
        assert path.read_bytes() == SECRET
    assert not path.exists()
    assert blobs.size(blob.sha256) == blob.size == len(SECRET)
    assert blobs.names() == [blob.sha256]


def test_keys_are_changed_while_another_process_serves(tmp_path: Path) -> None:
    old, new = new_key(), new_key()
    file = tmp_path / "key"
    file.write_text(old.text)
    serving = Blobs(FolderShelf(tmp_path / "blobs"), KeyRing(lambda: keys_of(file.read_text())))
    plain = Blobs(FolderShelf(tmp_path / "blobs")).put([b"before there was a key"]).sha256
    first = serving.put([SECRET]).sha256
    assert serving.locked() == (0, 1)

    file.write_text(f"{new.text}\n{old.text}")
    rotating = Blobs(FolderShelf(tmp_path / "blobs"), KeyRing(lambda: keys_of(file.read_text())))
    assert rotating.locked() == (0, 2)
    assert [rotating.reseal(name) for name in rotating.names()] == [True, True]
    assert [rotating.reseal(name) for name in rotating.names()] == [False, False]
    assert rotating.locked() == (0, 0)
    file.write_text(new.text)

    for blobs in (serving, rotating):  # who serves knows the old key only, and looks again
        with blobs.open(first) as content, blobs.open(plain) as other:
            assert (content.read(), other.read()) == (SECRET, b"before there was a key")
    assert all(path.suffix == ".sealed" for path in all_files(rotating))


def test_a_change_of_keys_that_was_killed_goes_on(tmp_path: Path) -> None:
    """Between the sealed file and the deletion of the open one."""
    blobs = Blobs(FolderShelf(tmp_path), ring(new_key()))
    name = Blobs(FolderShelf(tmp_path)).put([SECRET]).sha256
    clear = FolderShelf(tmp_path).path(name)
    shutil.copy(clear, tmp_path / "copy")
    assert blobs.reseal(name)
    shutil.copy(tmp_path / "copy", clear)

    assert not blobs.reseal(name)
    assert not clear.exists()
    with blobs.open(name) as file:
        assert file.read() == SECRET


def test_without_the_key_there_are_words_and_nothing_is_lost(tmp_path: Path) -> None:
    key = new_key()
    name = Blobs(FolderShelf(tmp_path), ring(key)).put([SECRET]).sha256
    for blobs in (Blobs(FolderShelf(tmp_path)), Blobs(FolderShelf(tmp_path), ring(new_key()))):
        assert blobs.locked()[0] == 1
        with blobs.open(name) as file, pytest.raises(BlobLocked, match="KAOHE_STORAGE_KEY_FILE"):
            file.read()
    with pytest.raises(BlobLocked):
        Blobs(FolderShelf(tmp_path), ring(new_key())).reseal(name)
    with Blobs(FolderShelf(tmp_path), ring(key)).open(name) as file:
        assert file.read() == SECRET
