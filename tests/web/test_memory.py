"""A large upload passes through without being held."""

import socket
import tracemalloc
from urllib.parse import urlsplit

from tests.kit.forms import made
from tests.kit.web.county import County
from tests.kit.web.upload import session_of

MEGABYTE = 1024 * 1024


def test_a_20_mb_upload_never_holds_64_mb(served: tuple[County, str]) -> None:
    county, address = served
    session, token = session_of(county, address)
    person = county.person_id("张伟")
    photo = made.JPG[:-2] + b"\0" * MEGABYTE * 20 + made.JPG[-2:]
    head = b"".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in (("token", token), ("item", f"registration:{person}"))
    )
    head += (
        '--x\r\nContent-Disposition: form-data; name="files"; filename="张伟.jpg"\r\n\r\n'.encode()
    )
    tail = b"\r\n--x--\r\n"
    parts = urlsplit(address)
    tracemalloc.start()
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 0), 60) as line:
            line.sendall(
                f"POST /upload HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {session}\r\n"
                "X-Kaohe-Part: 1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                f"Content-Length: {len(head) + len(photo) + len(tail)}\r\n\r\n".encode()
            )
            line.sendall(head)
            line.sendall(photo)
            line.sendall(tail)
            said = line.recv(65536)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert said.startswith(b"HTTP/1.1 200")
    assert len(county.kept_files()) == 1
    assert peak < 64 * MEGABYTE
