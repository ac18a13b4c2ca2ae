"""Content sealed with a key, a megabyte at a time: it cannot be read, changed, swapped or cut off.

AES-256-GCM over numbered pieces, the last of them marked, under a key of each file's own (HKDF).
"""

import base64
import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
PIECE: Final = 1024 * 1024
ID_BYTES: Final = 8
SALT_BYTES: Final = 16
_MARK: Final = b"KAOHE1"
_TAG: Final = 16
HEAD_BYTES: Final = len(_MARK) + ID_BYTES + SALT_BYTES


class Unsealable(ValueError):
    """加密的内容打不开：密钥不对，或者内容坏了、被改过"""


class BadKey(ValueError):
    """密钥应是43位或44位的字母、数字、-、_，由 kaohe keys new 生成"""


@dataclass(frozen=True)
class Key:
    """A secret and the name it goes by in what it sealed."""

    secret: bytes = field(repr=False)

    @property
    def id(self) -> bytes:
        """What a sealed file names the key by, which does not give the key away."""
        return hashlib.sha256(b"kaohe key id" + self.secret).digest()[:ID_BYTES]

    @property
    def text(self) -> str:
        """As a line of a key file."""
        return base64.urlsafe_b64encode(self.secret).decode().rstrip("=")


def new_key() -> Key:
    """A key nobody has had before."""
    return Key(secrets.token_bytes(KEY_BYTES))


def key_of(text: str) -> Key:
    """The key that stands there. Raises BadKey."""
    try:
        secret = base64.b64decode(text.strip().rstrip("=") + "=", altchars=b"-_", validate=True)
    except ValueError:
        raise BadKey(BadKey.__doc__) from None
    if len(secret) != KEY_BYTES:
        raise BadKey(BadKey.__doc__)
    return Key(secret)


def keys_of(text: str) -> tuple[Key, ...]:
    """Those of a key file, the newest first: a line each, lines with # are remarks."""
    lines = (line.strip() for line in text.replace(",", "\n").splitlines())
    return tuple(key_of(line) for line in lines if line and not line.startswith("#"))


class KeyRing:
    """The keys in use. Looked up anew for a key that is not known: another process may add one."""

    def __init__(self, load: Callable[[], tuple[Key, ...]]) -> None:
        self._load = load
        self._keys: tuple[Key, ...] | None = None

    def keys(self) -> tuple[Key, ...]:
        """The newest first; empty where nothing is to be sealed."""
        if self._keys is None:
            self._keys = self._load()
        return self._keys

    def newest(self) -> Key | None:
        """The key new files are sealed with; none where files are not sealed."""
        return next(iter(self.keys()), None)

    def find(self, id: bytes) -> Key | None:
        """The key that goes by this name."""
        for again in (False, True):
            if again:
                self._keys = None
            found = next((key for key in self.keys() if key.id == id), None)
            if found is not None:
                return found
        return None


NO_KEYS: Final = KeyRing(tuple)


def sealed(key: Key, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The content as it is to be kept."""
    head = _MARK + key.id + secrets.token_bytes(SALT_BYTES)
    cipher = _cipher(key, head)
    yield head
    number, waiting = 0, bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) > PIECE:
            yield cipher.encrypt(_nonce(number, last=False), bytes(waiting[:PIECE]), head)
            del waiting[:PIECE]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(waiting), head)


def sealed_by(head: BinaryIO) -> bytes:
    """The name of the key that sealed this. Raises Unsealable for what is not sealed."""
    return _head(head)[len(_MARK) : len(_MARK) + ID_BYTES]


def unsealed(file: BinaryIO, find: Callable[[bytes], Key | None]) -> Iterator[bytes]:
    """The content, a piece at a time. Raises Unsealable before anything false is given."""
    head = _head(file)
    key = find(head[len(_MARK) : len(_MARK) + ID_BYTES])
    if key is None:
        raise Unsealable(Unsealable.__doc__)
    cipher, number = _cipher(key, head), 0
    piece = file.read(PIECE + _TAG)
    while True:
        after = file.read(PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not after), piece, head)
        except (InvalidTag, ValueError):
            raise Unsealable(Unsealable.__doc__) from None
        if not after:
            return
        piece, number = after, number + 1


def size_within(kept: int) -> int:
    """How long the content is of what is `kept` bytes long sealed."""
    body = kept - HEAD_BYTES
    pieces = max(1, -(-body // (PIECE + _TAG)))
    return body - pieces * _TAG


def _head(file: BinaryIO) -> bytes:
    head = file.read(HEAD_BYTES)
    if len(head) < HEAD_BYTES or not head.startswith(_MARK):
        raise Unsealable(Unsealable.__doc__)
    return head


def _cipher(key: Key, head: bytes) -> AESGCM:
    salt = head[-SALT_BYTES:]
    derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"kaohe file")
    return AESGCM(derived.derive(key.secret))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
