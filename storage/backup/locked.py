"""A backup shut with a password: the same file, sealed with a key made from the words."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from storage.sealing import KEY_BYTES, Key, Unsealable, sealed, unsealed

LEAST_PASSWORD: Final = 12
_MARK: Final = b"KAOHE-BACKUP-1\n"
_SALT: Final = 16
_PIECE: Final = 1024 * 1024


class Locked(ValueError):
    """这份备份是加密的，要用做备份时的密码文件才打得开"""


class WrongPassword(ValueError):
    """密码不对，或者备份文件坏了、被改过"""


def write_locked(whole: BinaryIO, out: BinaryIO, password: str) -> None:
    """Write the backup `whole` to `out`, shut with this password."""
    salt = secrets.token_bytes(_SALT)
    out.write(_MARK + salt)
    whole.seek(0)
    out.writelines(sealed(_key(password, salt), iter(lambda: whole.read(_PIECE), b"")))


def is_locked(backup: Path) -> bool:
    """Whether a password is needed to read it."""
    with backup.open("rb") as file:
        return file.read(len(_MARK)) == _MARK


@contextmanager
def readable(backup: Path, password: str) -> Iterator[BinaryIO]:
    """The backup in the clear, in a file without a name. Raises Locked or WrongPassword."""
    if not is_locked(backup):
        with backup.open("rb") as file:
            yield file
        return
    if not password:
        raise Locked(Locked.__doc__)
    with backup.open("rb") as file, tempfile.TemporaryFile(dir=backup.parent) as clear:
        file.seek(len(_MARK))
        key = _key(password, file.read(_SALT))
        try:
            clear.writelines(unsealed(file, lambda id: key if id == key.id else None))
        except Unsealable:
            raise WrongPassword(WrongPassword.__doc__) from None
        clear.flush()
        os.fsync(clear.fileno())
        clear.seek(0)
        yield clear


def _key(password: str, salt: bytes) -> Key:
    return Key(Scrypt(salt=salt, length=KEY_BYTES, n=2**15, r=8, p=1).derive(password.encode()))
