"""What one simulator run is told: identity, addresses, time and limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from simulator.clock import real_now
from simulator.contacts import Contacts


@dataclass(frozen=True)
class SimulatorConfig:
    contacts: Contacts
    callback_url: str = "http://127.0.0.1:8000/wecom/callback"  # empty: none configured
    corp_id: str = "wwsimulator0000001"
    agent_id: int = 1000002
    secret: str = "simulator-app-secret"
    token: str = "SimulatorToken"
    aes_key: str = "0123456789abcdefghijABCDEFGHIJ0123456789abc"
    app_name: str = "考核助手"
    bot_callback_url: str = ""  # the AI bot's; empty: there is no bot
    bot_id: str = "aibSIMULATOR0001"
    bot_name: str = "考核机器人"
    bot_token: str = "SimulatorBotToken"
    bot_aes_key: str = "abcdefghijABCDEFGHIJ0123456789abcdefghij012"
    trusted_domain: str = ""  # empty: the host of callback_url
    clock_url: str = ""  # empty: nobody else's clock moves with ours
    start_at: datetime | None = None  # None: the real time
    callback_timeout: float = 5.0  # seconds, page 90238
    callback_retries: int = 3  # after the first attempt, page 90238
    retry_delay: float = 1.0  # seconds between attempts; WeCom's own is not documented
    verify_timeout: float = 1.0  # seconds, page 90930
    poll_seconds: float = 1.0  # how often the chat page asks what changed
    bot_refresh: float = 1.0  # seconds between refreshes of a stream; not documented
    report_enter: bool = True  # the app's 上报用户进入应用事件
    seed: int | None = None  # None: ids differ from run to run
    real: Callable[[], datetime] = real_now

    @property
    def trusted_host(self) -> str:
        """Host, with its port where the setting names one."""
        return self.trusted_domain or urlsplit(self.callback_url).hostname or ""
