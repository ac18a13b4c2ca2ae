"""What a member sent to the bot: fetched within its five minutes, decrypted on its way to the disk.

Page 100719: AES-256-CBC, IV the key's first half, PKCS#7 to 32 bytes, the whole plaintext is the
file; the name stands only in the answer's Content-Disposition.
"""

import os
import re
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

import requests
import stamina
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

from bot.channels.wecom_app.api import beside_proxies
from forms.kit.safe import safety

_CHUNK: Final = 64 * 1024
_BLOCK: Final = 32
_TIMEOUT: Final = (5.0, 30.0)  # seconds to connect, and between two chunks
_GONE: Final = (403, 404, 410)
_EXTENDED: Final = re.compile(r"filename\*\s*=\s*(?:UTF-8|utf-8)''([^;]+)")
_SIMPLE: Final = re.compile(r'filename\s*=\s*(?:"([^"]*)"|([^;]+))')


class NotFetched(Exception):
    """文件没有收完整，什么也没有保存。请把文件重新发一次。"""

    @property
    def words(self) -> str:
        """What the sender is told."""
        return (self.__class__.__doc__ or "").format(megabytes=safety.MOST_MEGABYTES)


class LinkExpired(NotFetched):
    """文件的下载链接已经过期（企业微信只保留5分钟），没有收到内容。请把文件重新发一次。"""


class FileTooLarge(NotFetched):
    """文件太大，没有收，什么也没有保存。单个文件最多{megabytes}MB，请压缩后再发，例如把扫描件存成黑白PDF。"""


class _Busy(Exception):
    """Worth another try within the five minutes."""


@dataclass(frozen=True)
class Fetched:
    """`path` is gone once it was looked at, unless it was moved."""

    path: Path
    name: str


class Media:
    """Downloads with the bot's EncodingAESKey into a folder of ours."""

    def __init__(self, aes_key: str, folder: Path) -> None:
        self._key = b64decode(aes_key + "=")
        self._folder = folder

    @contextmanager
    def fetched(self, url: str) -> Iterator[Fetched]:
        """Raises NotFetched; nothing of it stays on the disk."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        os.close(handle)
        path = Path(name)
        try:
            yield Fetched(path, self._download(url, path))
        finally:
            path.unlink(missing_ok=True)

    def _download(self, url: str, path: Path) -> str:
        if urlsplit(url).scheme not in ("http", "https"):
            raise NotFetched
        try:
            for attempt in stamina.retry_context(
                on=_Busy, attempts=4, timeout=None, wait_initial=0.3, wait_max=3.0
            ):
                with attempt:
                    return self._once(url, path)
        except (_Busy, requests.RequestException) as error:
            raise NotFetched from error
        raise NotFetched

    def _once(self, url: str, path: Path) -> str:
        session = beside_proxies(requests.Session(), url)
        with session, session.get(url, stream=True, timeout=_TIMEOUT) as response:
            if response.status_code in _GONE:
                raise LinkExpired
            if response.status_code != 200:
                raise _Busy
            with path.open("wb") as file:
                self._decrypt(response, file)
            return name_of(response.headers.get("Content-Disposition", ""))

    def _decrypt(self, response: requests.Response, file: BinaryIO) -> None:
        cipher = Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16])).decryptor()
        size = 0
        last = b""  # held back: the padding may lie in it
        for chunk in response.iter_content(_CHUNK):
            size += len(chunk)
            if size > safety.MOST_BYTES + _BLOCK:
                raise FileTooLarge
            last += cipher.update(chunk)
            file.write(last[:-_BLOCK])
            last = last[-_BLOCK:]
        file.write(_unpadded(cipher, last, size))


def _unpadded(cipher: CipherContext, last: bytes, size: int) -> bytes:
    """The last bytes; a wrong padding means that the file broke off or is not for our key."""
    try:
        last += cipher.finalize()
    except ValueError as error:
        raise NotFetched from error
    pad = last[-1] if last else 0
    if size % _BLOCK or not 1 <= pad <= _BLOCK or last[-pad:] != bytes([pad]) * pad:
        raise NotFetched
    return last[:-pad]


def name_of(disposition: str) -> str:
    """The file's name; raw UTF-8 reaches us as Latin-1. Empty where there is none."""
    extended = _EXTENDED.search(disposition)
    if extended:
        return unquote(extended[1].strip().strip('"'))
    simple = _SIMPLE.search(disposition)
    if not simple:
        return ""
    name = unquote(simple[1] if simple[1] is not None else simple[2].strip())
    try:
        return name.encode("latin-1").decode()
    except UnicodeError:
        return name
