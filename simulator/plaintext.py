"""The plain XML of callbacks, before encryption (pages 90239 and 90240)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# A value is text (as CDATA), an int (bare), a nested mapping, or a list of repeated siblings.
Fields = Mapping[str, Any]


def to_xml(fields: Fields, root: str = "xml") -> str:
    return f"<{root}>{''.join(_element(name, value) for name, value in fields.items())}</{root}>"


def _element(name: str, value: object) -> str:
    if isinstance(value, list):
        return "".join(_element(name, one) for one in value)
    if isinstance(value, Mapping):
        return to_xml(value, name)
    if isinstance(value, int):
        return f"<{name}>{value}</{name}>"
    return f"<{name}>{cdata(str(value))}</{name}>"


def cdata(text: str) -> str:
    """CDATA holding any text; what XML 1.0 cannot carry is left out, as the real client does."""
    kept = "".join(char for char in text if _allowed(char))
    return "<![CDATA[" + kept.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _allowed(char: str) -> bool:
    code = ord(char)
    if code < 0x20:
        return char in "\t\n\r"
    return not (0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF))


def envelope(corp_id: str, agent_id: int, encrypted: str) -> str:
    agent = cdata(str(agent_id))
    return (
        f"<xml><ToUserName>{cdata(corp_id)}</ToUserName>"
        f"<AgentID>{agent}</AgentID><Encrypt>{cdata(encrypted)}</Encrypt></xml>"
    )
