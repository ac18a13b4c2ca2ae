"""What the doctor asks WeCom, and what it asks of us as WeCom does."""

import secrets
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

import requests

from bot.account import account_of
from bot.channels.wecom_app.api import beside_proxies
from bot.channels.wecom_app.client import WecomClient
from bot.channels.wecom_app.crypto import Envelopes
from bot.channels.wecom_app.errors import ChannelError
from bot.patient import Doubtful, Ill, Patient

_TIMEOUT: Final = 8.0
_CLOCK_MAY_DIFFER: Final = timedelta(seconds=60)


def clock(patient: Patient) -> str:
    """WeCom's answers bear its time."""
    settings = patient.settings
    try:
        with beside_proxies(requests.Session(), settings.wecom_api_url) as session:
            said = session.get(settings.wecom_api_url, timeout=_TIMEOUT).headers.get("Date", "")
    except requests.RequestException:
        raise Ill(
            f"连不上企业微信接口，没法对时。请检查服务器能否访问 {settings.wecom_api_url}，"
            "防火墙要放行出去的443端口"
        ) from None
    try:
        apart = abs(parsedate_to_datetime(said) - datetime.now(UTC))
    except (TypeError, ValueError):
        raise Doubtful("企业微信的回应里没有时间，没法对时") from None
    if apart > _CLOCK_MAY_DIFFER:
        raise Ill(
            f"和企业微信差{int(apart.total_seconds())}秒，差5分钟以上消息就收不进来。"
            "请打开时间同步：timedatectl set-ntp true"
        )
    return "和企业微信相差不到1分钟"


def credentials(patient: Patient) -> str:
    """Whether WeCom takes the id, the secret and this address."""
    try:
        name = _client(patient).app_name()
    except ChannelError as error:
        raise Ill(error.words) from None
    return f"企业ID、Secret、AgentId 和可信IP都对，应用名称是“{name}”"


def callback(patient: Patient) -> str:
    """Asked as WeCom asks when the address is saved, from here."""
    settings = patient.settings
    address = f"{settings.public_url}/wecom/callback"
    envelopes = Envelopes(
        settings.wecom_token.get_secret_value(),
        settings.wecom_aes_key.get_secret_value(),
        settings.wecom_corp_id,
    )
    word, nonce = secrets.token_hex(8), secrets.token_hex(8)
    timestamp = str(int(patient.clock.now().timestamp()))
    query = envelopes.question(word, timestamp, nonce)
    try:
        with beside_proxies(requests.Session(), address) as session:
            answer = session.get(address, params=query, timeout=_TIMEOUT)
    except requests.RequestException as error:
        raise Ill(
            f"{address} 打不开（{type(error).__name__}）。请看服务有没有启动（kaohe serve）、"
            "域名有没有解析到这台服务器、反向代理和证书对不对（KAOHE_PUBLIC_URL）"
        ) from None
    if answer.status_code == 200 and answer.text == word:
        return f"{address} 有答复，Token 和 EncodingAESKey 与正在运行的服务一致"
    if answer.status_code == 403:
        raise Ill(
            "正在运行的服务不认这里的 Token、EncodingAESKey 或时间。改过 .env 的话请重启服务；"
            "没改过就看服务器时间准不准"
        )
    raise Ill(
        f"{address} 答复的不是考核助手（HTTP {answer.status_code}）。"
        "请看反向代理是不是把全部路径转给了 kaohe serve"
    )


def trusted_domain(patient: Patient) -> str:
    """What the app's page in the console says, which pages and their scripts hang on."""
    wanted = urlsplit(patient.settings.public_url).hostname or ""
    try:
        entered = _client(patient).trusted_domain()
    except ChannelError as error:
        raise Ill(f"没法核对：{error.words}") from None
    where = "管理后台“应用管理 › 本应用 › 网页授权及JS-SDK”"
    if not entered:
        raise Ill(f"没有设可信域名，大家打不开网页。请到{where}填 {wanted}，并按提示验证归属")
    if entered.partition(":")[0].lower() != wanted.lower():
        raise Ill(
            f"可信域名是 {entered}，KAOHE_PUBLIC_URL 的域名是 {wanted}，不一致，大家登录不了网页。"
            f"请到{where}改成 {wanted}，或者改 KAOHE_PUBLIC_URL"
        )
    return f"{entered}，与 KAOHE_PUBLIC_URL 一致"


def _client(patient: Patient) -> WecomClient:
    return WecomClient(account_of(patient.settings), patient.store, patient.clock)
