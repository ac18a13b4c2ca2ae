"""All commands, gathered."""

from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from bot.cli import (
    ask,
    backup,
    demo,
    doctor,
    keys,
    learn,
    plan,
    remind,
    roster,
    season,
    serve,
    status,
    two_people,
    wecom,
)
from bot.cli.help import Command, Group
from bot.wrong import Wrong

app = typer.Typer(
    help="考核助手：企业微信里的年度考核问答、收材料和提醒。",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _say_version(wanted: bool) -> None:
    if not wanted:
        return
    try:
        print(f"kaohe {version('kaohe')}")
    except PackageNotFoundError:
        raise Wrong("没有安装，只有源代码，不知道是哪一版。请先运行 make venv。") from None
    raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool,
        typer.Option("--version", help="显示版本号。", callback=_say_version, is_eager=True),
    ] = False,
) -> None:
    """Take what stands before the command; its own line of help is the application's."""


command = partial(app.command, cls=Command)
command("serve", help="启动服务。")(serve.serve)
command("demo", help="演示：编一个县，同时启动机器人和模拟的企业微信。")(demo.demo)
command("ask", help="不用企业微信，直接问一句。")(ask.ask)
command("import", help="导入单位、人员、挂职和企业微信成员。")(roster.import_roster)
command("remind", help="看某一刻应发哪些提醒，或放入待发。")(remind.remind)
command("doctor", help="逐项检查设置、数据库、磁盘、时间、凭证和回调地址，说明怎么改。")(
    doctor.doctor
)
command("backup", help="把数据库和上交的文件备份成一个文件，服务不用停。")(backup.backup)
command("restore", help="从备份文件恢复到一个空的数据库和目录。")(backup.restore)
command("learn", help="看答法会改变什么，并按语料格式写出来。")(learn.learn)
command("status", help="看现在的情况：名单、上交、待发消息。")(status.status)
command("two-people", help="并入单位、去账号、结束一季要不要两人确认。")(two_people.two_people)
app.add_typer(plan.app, name="plan")
app.add_typer(wecom.app, name="wecom")
app.add_typer(keys.app, name="keys")
app.add_typer(season.app, name="season")
