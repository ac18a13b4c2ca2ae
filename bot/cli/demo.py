"""`kaohe demo`: try everything on a made-up county, without WeCom."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from bot.loading import loading
from bot.wrong import Wrong


def demo(
    port: Annotated[
        int, typer.Option(help="聊天页面的端口；被占用就用下一个。", min=1, max=65000)
    ] = 9000,
    bot_port: Annotated[int, typer.Option(help="机器人的端口。", min=1, max=65000)] = 8000,
    fresh: Annotated[bool, typer.Option("--fresh", help="丢掉上次的数据，从头再来。")] = False,
    folder: Annotated[Path, typer.Option(help="演示数据放在哪里。")] = Path("var/demo"),
) -> None:
    """Start the demonstration, and end it with Ctrl+C."""
    if not (find_spec("simulator") and find_spec("bot.demo")):
        raise Wrong("这样安装的没有带模拟的企业微信，不能演示。请在源代码目录里运行 make run。")
    from bot.demo.ports import Ports, url
    from bot.demo.running import alone, told_to_end

    with told_to_end() as ended, alone(folder) as keep_address:
        ports = Ports(bot_port, port).free()
        keep_address(url(ports.simulator))
        # The whole service, seconds on a slow machine: a second demonstration is refused before.
        with loading():
            from bot.demo.run import play

        play(folder, ports, ended, fresh=fresh)
