"""Where the bot downloads what a member sent: encrypted, for five minutes (page 100719)."""

from __future__ import annotations

from urllib.parse import quote

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from fastapi import APIRouter, Response

from simulator.api.gate import WorldOf
from simulator.bot_state import LINK_SECONDS
from simulator.crypto import BLOCK, decode_aes_key
from simulator.faults import take

router = APIRouter(prefix="/aibot")


@router.get("/media/{token}")
def media(token: str, world: WorldOf) -> Response:
    with world.lock:
        link = world.bot.links.get(token)
        if link is None:
            return Response(status_code=404)
        if world.clock.timestamp() - link.issued >= LINK_SECONDS:
            return Response(status_code=403)
        if take(world.faults, "media_503"):
            return Response(status_code=503)
        cut = take(world.faults, "media_cut")
    body = encrypted(link.media.content, world.config.bot_aes_key)
    kept = body[: len(body) // 64 * 32] if cut else body
    name = f"attachment; filename*=UTF-8''{quote(link.media.name, safe='')}"
    return Response(kept, 200, {"Content-Disposition": name}, "application/octet-stream")


def encrypted(content: bytes, aes_key: str) -> bytes:
    """The whole plaintext is the file: no prefix, no length, no receiver."""
    key = decode_aes_key(aes_key)
    pad = BLOCK - len(content) % BLOCK
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return encryptor.update(content + bytes([pad]) * pad) + encryptor.finalize()
