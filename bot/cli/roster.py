"""`kaohe import`: the roster from a workbook or WeCom's address book, all of it or nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.wecom import wecom_client
from bot.clock import Clock
from bot.opening import local_settings, opened, plan_of
from bot.wrong import Wrong

if TYPE_CHECKING:
    from rules.plan import Plan
    from rules.roster import ImportResult, ImportRows, Role
    from storage import Records

# Whoever sits at the server's console has no account of WeCom.
_BY: Final = "命令行"
_MOST_LINES: Final = 1000  # of a city's hundred thousand


def import_roster(
    file: Annotated[
        Path | None, typer.Argument(metavar="文件", help="填好的人员表（xlsx）。")
    ] = None,
    template: Annotated[
        bool, typer.Option("--template", help="写出空白的人员表；不给文件名就叫 人员表.xlsx。")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只检查，说出会改什么，不真的导入。")
    ] = False,
    from_wecom: Annotated[
        bool, typer.Option("--from-wecom", help="从企业微信通讯录读账号，按单位和姓名对上名册。")
    ] = False,
    tag: Annotated[
        int | None, typer.Option("--tag", min=1, help="只读这个标签的人，都是政工人事。")
    ] = None,
    department: Annotated[
        int | None, typer.Option("--department", min=1, help="只读这个部门和下级部门。")
    ] = None,
    clerks: Annotated[
        bool, typer.Option("--clerks", help="读到的人是政工人事；不写，部门里的人是干部。")
    ] = False,
) -> None:
    """Import a roster, or write an empty sheet for one."""
    if from_wecom:
        if file is not None or template or (tag is not None and department is not None):
            raise Wrong("--from-wecom 不要写文件，--tag 和 --department 只写一个。", 2)
        from rules.roster import Role

        role = Role.CLERK if clerks or tag is not None else Role.CADRE
        _import_accounts(tag, department, role, dry_run=dry_run)
        return
    if clerks or tag is not None or department is not None:
        raise Wrong(
            "--tag、--department、--clerks 要和 --from-wecom 一起写，"
            "例如：kaohe import --from-wecom --tag 3 --dry-run",
            2,
        )
    if template:
        _write_template(file or Path("人员表.xlsx"))
        return
    if file is None:
        raise Wrong("请写要导入的文件，例如：kaohe import 人员表.xlsx；没有表就先 --template。", 2)
    _import(file, dry_run=dry_run)


def _write_template(path: Path) -> None:
    from forms.roster_import.template import template

    if path.exists():
        raise Wrong(f"{path} 已经有了，没有覆盖。请换个名字，或先把它移走。")
    content = template(plan_of(local_settings()))
    try:
        path.write_bytes(content)
    except OSError:
        raise Wrong(f"写不了 {path}，请换一个能写入的目录。") from None
    print(f"空白人员表已写到 {path}。填好后：kaohe import {path} --dry-run")


def _import(path: Path, *, dry_run: bool) -> None:
    from forms import roster_import
    from forms.kit.safe.refusals import UnsafeFile
    from forms.kit.safe.safety import inspect

    if not path.is_file():
        raise Wrong(f"没有 {path} 这个文件，请检查文件名和目录。", 2)
    settings = local_settings()
    plan = plan_of(settings)
    try:
        inspect(path, path.name, ("xlsx",))
        rows = roster_import.read(path, plan, of_a_city=True)
    except UnsafeFile as error:
        raise Wrong(f"{path} 没有导入：{error.words}") from None
    with opened(settings) as store, store.transaction() as records:
        result = _taken_in(records, rows, plan, dry_run=dry_run)
    _report(result, dry_run=dry_run)


def _import_accounts(tag: int | None, department: int | None, role: Role, *, dry_run: bool) -> None:
    from bot.channels.wecom_app import contacts
    from handlers.roster.service import matched

    settings = local_settings()
    plan = plan_of(settings)
    with wecom_client("没有读到通讯录，什么都没有导入") as (client, _):
        book = (
            contacts.by_department(client, department)
            if tag is None
            else contacts.by_tag(client, tag)
        )
    with opened(settings) as store, store.transaction() as records:
        found = matched(records, book, role)
        result = _taken_in(records, found.rows, plan, dry_run=dry_run)
    for line in found.left_out:
        print(f"没有导入：{line}")
    _report(result, dry_run=dry_run)


def _taken_in(records: Records, rows: ImportRows, plan: Plan, *, dry_run: bool) -> ImportResult:
    from handlers.roster.service import imported
    from storage.views import Edit

    edit = Edit(_BY, Clock().now())
    result = records.roster.import_rows(
        rows, plan.facts, dry_run=dry_run, edit=edit, progress=_progress
    )
    if not dry_run and not result.problems:
        imported(records, edit, result)
    return result


def _progress(sheet: str, done: int, of: int) -> None:
    print(f"正在核对{sheet}：{done}/{of}", file=sys.stderr, flush=True)


def _report(result: ImportResult, *, dry_run: bool) -> None:
    if result.problems:
        listed = "\n".join(f"  {one}" for one in result.problems)
        listed += "".join(f"\n  （请核对）{one}" for one in result.warnings)
        raise Wrong(f"有{len(result.problems)}处要改，什么都没有导入：\n{listed}")
    lines = (*result.added, *result.changed)
    for line in lines[:_MOST_LINES]:
        print(line)
    if len(lines) > _MOST_LINES:
        print(f"……还有{len(lines) - _MOST_LINES}条没有列出。")
    for warning in result.warnings:
        print(f"请核对：{warning}")
    will = "会" if dry_run else "已"
    print(f"{will}新增{len(result.added)}条，{will}修改{len(result.changed)}条。")
    if dry_run:
        print("这是试运行，没有真的导入。去掉 --dry-run 就导入。")
