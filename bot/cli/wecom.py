"""`kaohe wecom`: whether the settings here and in the admin console fit, and the app's menu."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import typer

from bot.cli.help import Command, Group
from bot.opening import opened
from bot.wrong import Wrong

if TYPE_CHECKING:
    from bot.channels.wecom_app.client import WecomClient
    from bot.settings import Settings

app = typer.Typer(help="企业微信的设置。", cls=Group, no_args_is_help=True, rich_markup_mode=None)
command = partial(app.command, cls=Command)


@command("check", help="用现在的设置试着调用企业微信，说明哪里不对。")
def check() -> None:
    """Try the settings on WeCom."""
    with wecom_client() as (client, settings):
        name = client.app_name()
    print(f"通过：企业ID、Secret、AgentId 和可信IP都对，应用名称是“{name}”。")
    print(f"接收消息的地址要在管理后台保存一次来验证：{settings.public_url}/wecom/callback")


@command("menu", help="在应用里设好菜单：还差什么、上交材料、更多（清单、看板、时间、能问什么）。")
def create_menu() -> None:
    """Set the app's menu."""
    from bot.channels.wecom_app.menu import menu

    with wecom_client() as (client, settings):
        client.create_menu(menu(settings.public_url))
    print("菜单已设好，成员重新打开应用就能看到。")


@contextmanager
def wecom_client(failed: str = "没有通过") -> "Iterator[tuple[WecomClient, Settings]]":
    """Everything done with it may fail at WeCom; `failed` begins the sentence that says so."""
    from bot.account import account_of
    from bot.channels.wecom_app.client import WecomClient
    from bot.channels.wecom_app.errors import ChannelError
    from bot.clock import Clock
    from bot.settings import Settings, read_settings

    settings = read_settings(Settings)
    with opened(settings) as store:
        try:
            yield WecomClient(account_of(settings), store, Clock()), settings
        except ChannelError as error:
            raise Wrong(f"{failed}：{error.words}。") from None
