"""Packets as they are downloaded."""

import io
import zipfile


def opened(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as packet:
        assert packet.testzip() is None
        return {name: packet.read(name) for name in packet.namelist()}
