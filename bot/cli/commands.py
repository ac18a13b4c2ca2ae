"""All commands, gathered."""

import typer

from bot.cli import ask, demo, plan, remind, roster, serve, status, wecom

app = typer.Typer(
    help="考核助手：企业微信里的年度考核问答、收材料和提醒。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("serve", help="启动服务。")(serve.serve)
app.command("demo", help="演示：编一个县，同时启动机器人和模拟的企业微信。")(demo.demo)
app.command("ask", help="不用企业微信，直接问一句。")(ask.ask)
app.command("import", help="导入单位、人员、挂职和企业微信成员。")(roster.import_roster)
app.command("remind", help="看某一刻应发哪些提醒，或放入待发。")(remind.remind)
app.command("status", help="看现在的情况：名单、上交、待发消息。")(status.status)
app.add_typer(plan.app, name="plan")
app.add_typer(wecom.app, name="wecom")
