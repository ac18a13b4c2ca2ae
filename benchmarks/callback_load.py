"""The load: callbacks signed and sealed beforehand, sent by so many connections at once."""

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmarks.callback_county import Said
from benchmarks.callback_servers import AES_KEY, CORP, PATH, TOKEN
from bot.channels.wecom_app.crypto import Envelopes
from bot.channels.wecom_app.translate import read_xml

RESENT: Final = 10  # one message in so many is sent twice
_BEHIND: Final = 5  # places behind the first sending
_SIGNATURE: Final = re.compile(r"<MsgSignature><!\[CDATA\[(\w+)\]\]>")
_ENVELOPES: Final = Envelopes(TOKEN, AES_KEY, CORP)


@dataclass(frozen=True)
class Call:
    """One callback, ready to be sent."""

    message_id: str
    request: bytes


@dataclass
class Load:
    """What came back: seconds each took, by place in the list of calls, and the bodies."""

    took: list[float] = field(default_factory=list)
    bodies: dict[int, bytes] = field(default_factory=dict)
    failed: int = 0
    seconds: float = 0.0


def calls(said: Sequence[Said], first_id: int) -> list[Call]:
    """Sealed now; good for five minutes."""
    found: list[Call] = []
    for number, one in enumerate(said):
        message_id = str(first_id + number)
        found.append(_call(one, message_id))
        if number % RESENT == RESENT - 1:
            found.insert(max(0, len(found) - _BEHIND), _call(one, message_id))
    return found


def _call(said: Said, message_id: str) -> Call:
    query, body = sealed(said, message_id, int(time.time()))
    head = (
        f"POST {PATH}?{query} HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\nContent-Type: text/xml\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return Call(message_id, head.encode() + body)


def sealed(said: Said, message_id: str, now: int) -> tuple[str, bytes]:
    """Query and body of a callback, as WeCom would send it at that second."""
    stamp = str(now)
    plain = (
        f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName>"
        f"<FromUserName><![CDATA[{said.sender}]]></FromUserName>"
        f"<CreateTime>{stamp}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{said.text}]]></Content>"
        f"<MsgId>{message_id}</MsgId><AgentID>1000002</AgentID></xml>"
    )
    body = _ENVELOPES.seal(plain, stamp, message_id)
    signature = _SIGNATURE.search(body)
    assert signature is not None
    return f"msg_signature={signature[1]}&timestamp={stamp}&nonce={message_id}", body.encode()


def opened(body: bytes) -> str:
    """The passive answer's words; empty where there is none."""
    if not body:
        return ""
    sealed = read_xml(body.decode())
    plain = _ENVELOPES.open(
        str(sealed["Encrypt"]),
        str(sealed["MsgSignature"]),
        str(sealed["TimeStamp"]),
        str(sealed["Nonce"]),
    )
    return str(read_xml(plain).get("Content") or "")


def send(port: int, some: Sequence[Call], at_once: int) -> Load:
    """Every connection takes the next call as soon as it has its answer."""
    return asyncio.run(_send(port, some, at_once))


async def _send(port: int, some: Sequence[Call], at_once: int) -> Load:
    load, left = Load(), iter(enumerate(some))
    began = time.perf_counter()
    await asyncio.gather(*(_connection(port, left, load) for _ in range(at_once)))
    load.seconds = time.perf_counter() - began
    return load


async def _connection(port: int, left: Iterator[tuple[int, Call]], load: Load) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number, call in left:
        began = time.perf_counter()
        writer.write(call.request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        body = await reader.readexactly(int(length[1])) if length else b""
        load.took.append(time.perf_counter() - began)
        if head.startswith(b"HTTP/1.1 200"):
            load.bodies[number] = body
        else:
            load.failed += 1
    writer.close()
    await writer.wait_closed()
