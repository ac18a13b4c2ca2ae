"""`kaohe keys`: the keys that stored files are sealed with, made and changed."""

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.help import Command, Group
from bot.opening import local_settings, opened
from bot.wrong import Wrong

app = typer.Typer(
    help="加密存放上交文件用的密钥：生成、更换。",
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
)
command = partial(app.command, cls=Command)


@command("new", help="生成一个密钥写进密钥文件，放在最前面，以后的文件用它加密。")
def new(
    file: Annotated[
        Path | None, typer.Argument(metavar="密钥文件", help="例如 /etc/kaohe/storage.key。")
    ] = None,
) -> None:
    """Make a key and put it first in the file."""
    from storage.sealing import BadKey, keys_of, new_key

    if file is None:
        raise Wrong("请写密钥文件的位置，例如：kaohe keys new /etc/kaohe/storage.key", 2)
    before = ""
    try:
        if file.exists():
            before = file.read_text(encoding="utf-8")
            keys_of(before)
        _write_secret(file, f"{new_key().text}\n{before}")
    except (BadKey, UnicodeDecodeError):
        raise Wrong(f"{file} 里有不是密钥的内容，没有改动。请换一个文件名。") from None
    except OSError:
        raise Wrong(f"写不了 {file}，请检查目录在不在、能不能写入。") from None
    if before:
        print(f"{file} 最前面加了新的密钥，旧的还留着，旧文件照样打得开。")
        print("接着运行 kaohe keys rotate，把旧文件换成用新密钥加密。")
        return
    print(
        f"密钥写好了：{file}，只有您能读。请把 KAOHE_STORAGE_KEY_FILE={file} 写进 .env，重启服务。"
    )
    print("请另存一份到别处：密钥丢了，加密的文件谁也打不开。备份里没有这个密钥。")
    print("已经收到的文件，运行 kaohe keys rotate 加密。")


@command("rotate", help="把全部文件换成用最新的密钥加密，服务不用停。")
def rotate() -> None:
    """Seal all files with the newest key."""
    from storage.blobs import BlobMissing

    settings = local_settings()
    if settings.key_ring().newest() is None:
        raise Wrong("还没有密钥。请先 kaohe keys new 密钥文件，再填 KAOHE_STORAGE_KEY_FILE。", 2)
    done = right = shut = 0
    with opened(settings) as store:
        for folder in store.folders():
            for name in folder.names():
                try:
                    changed = folder.reseal(name)
                except BlobMissing:
                    shut += 1
                    continue
                done, right = done + changed, right + (not changed)
    print(f"换好了：{done}个文件改用最新的密钥加密，{right}个本来就是。")
    if shut:
        raise Wrong(f"有{shut}个文件现有的密钥打不开，没有动。请把加密它们的旧密钥放回密钥文件。")
    print("密钥文件里除第一行以外的旧密钥，现在可以删去（旧的备份不受影响）。")


def _write_secret(file: Path, text: str) -> None:
    """Whole or not at all, readable by nobody else."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    if file.exists():  # still the service's, where root changes its key
        before = file.stat()
        os.chown(draft, before.st_uid, before.st_gid)
    draft.replace(file)
