"""Everything one simulator run remembers, in memory, behind one lock."""

from __future__ import annotations

from dataclasses import dataclass
from threading import RLock
from typing import Any

from simulator.bot_state import BotState
from simulator.calls import CallLog
from simulator.chat import Chat
from simulator.clock import SimClock
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts, Member
from simulator.crypto import CallbackCrypto
from simulator.errors import ApiError, Refused
from simulator.faults import Faults
from simulator.ids import Ids
from simulator.media import MediaStore
from simulator.tokens import AccessTokens, JsTickets


@dataclass(frozen=True)
class LoginCode:
    userid: str
    issued: int  # simulated unix seconds


@dataclass(frozen=True)
class ResponseCode:
    """Allows one update of a card; from a send for all recipients, from a click for one."""

    msgid: str
    userids: frozenset[str]  # casefolded
    issued: int


class World:
    """Hold `lock` around every use, never while talking to the bot."""

    def __init__(self, config: SimulatorConfig) -> None:
        self.config = config
        self.lock = RLock()
        self.ids = Ids(config.seed)
        self.clock = SimClock(config.start_at, config.real)
        self.contacts: Contacts = config.contacts
        self.crypto = CallbackCrypto(config.token, config.aes_key, config.corp_id)
        self.chat = Chat()
        self.bot = BotState(config, self.clock, self.ids)
        self.media = MediaStore(self.clock, self.ids)
        self.tokens = AccessTokens(self.clock, self.ids)
        self.js_tickets = JsTickets(self.clock, self.ids)
        self.calls = CallLog()
        self.faults = Faults()
        self.menu: dict[str, Any] | None = None
        self.login_codes: dict[str, LoginCode] = {}
        self.response_codes: dict[str, ResponseCode] = {}
        self.sent_requests: dict[str, tuple[int, str]] = {}  # digest → (when, msgid)
        self.duplicates = 0
        self.clock_error = ""
        self.verified = ""  # outcome of the last callback URL verification

    def licensed(self, member: Member) -> bool:
        off = {userid.casefold() for userid in self.faults.unlicensed}
        return member.licensed and member.userid.casefold() not in off

    def visible_member(self, userid: str) -> Member:
        member = self.contacts.member(userid)
        if member is None or not member.visible:
            raise ApiError(60111, f"userid {userid!r}")
        return member

    def played(self, userid: str) -> Member:
        """The member somebody plays in the chat page or a test."""
        member = self.contacts.member(userid)
        if member is None:
            raise Refused(f"通讯录里没有“{userid}”。")
        return member

    def new_response_code(self, msgid: str, userids: list[str]) -> str:
        code = self.ids.text(43)
        people = frozenset(userid.casefold() for userid in userids)
        self.response_codes[code] = ResponseCode(msgid, people, self.clock.timestamp())
        return code
