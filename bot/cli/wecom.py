"""`kaohe wecom check`: whether the settings in the admin console and here fit together."""

import typer

from bot.cli.opening import opened
from bot.cli.wrong import Wrong
from bot.settings import Settings, read_settings

app = typer.Typer(help="企业微信的设置。", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def group() -> None:
    """Makes this a group of commands although there is one so far."""


@app.command("check", help="用现在的设置试着调用企业微信，说明哪里不对。")
def check() -> None:
    from bot.channels.wecom_app.client import Account, WecomClient
    from bot.channels.wecom_app.errors import ChannelError
    from bot.clock import Clock

    settings = read_settings(Settings)
    account = Account(
        settings.wecom_api_url,
        settings.wecom_corp_id,
        settings.wecom_agent_id,
        settings.wecom_secret.get_secret_value(),
    )
    with opened(settings) as store:
        client = WecomClient(account, store, Clock())
        try:
            name = client.app_name()
        except ChannelError as error:
            raise Wrong(f"没有通过：{error.words}。") from None
    print(f"通过：企业ID、Secret、AgentId 和可信IP都对，应用名称是“{name}”。")
    print("接收消息的地址要在管理后台保存一次来验证：", settings.public_url + "/wecom/callback")
