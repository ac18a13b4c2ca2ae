"""The callback's signature and AES envelope (pages 90930 and 90968)."""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable
from hashlib import sha1

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32  # PKCS#7 pads to 32 here, not to the AES block of 16


class CryptoError(Exception):
    """What arrived is not signed, encrypted or framed as agreed."""


class CallbackCrypto:
    """Seals and opens callback bodies for one receiver; `receiveid` is the corp id of an app."""

    def __init__(self, token: str, aes_key: str, receiveid: str) -> None:
        self._token = token
        self._key = decode_aes_key(aes_key)
        self.receiveid = receiveid

    def signature(self, timestamp: str, nonce: str, encrypted: str) -> str:
        joined = "".join(sorted([self._token, timestamp, nonce, encrypted]))
        return sha1(joined.encode()).hexdigest()

    def check_signature(self, signature: str, timestamp: str, nonce: str, encrypted: str) -> None:
        if not hmac.compare_digest(self.signature(timestamp, nonce, encrypted), signature):
            raise CryptoError("签名不符")

    def encrypt(
        self, message: str, random_bytes: Callable[[int], bytes], receiveid: str | None = None
    ) -> str:
        body = message.encode()
        receiver = (self.receiveid if receiveid is None else receiveid).encode()
        frame = random_bytes(16) + len(body).to_bytes(4, "big") + body + receiver
        pad = BLOCK - len(frame) % BLOCK
        encryptor = self._cipher().encryptor()
        sealed = encryptor.update(frame + bytes([pad]) * pad) + encryptor.finalize()
        return b64encode(sealed).decode()

    def decrypt(self, encrypted: str) -> str:
        frame = _unpad(self._decrypted(encrypted))
        end = 20 + int.from_bytes(frame[16:20], "big")
        if len(frame) < 20 or end > len(frame):
            raise CryptoError("密文长度字段不符")
        if frame[end:].decode(errors="replace") != self.receiveid:
            raise CryptoError("receiveid 不符")
        try:
            return frame[20:end].decode()
        except UnicodeDecodeError as error:
            raise CryptoError("明文不是 UTF-8") from error

    def _decrypted(self, encrypted: str) -> bytes:
        try:
            sealed = b64decode(encrypted, validate=True)
        except (Base64Error, ValueError) as error:
            raise CryptoError("密文不是 base64") from error
        if not sealed or len(sealed) % 16:
            raise CryptoError("密文长度不是 16 的倍数")
        decryptor = self._cipher().decryptor()
        return decryptor.update(sealed) + decryptor.finalize()

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))


def decode_aes_key(aes_key: str) -> bytes:
    """The 32 bytes behind a 43-character EncodingAESKey. Raises ValueError."""
    if len(aes_key) != 43 or not aes_key.isalnum() or not aes_key.isascii():
        raise ValueError("EncodingAESKey must be 43 letters and digits")
    return b64decode(aes_key + "=")


def _unpad(frame: bytes) -> bytes:
    pad = frame[-1]
    if not 1 <= pad <= BLOCK or frame[-pad:] != bytes([pad]) * pad:
        raise CryptoError("填充不符，密钥可能不对")
    return frame[:-pad]
