"""`kaohe plan`: checks of the notice as data."""

from pathlib import Path
from typing import Annotated

import typer

from bot.opening import local_settings, plan_in

app = typer.Typer(help="检查方案数据。", no_args_is_help=True, rich_markup_mode=None)
Folder = Annotated[Path | None, typer.Argument(help="方案文件夹；不写就用 KAOHE_PLAN。")]


@app.command("lint", help="能不能读、有没有写错。")
def lint(folder: Folder = None) -> None:
    plan = plan_in(folder or local_settings().plan_folder)
    print(
        f"方案“{plan.title}”没有写错：条款{len(plan.clauses)}条，规则{len(plan.rules)}条，"
        f"事实{len(plan.facts)}项，材料{len(plan.papers)}种，时限{len(plan.deadlines)}个。"
    )
