"""What must be right for the service to work, each with what to do about it."""

import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from bot import doctor_fonts, doctor_wecom
from bot.health import BACKED_UP, LEAST_FREE, OLDEST_WAITING, TICKED, write_probe
from bot.patient import Doubtful, Finding, Ill, Patient, State
from handlers.notifications.service import workdays_of
from rules.roster import ROLE_LABELS, Role
from storage.s3_shelf import S3Shelf
from storage.shelf import ShelfAway

__all__ = ["CHECKS", "Finding", "Patient", "State", "examine"]

_TICKED: Final = timedelta(minutes=5)
_BACKED_UP_WITHIN: Final = timedelta(days=2)


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


def _files(patient: Patient) -> str:
    """Asked of the store itself where there is one."""
    address = patient.settings.files()
    if address is None:
        return f"存在 {patient.settings.data_dir}"
    shelf = patient.store.blobs.shelf
    try:
        if isinstance(shelf, S3Shelf):
            shelf.probe()
    except ShelfAway as away:
        raise Ill(
            f"{address.endpoint} 的桶 {address.bucket} 用不了（{away.why}），材料收不了也打不开。"
            "请看地址、防火墙、KAOHE_S3_ACCESS_KEY、KAOHE_S3_SECRET_KEY 对不对，桶建了没有"
        ) from None
    return f"{address.endpoint} 的桶 {address.bucket} 能写、能读、能删"


def _sealed(patient: Patient) -> str:
    closed = older = 0
    try:
        for folder in patient.store.folders():
            found = folder.locked()
            closed, older = closed + found[0], older + found[1]
    except ShelfAway:
        raise Ill("存放材料的地方用不了，看不了。先看上面的“文件”") from None
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
        who = ROLE_LABELS[Role.SUPERVISOR]
        raise Ill(f"没有登记{who}的人员，没有人能定时间、批请示。请在人员表里加上再导入")
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


def _delivery(patient: Patient) -> str:
    now = patient.clock.now()
    with patient.store.reading() as records:
        ticked, oldest = records.pulses.last(TICKED), records.outbox.oldest_due(now)
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
    ("文件", _files),
    ("加密", _sealed),
    ("名册", _roster),
    ("日历", _calendar),
    ("字体", doctor_fonts.fonts),
    ("时间", doctor_wecom.clock),
    ("凭证", doctor_wecom.credentials),
    ("可信域名", doctor_wecom.trusted_domain),
    ("回调地址", doctor_wecom.callback),
    ("发送", _delivery),
)
