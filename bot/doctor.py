"""What must be right for the service to work, each with what to do about it."""

import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import requests

from bot.account import account_of
from bot.channels.wecom_app.api import beside_proxies
from bot.channels.wecom_app.client import WecomClient
from bot.channels.wecom_app.crypto import Envelopes
from bot.channels.wecom_app.errors import ChannelError
from bot.clock import Clock
from bot.health import BACKED_UP, LEAST_FREE, OLDEST_WAITING, write_probe
from bot.settings import Settings
from handlers.notifications.service import workdays_of
from rules.plan import Plan
from storage import Store

_TIMEOUT: Final = 8.0
_CLOCK_MAY_DIFFER: Final = timedelta(seconds=60)
_TICKED: Final = timedelta(minutes=5)
_BACKED_UP_WITHIN: Final = timedelta(days=2)


class State(StrEnum):
    """How one check ended."""

    RIGHT = "通过"
    DOUBTFUL = "注意"
    WRONG = "不对"


@dataclass(frozen=True)
class Finding:
    """`words` say what was found and, where it is not right, what to do."""

    what: str
    state: State
    words: str


@dataclass(frozen=True)
class Patient:
    """What is looked at."""

    settings: Settings
    plan: Plan
    store: Store
    clock: Clock


class Ill(Exception):
    """Its words say what is wrong and what to do."""

    state = State.WRONG


class Doubtful(Ill):
    """It works, and yet somebody should look."""

    state = State.DOUBTFUL


def examine(patient: Patient) -> Iterator[Finding]:
    """One finding a check. A check that breaks is a finding too."""
    for what, check in CHECKS:
        try:
            yield Finding(what, State.RIGHT, check(patient))
        except Ill as ill:
            yield Finding(what, ill.state, str(ill))
        except Exception as error:
            words = f"检查时出错（{type(error).__name__}）。请把这一行交给维护人员"
            yield Finding(what, State.WRONG, words)


def _database(patient: Patient) -> str:
    try:
        with patient.store.transaction() as records:
            records.pulses.beat("doctor", patient.clock.now())
    except Exception as error:
        raise Ill(
            f"写不进去（{type(error).__name__}）。请看数据库所在的磁盘满没满、服务的用户有没有写的权限；"
            "PostgreSQL 看它有没有启动、用户名密码对不对（KAOHE_DATABASE_URL）"
        ) from error
    return "能读能写，表结构是最新的"


def _disk(patient: Patient) -> str:
    free = []
    for folder in patient.settings.written_to():
        try:
            write_probe(folder)
        except OSError as error:
            raise Ill(
                f"{folder} 写不进文件，或者剩余空间不到{LEAST_FREE // 1024 // 1024}MB。"
                "请腾出空间，并让服务的用户对这个目录有写的权限（KAOHE_DATA_DIR）"
            ) from error
        free.append(shutil.disk_usage(folder).free)
    return f"能写，还剩{min(free) // 1024 // 1024}MB"


def _sealed(patient: Patient) -> str:
    closed = older = 0
    for folder in patient.store.folders():
        found = folder.locked()
        closed, older = closed + found[0], older + found[1]
    if closed:
        raise Ill(
            f"有{closed}个上交的文件是加密的，现在的密钥打不开。"
            "请把当时的密钥放回密钥文件（KAOHE_STORAGE_KEY_FILE）"
        )
    if patient.settings.key_ring().newest() is None:
        return "没有开启（要加密存放上交的文件，运行 kaohe keys new）"
    if older:
        raise Doubtful(f"有{older}个文件还没有用最新的密钥加密。请运行 kaohe keys rotate")
    return "上交的文件都是用最新的密钥加密存放的"


