"""Switches that make the stand-in misbehave the way the real service does."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Faults(BaseModel):
    """Counters count down one a call; `only` limits API faults to paths starting with it."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    ip_blocked: bool = False  # 60020
    busy: int = Field(0, ge=0)  # -1, for so many calls
    limited: int = Field(0, ge=0)  # 45009, for so many calls
    reject_tokens: int = Field(0, ge=0)  # 40014 even for a fresh token
    http_500: int = Field(0, ge=0)
    slow_seconds: float = Field(0.0, ge=0, le=60)
    only: str = ""  # e.g. "message/send"
    drop_reply: int = Field(0, ge=0)  # so many callback answers get lost on the way
    deliver_app_file: bool = False  # the real service never delivers one
    media_503: int = Field(0, ge=0)  # so many downloads of the bot's media answer HTTP 503
    media_cut: int = Field(0, ge=0)  # so many break off half way
    unlicensed: list[str] = []  # userids


class FaultChange(BaseModel):
    """A partial setting of the switches; what is absent stays as it is."""

    model_config = ConfigDict(extra="forbid")

    ip_blocked: bool | None = None
    busy: int | None = Field(None, ge=0)
    limited: int | None = Field(None, ge=0)
    reject_tokens: int | None = Field(None, ge=0)
    http_500: int | None = Field(None, ge=0)
    slow_seconds: float | None = Field(None, ge=0, le=60)
    only: str | None = None
    drop_reply: int | None = Field(None, ge=0)
    deliver_app_file: bool | None = None
    media_503: int | None = Field(None, ge=0)
    media_cut: int | None = Field(None, ge=0)
    unlicensed: list[str] | None = None
    invalidate_token: Literal[40014, 42001] | None = None  # done at once, not a switch
    reset: bool = False  # everything back to normal first


CountedFault = Literal[
    "busy", "limited", "reject_tokens", "http_500", "drop_reply", "media_503", "media_cut"
]


def take(faults: Faults, name: CountedFault) -> bool:
    """True while the counted fault lasts; each call uses one up."""
    left: int = getattr(faults, name)
    if left:
        setattr(faults, name, left - 1)
    return left > 0


def changed(faults: Faults, change: FaultChange) -> Faults:
    kept = Faults() if change.reset else faults
    given = change.model_dump(exclude_none=True, exclude={"reset", "invalidate_token"})
    return kept.model_copy(update=given)
