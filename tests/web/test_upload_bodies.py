"""What is sent to the upload page and is no form of it is refused while it comes."""

import socket
from urllib.parse import urlsplit

import pytest

from tests.kit.forms import made
from tests.kit.waiting import until
from tests.kit.web.county import County
from tests.kit.web.upload import PROPOSALS, session_of, token


def test_a_form_from_elsewhere_is_not_taken(county: County) -> None:
    clerk = county.as_member("wangfang")
    other = token(county.as_member("lina"))

    for wrong in ("", "0" * 64, other):
        response = clerk.post(
            "/upload",
            data={"token": wrong, "item": PROPOSALS},
            files={"files": ("附件8.xlsx", made.xlsx())},
        )
        assert response.status_code == 401
        assert "登录已经过期" in response.text
    assert county.kept_files() == []


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/plain", b"hello"),
        ("multipart/form-data", b"hello"),
        ("multipart/form-data; boundary=x", b"hello"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="files"; ',
        ),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n" + b"a" * 9000),
    ],
)
def test_a_body_that_is_no_form_is_answered_in_words(
    county: County, content_type: str, body: bytes
) -> None:
    clerk = county.as_member("wangfang")

    response = clerk.post("/upload", content=body, headers={"content-type": content_type})

    assert response.status_code in (400, 401)
    assert "<h1>" in response.text
    assert county.left_over() == []


def test_sixty_megabytes_are_refused_while_they_come(served: tuple[County, str]) -> None:
    county, address = served
    session, sent_token = session_of(county, address)
    head = (
        '--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n'
        f"{sent_token}\r\n"
        '--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    ).encode()
    whole = len(head) + 60 * 1024 * 1024
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as line:
        line.sendall(
            f"POST /upload HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {session}\r\n"
            "X-Kaohe-Part: 1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            f"Content-Length: {whole}\r\n\r\n".encode()
            + head
        )
        # 51 MB of the 60, then wait: the answer comes without the rest.
        for _ in range(51):
            line.sendall(b"\0" * 1024 * 1024)
        said = b""
        while "例如".encode() not in said:
            piece = line.recv(65536)
            assert piece
            said += piece

    assert said.startswith(b"HTTP/1.1 413")
    assert "文件超过50MB，没有收" in said.decode()
    assert county.kept_files() == []
    assert county.left_over() == []


def test_a_client_that_breaks_off_leaves_nothing(served: tuple[County, str]) -> None:
    county, address = served
    session, sent_token = session_of(county, address)
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as line:
        line.sendall(
            f"POST /upload HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {session}\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n"
            f'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n{sent_token}\r\n'
            '--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'.encode()
            + b"\0" * 2_000_000
        )
        until(lambda: county.left_over() != [])

    until(lambda: county.left_over() == [])
    assert county.kept_files() == []