def _backed_up(patient: Patient) -> str:
    now = patient.clock.now()
    with patient.store.reading() as records:
        last = records.pulses.last(BACKED_UP)
    if last is None or now - last > _BACKED_UP_WITHIN:
        when = f"{last.astimezone(now.tzinfo):%Y-%m-%d %H:%M}" if last else "从来没有"
        raise Doubtful(
            f"两天内没有备份过（上次：{when}）。请设好每天的备份（it.zh-CN.md 第3步），"
            "或者现在运行 kaohe backup"
        )
    return f"上次备份是{last.astimezone(now.tzinfo):%Y-%m-%d %H:%M}，试过能恢复"


def _private(patient: Patient) -> str:
    for path in (patient.settings.data_dir, Path(".env")):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Doubtful(f"{path} 别的用户也能看。请运行 chmod go-rwx {path}")
    return "数据目录和 .env 只有服务的用户能看"


def _plan(patient: Patient) -> str:
    return f"《{patient.plan.title}》能用"


def _roster(patient: Patient) -> str:
    with patient.store.reading() as records:
        units, clerks = records.roster.units(), records.members.clerks()
        supervisors = records.members.supervisors()
    if not units:
        raise Ill(
            "名册是空的。请先 kaohe import --template 写出表样，填好后 kaohe import 人员表.xlsx"
        )
    if not supervisors:
        raise Ill("没有登记干部监督股的人员，没有人能定时间、批请示。请在人员表里加上再导入")
    without = sum(unit.id not in clerks for unit in units)
    if without:
        raise Doubtful(f"{without}个单位没有登记政工人事，提醒不到（kaohe status 列出是哪些）")
    return f"{len(units)}个单位都有政工人事"


def _calendar(patient: Patient) -> str:
    with patient.store.reading() as records:
        days = workdays_of(patient.plan, records)
    years = (patient.plan.year, patient.plan.year + 1)
    unknown = [str(year) for year in years if days.is_provisional(date(year, 12, 31))]
    if unknown:
        raise Doubtful(
            f"还不知道{'、'.join(unknown)}年的放假安排，先按周一到周五上班算。国务院公布后，请升级"
            " chinesecalendar（pip install -U chinesecalendar），或在看板“时间”页逐日设定"
        )
    return f"{'、'.join(map(str, years))}年的放假安排都有"


def _clock(patient: Patient) -> str:
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


def _credentials(patient: Patient) -> str:
    settings = patient.settings
    try:
        name = WecomClient(account_of(settings), patient.store, patient.clock).app_name()
    except ChannelError as error:
        raise Ill(error.words) from None
    return f"企业ID、Secret、AgentId 和可信IP都对，应用名称是“{name}”"


def _callback(patient: Patient) -> str:
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


def _delivery(patient: Patient) -> str:
    now = patient.clock.now()
    with patient.store.reading() as records:
        ticked, oldest = records.pulses.last("tick"), records.outbox.oldest_due(now)
        counts = records.outbox.counts()
    if ticked is None or now - ticked > _TICKED:
        when = f"{ticked.astimezone(now.tzinfo):%Y-%m-%d %H:%M}" if ticked else "从来没有"
        raise Ill(f"服务没有在运行，到点的提醒不会发（上次运行：{when}）。请启动 kaohe serve")
    if oldest and now - oldest > OLDEST_WAITING:
        waits = int((now - oldest).total_seconds() // 60)
        raise Doubtful(f"有消息等了{waits}分钟还没发出去。先看上面的“凭证”；原因在 kaohe status 里")
    if counts.get("failed"):
        raise Doubtful(f"有{counts['failed']}条消息没发出去，原因在 kaohe status 里")
    return "服务在运行，没有积压的消息"


CHECKS: Final[tuple[tuple[str, Callable[[Patient], str]], ...]] = (
    ("方案", _plan),
    ("数据库", _database),
    ("磁盘", _disk),
    ("备份", _backed_up),
    ("权限", _private),
    ("加密", _sealed),
    ("名册", _roster),
    ("日历", _calendar),
    ("时间", _clock),
    ("凭证", _credentials),
    ("回调地址", _callback),
    ("发送", _delivery),
)
