"""Sealed envelopes: what WeCom signs and encrypts, opened and made (pages 90238, 90930, 90968)."""

import binascii
import hashlib
import hmac
import json
import os
import secrets
import struct
from collections.abc import Collection
from threading import Lock
from typing import Final

from wechatpy.enterprise.crypto import PrpCrypto, WeChatCrypto
from wechatpy.enterprise.exceptions import InvalidCorpIdException

_AT_ONCE: Final = 4096  # bytes


class Forged(Exception):
    """The signature or the receiver is not ours: somebody else wrote this."""


class Unreadable(Exception):
    """Signed by WeCom, or so it seems, yet it does not decrypt to text."""


class Unforeseen:
    """Bytes nobody can predict, drawn from the system many at a time, each given out once.

    A draw lets another thread have the interpreter, which gives it back after up to 5 ms: with one
    for each envelope, answers that were ready waited for this.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._drawn, self._at = b"", 0
        os.register_at_fork(after_in_child=self._forget)

    def take(self, number: int) -> bytes:
        """So many bytes, at most as many as are drawn at once."""
        with self._lock:
            if self._at + number > len(self._drawn):
                self._drawn, self._at = secrets.token_bytes(_AT_ONCE), 0
            self._at += number
            return self._drawn[self._at - number : self._at]

    def _forget(self) -> None:
        """A copy of this process must not give out the same."""
        self._lock, self._drawn, self._at = Lock(), b"", 0


UNFORESEEN: Final = Unforeseen()


class _Cipher(PrpCrypto):
    """wechatpy's cipher with a prefix nobody can predict (its own comes from `random`)."""

    def get_random_string(self) -> bytes:
        return UNFORESEEN.take(16)


class Envelopes:
    """Opens and seals with one app's Token and EncodingAESKey; `receive_id` is the corp id.

    `also`: other receivers that are ours: a bot's envelopes name nobody, or our own corp.
    """

    def __init__(
        self, token: str, aes_key: str, receive_id: str, also: Collection[str] = ()
    ) -> None:
        self._token = token
        self._key = WeChatCrypto(token, aes_key, receive_id).key
        self._receive_id = receive_id
        self._ours = (receive_id, *also)

    def signature(self, timestamp: str, nonce: str, encrypted: str) -> str:
        """What WeCom signs an envelope with."""
        joined = "".join(sorted([self._token, timestamp, nonce, encrypted]))
        return hashlib.sha1(joined.encode()).hexdigest()  # noqa: S324 - the protocol's choice

    def open(self, encrypted: str, signature: str, timestamp: str, nonce: str) -> str:
        """The plaintext. Raises Forged before anything is decrypted, or Unreadable."""
        ours = self.signature(timestamp, nonce, encrypted).encode()
        if not hmac.compare_digest(ours, signature.encode()):
            raise Forged
        try:
            return self._decrypted(encrypted)
        except (ValueError, IndexError, binascii.Error, struct.error) as error:
            raise Unreadable from error

    def _decrypted(self, encrypted: str) -> str:
        for receiver in self._ours:
            try:
                return str(_Cipher(self._key).decrypt(encrypted, receiver))
            except InvalidCorpIdException:
                continue
        raise Forged

    def question(self, word: str, timestamp: str, nonce: str) -> dict[str, str]:
        """What WeCom asks an address with when it is saved; the answer is the word."""
        encrypted, signature = self._sealed(word, timestamp, nonce)
        signed = {"msg_signature": signature, "timestamp": timestamp, "nonce": nonce}
        return {**signed, "echostr": encrypted}

    def seal_json(self, plain: str, timestamp: int, nonce: str) -> str:
        """The JSON to answer the AI bot's callback with (page 101033)."""
        encrypted, signature = self._sealed(plain, str(timestamp), nonce)
        return json.dumps(
            {
                "encrypt": encrypted,
                "msgsignature": signature,
                "timestamp": timestamp,
                "nonce": nonce,
            }
        )

    def seal(self, plain: str, timestamp: str, nonce: str) -> str:
        """The XML to answer a callback with."""
        encrypted, signature = self._sealed(plain, timestamp, nonce)
        return (
            f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt>"
            f"<MsgSignature><![CDATA[{signature}]]></MsgSignature>"
            f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
        )

    def _sealed(self, plain: str, timestamp: str, nonce: str) -> tuple[str, str]:
        encrypted = _Cipher(self._key).encrypt(plain, self._receive_id).decode()
        return encrypted, self.signature(timestamp, nonce, encrypted)
