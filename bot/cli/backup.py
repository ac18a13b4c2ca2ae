"""`kaohe backup`, `kaohe restore`: everything in one file, and back from it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.opening import local_settings, opened
from bot.wrong import Wrong

if TYPE_CHECKING:
    from storage.backup import Manifest


PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="密码文件", help="里面的文字就是密码；不写不加密。"),
]


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="写到哪个文件；不写就在当前目录按日期起名。")
    ] = None,
    password_file: PasswordFile = None,
) -> None:
    """Write a backup."""
    from bot.clock import Clock
    from bot.health import BACKED_UP
    from storage import backup as backups

    settings, now, password = local_settings(), Clock().now(), _password(password_file)
    out = file or Path(f"kaohe-{now:%Y%m%d-%H%M%S}.backup")
    if out.exists():
        raise Wrong(f"{out} 已经有了，没有覆盖。请换一个文件名，例如 kaohe backup 新的.backup。")
    with opened(settings) as store:
        made = backups.write(store, settings.data_dir, out, now, password)
    try:
        backups.verify(out, password)
    except BaseException as error:  # what was not found whole must not look like a backup
        out.rename(out.with_name(f"{out.name}.bad"))
        if not isinstance(error, backups.BadBackup):
            raise
        raise Wrong(f"备份写出来了，但是试着恢复时对不上，不能用（留在 {out}.bad）。") from None
    with opened(settings) as store, store.transaction() as records:
        records.pulses.beat(BACKED_UP, now)
    print(f"备份好了：{out}（{out.stat().st_size / 1024 / 1024:.1f} MB），只有您能读。")
    print(f"已试着恢复一遍，都对得上：{_holds(made)}。")
    if password:
        print("备份是加密的，恢复时要用同一个密码文件。密码请与备份分开保管，丢了就恢复不了。")
    elif settings.key_ring().newest() is not None:
        print("注意：上交的文件在服务器上是加密存放的，这份备份没有加密。请加上 --password-file。")
    if made.missing:
        print(f"注意：有{made.missing}份上交的材料在数据目录里找不到，备份里也没有。")


def restore(
    file: Annotated[Path | None, typer.Argument(help="kaohe backup 写出来的文件。")] = None,
    password_file: PasswordFile = None,
) -> None:
    """Put a backup back."""
    from storage import Store
    from storage import backup as backups

    settings = local_settings()
    if file is None:
        raise Wrong("请写要恢复的备份文件，例如：kaohe restore 旧的.backup", 2)
    if not file.is_file():
        raise Wrong(f"没有 {file} 这个文件。请写备份文件的位置，例如 kaohe restore 旧的.backup。")
    password = _password(password_file)
    store = Store(settings.database_url, settings.data_dir, settings.key_ring(), settings.files())
    try:
        made = backups.restore(store, settings.data_dir, file, password)
    except backups.NotEmpty:
        raise Wrong(
            "没有恢复：现在设置的数据库或数据目录里已经有数据，恢复只往空的地方放。"
            "请把 KAOHE_DATABASE_URL 和 KAOHE_DATA_DIR 指到新的地方，再运行一次。"
        ) from None
    except (backups.Locked, backups.WrongPassword) as shut:
        raise Wrong(
            f"没有恢复：{shut}（{file}）。"
            "例如 kaohe restore 旧的.backup --password-file /etc/kaohe/backup.password"
        ) from None
    except backups.BadBackup as bad:
        raise Wrong(
            f"没有恢复：{bad}（{file}）。请换一份备份，或者检查它传输时有没有坏。"
        ) from None
    finally:
        store.close()
    print(f"恢复好了，逐表数过，都对得上：{_holds(made)}。备份的时间是 {made.made_at[:16]}。")
    print("可以启动服务了：kaohe serve。启动前先运行 kaohe doctor 看看还缺什么设置。")


def _password(file: Path | None) -> str:
    """The words in the file; empty where none is given."""
    from storage.backup import LEAST_PASSWORD

    if file is None:
        return ""
    try:
        password = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Wrong(f"读不出密码文件 {file}，请检查文件在不在、能不能读。", 2) from None
    if len(password) < LEAST_PASSWORD:
        raise Wrong(
            f"{file} 里的密码太短，至少{LEAST_PASSWORD}个字。例如：openssl rand -hex 24 > {file}", 2
        )
    return password


def _holds(made: "Manifest") -> str:
    return f"{len(made.rows)}张表{sum(made.rows.values())}行，{made.files}个文件"
