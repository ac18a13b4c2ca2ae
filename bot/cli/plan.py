"""`kaohe plan`: the notice as data checked, moved to a new year, and compared."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import plan_diff, plan_import, plan_new, plan_try
from bot.cli.help import Command, Group
from bot.opening import local_settings, plan_in
from bot.wrong import Wrong
from plans import FOLDER as PLANS

if TYPE_CHECKING:
    from rules.plan import Plan

app = typer.Typer(
    help="检查方案，做新一年的方案，比较两个方案。",
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
)
command = partial(app.command, cls=Command)
command("new", help="新一年的方案：从旧方案复制，列出要由人来定的事。")(plan_new.new)
command("diff", help="两个方案比一比：同一份名单，谁的结论、哪个单位的名额有变。")(plan_diff.diff)
command("import", help="通知全文切成条款，列出要由人来定的比例、日期和表。")(plan_import.import_)
command("try", help="把一批问题问一遍，和上次的回答放在一起看。")(plan_try.try_)
Folder = Annotated[Path | None, typer.Argument(metavar="方案文件夹", help="不写就用 KAOHE_PLAN。")]


@command("lint", help="能不能读、有没有写错，方案本身有哪些要留意的地方。")
def lint(folder: Folder = None) -> None:
    """Say whether a plan can be read, and what to look at in it."""
    from rules.plan.lint import lint as findings_of

    plan = _read_or_all_faults(folder)
    print(
        f"方案“{plan.title}”没有写错：条款{len(plan.clauses)}条，规则{len(plan.rules)}条，"
        f"事实{len(plan.facts)}项，材料{len(plan.papers)}种，时限{len(plan.deadlines)}个。"
    )
    findings = findings_of(plan)
    if findings:
        print(f"方案本身有{len(findings)}处要留意：")
    for finding in findings:
        print(f"  {finding.words}")
    _say_what_the_chat_lacks(plan)
    _say_own_forms(plan)
    _say_what_is_open(plan)


@command("verify", help="核对全部情形：哪些有答案、哪些条款抵触、哪些方案没有写明。")
def verify(
    folder: Folder = None,
    write: Annotated[
        bool, typer.Option("--write", help="写入 docs/register-年份.md，不打印。")
    ] = False,
) -> None:
    """Walk over all cases of a plan, and print or write the register."""
    from rules.engine.verify import verify as verified
    from rules.register import register_page

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


def _say_what_the_chat_lacks(plan: Plan) -> None:
    """What the plan has no words, no answer or another answer for."""
    from datetime import date

    from language.reader import Reader
    from language.reading import Context
    from rules.plan.chat_lint import chat_findings

    told = [finding.words for finding in chat_findings(plan)]
    reader, today = Reader(plan), Context(date(plan.year, 12, 15))
    matters = [(f"plan:{id}", one.title, one.examples) for id, one in plan.topics.items()]
    matters += [(f"silence:{id}", one.title, one.examples) for id, one in plan.silences.items()]
    for topic, title, examples in matters:
        for example in examples:
            reading = reader.read(example, today)
            if topic not in (reading.topic, *reading.topics):
                told.append(f"“{example}”写在“{title}”的 examples 里，却读成了别的问题。")
    if told:
        print(f"聊天里还有{len(told)}处要留意：")
    for words in told:
        print(f"  {words}")


def _say_own_forms(plan: Plan) -> None:
    """Forms the county dropped into the plan's folder, each tried."""
    from bot.wrong import Wrong
    from forms.kit.own_forms import own_forms
    from rules.plan import PlanError

    try:
        found = own_forms(plan)
    except PlanError as error:
        raise Wrong(str(error)) from error
    names = "、".join(f"{paper.form or ''}《{paper.name}》" for paper in map(plan.read_as, found))
    print(f"表样：{f'县里自己的有{names}，其余' if names else '县里没有换过，都'}用本系统的样表。")


def _say_what_is_open(plan: Plan) -> None:
    """A plan that `kaohe plan new` made still holds the old notice until its list is done."""
    from rules.plan.todo import FILE, OF_A_NOTICE, still_open

    page = plan.root / FILE
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    count = still_open(text)
    if count:
        old = "" if text.startswith(OF_A_NOTICE) else "，方案里还有旧通知的内容"
        print(f"{page} 里还有{count}项没有定{old}。")


def _read_or_all_faults(folder: Path | None) -> Plan:
    """The plan; where it cannot be read, Wrong with all that is to be mended."""
    from rules.loading import load_plan
    from rules.plan import PlanError
    from rules.plan.faults import faults

    where = _folder(folder)
    try:
        return load_plan(where)
    except PlanError:
        found = faults(where, load_plan)
        lines = [f"{one.file.relative_to(where)} 第{one.line}行：{one.words}" for one in found]
        raise Wrong("\n".join([f"方案有{len(found)}处写错，还不能用：", *lines]), 2) from None


def _plan(folder: Path | None) -> Plan:
    return plan_in(_folder(folder))


def _folder(folder: Path | None) -> Path:
    if folder is not None and not folder.is_dir():
        what = f"{folder} 是一个文件，不是" if folder.exists() else f"没有 {folder} 这个"
        raise Wrong(
            f"{what}方案文件夹。请写方案所在的文件夹，例如 kaohe plan verify plans/2019；"
            "verify 的 --write 后面不用写文件名，它自己写进 docs/register-年份.md。",
            2,
        )
    return folder or local_settings().plan_folder
