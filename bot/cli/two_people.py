"""`kaohe two-people`: whether two of the section have to confirm what is hard to take back."""

from typing import Annotated

import typer

from bot.clock import Clock
from bot.opening import local_settings, opened, plan_of
from bot.wrong import Wrong

_WORDS = {True: "开着：要两位同志确认", False: "关着：一位同志确认就办"}


def two_people(
    wanted: Annotated[
        str, typer.Argument(metavar="开关", help="写 on 打开，写 off 关上；不写就看现在的。")
    ] = "",
) -> None:
    """Switch the second confirmation on or off, or say how it is."""
    from handlers.dialogue.service import TWO_PEOPLE
    from rules.roster import ROLE_LABELS, Role

    if wanted not in ("", "on", "off"):
        raise Wrong(f"看不懂“{wanted}”。请写 on 或 off，例如 kaohe two-people on", 2)
    plan = plan_of(settings := local_settings())
    with opened(settings) as store, store.transaction() as records:
        if wanted == "on" and len(records.members.supervisors()) < 2:
            who = ROLE_LABELS[Role.SUPERVISOR]
            raise Wrong(f"没有打开：名册里{who}不到两个人，打开以后谁也办不了。请先加人。")
        if wanted:
            value, now = {"on": wanted == "on"}, Clock().now()
            records.speaking.set(plan.id, TWO_PEOPLE, value, by="命令行", at=now)
        setting = records.speaking.setting(plan.id, TWO_PEOPLE) or {}
    print(
        f"单位并入、撤销单位、去掉账号或人员、结束一季、清除个人信息，{_WORDS[bool(setting.get('on'))]}。"
    )
