"""`kaohe plan`: checks of the notice as data."""

from pathlib import Path
from typing import Annotated

import typer

from bot.opening import local_settings, plan_in
from bot.settings import PLANS
from bot.wrong import Wrong
from rules.plan import Plan

app = typer.Typer(help="检查方案数据。", no_args_is_help=True, rich_markup_mode=None)
Folder = Annotated[Path | None, typer.Argument(help="方案文件夹；不写就用 KAOHE_PLAN。")]


@app.command("lint", help="能不能读、有没有写错，方案本身有哪些要留意的地方。")
def lint(folder: Folder = None) -> None:
    from rules.lint import lint as findings_of

    plan = _plan(folder)
    print(
        f"方案“{plan.title}”没有写错：条款{len(plan.clauses)}条，规则{len(plan.rules)}条，"
        f"事实{len(plan.facts)}项，材料{len(plan.papers)}种，时限{len(plan.deadlines)}个。"
    )
    findings = findings_of(plan)
    if findings:
        print(f"方案本身有{len(findings)}处要留意：")
    for finding in findings:
        print(f"  {finding.words}")


@app.command("verify", help="核对全部情形：哪些有答案、哪些条款抵触、哪些方案没有写明。")
def verify(
    folder: Folder = None,
    write: Annotated[
        bool, typer.Option("--write", help="写入 docs/register-年份.md，不打印。")
    ] = False,
) -> None:
    from rules.register import register_page
    from rules.verify import verify as verified

    plan = _plan(folder)
    page = register_page(plan, verified(plan))
    if not write:
        print(page, end="")
        return
    path = PLANS.parent / "docs" / f"register-{plan.id}.md"
    try:
        path.write_text(page, encoding="utf-8")
    except OSError:
        raise Wrong(f"写不了 {path}，请检查目录是否能写入。") from None
    print(f"已写入 {path}")


def _plan(folder: Path | None) -> Plan:
    return plan_in(folder or local_settings().plan_folder)
