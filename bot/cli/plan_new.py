"""`kaohe plan new`: next year's plan from this year's, with a list of what a person must decide."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import SHANGHAI
from bot.opening import local_settings, opened, plan_in
from bot.wrong import Wrong
from plans import FOLDER as PLANS

if TYPE_CHECKING:
    from rules.plan import Plan

_EXAMPLE = "例如：kaohe plan new 2020 --from 2019"


def new(
    year: Annotated[str, typer.Argument(metavar="年度", help="新方案的年度，也是文件夹名。")] = "",
    source: Annotated[str, typer.Option("--from", help="从哪一年（或哪个文件夹）复制。")] = "",
    folder: Annotated[
        Path, typer.Option("--folder", help="方案都放在哪个文件夹里。", show_default="本系统自带的")
    ] = PLANS,
    empty: Annotated[bool, typer.Option("--blank", help="不复制，从空白的方案写起。")] = False,
) -> None:
    """Make a new year's plan."""
    if year and empty and not source:
        print(blank_plan(folder, year), end="")
        return
    if not year or not source:
        raise Wrong(f"请写新方案的年度，和从哪一年复制，{_EXAMPLE}", 2)
    if not re.fullmatch(r"(19|20)\d\d", year):
        raise Wrong(f"“{year}”不是年度。请写四位数，{_EXAMPLE}", 2)
    origin = folder_of(source, folder)
    old = plan_in(origin)
    target = folder / year
    if target.exists():
        raise Wrong(f"{target} 已经有了，没有覆盖。请换一个年度，或先把它移走。", 2)
    if int(year) == old.year:
        raise Wrong(f"{origin}就是{year}年的方案，新方案要写别的年度。{_EXAMPLE}", 2)
    print(_written(old, target, int(year)), end="")


def blank_plan(folder: Path, year: str) -> str:
    """An empty plan under any name that ends with a year, or is one."""
    from rules.loading import load_plan
    from rules.plan.blank import blank

    found = re.search(r"(?:19|20)\d\d$", year)
    if found is None:
        words = f"“{year}”看不出年度。请以四位年度结尾，例如：kaohe plan new 城关镇2025 --blank"
        raise Wrong(words, 2)
    target = folder / year
    if target.exists():
        raise Wrong(f"{target} 已经有了，没有覆盖。请换一个名称，或先把它移走。", 2)
    try:
        target.mkdir(parents=True)
        for name, text in blank(int(found.group(0))).items():
            (target / name).write_text(text, encoding="utf-8")
    except OSError:
        raise Wrong(f"写不了 {target}，请检查目录是否能写入。") from None
    load_plan(target)
    return (
        f"空白方案已写到 {target}，能读。把“……”换成通知的内容，再照通知增删；"
        f"随时运行 kaohe plan lint {target} 看还缺什么。\n"
    )


def folder_of(named: str, folder: Path) -> Path:
    """A year of `folder`, or with a slash a folder of its own."""
    found = Path(named) if "/" in named else folder / named
    if not (found / "plan.yaml").is_file():
        there = "、".join(sorted(each.parent.name for each in folder.glob("*/plan.yaml")))
        known = f"{folder} 里现有：{there}。" if there else f"{folder} 里一个方案也没有。"
        raise Wrong(f"没有“{named}”这个方案，找不到 {found}/plan.yaml。{known}", 2)
    return found


def _written(old: Plan, target: Path, year: int) -> str:
    """All of it or nothing: the folder takes its name once the plan has been read back."""
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".") as held:
            draft = Path(held) / target.name
            text = _drafted(old, draft, year)
            draft.rename(target)
    except OSError:
        raise Wrong(f"写不了 {target}，请检查目录是否能写入。") from None
    return f"新方案已写到 {target}，能读。下面这些要由人来定，也写在 {target}/待定.md：\n\n{text}"


def _drafted(old: Plan, draft: Path, year: int) -> str:
    from handlers.notifications.service import Workdays
    from rules.loading import load_plan
    from rules.plan import PlanError
    from rules.plan.copy import Shift, moved
    from rules.plan.todo import FILE, Copied, page, todo

    shutil.copytree(old.root, draft, ignore=shutil.ignore_patterns(FILE, ".*", "*~"))
    before = _texts(draft)
    after = moved(before, Shift(old.year, year))
    for file, text in after.items():
        (draft / file).write_bytes(text.encode())
    try:
        plan = load_plan(draft)
    except PlanError as error:
        where = f"{error.file.relative_to(draft)} 第{error.line}行：{error.words}"
        raise Wrong(f"改了年份以后方案读不通，什么都没有写：{where}") from None
    copied = Copied(old, plan, before, after)
    workdays = Workdays()
    text = page(copied, todo(copied, _precedents(old), lambda day: not workdays.is_workday(day)))
    (draft / FILE).write_text(text, encoding="utf-8")
    return text


def _texts(folder: Path) -> dict[str, str]:
    """Read as bytes, so that line ends stay what they are."""
    files = [*sorted(folder.glob("*.yaml")), *sorted(folder.glob("topics/*.yaml"))]
    return {
        str(file.relative_to(folder)): file.read_bytes().decode().removeprefix("\ufeff")
        for file in files
    }


def _precedents(plan: Plan) -> list[str]:
    """Those in force under the old plan; a database that is not there is not made."""
    from rules.precedents import cited_as

    settings = local_settings()
    url = settings.database_url
    if url.startswith("sqlite:") and not Path(url.removeprefix("sqlite:///")).is_file():
        return ["这里还没有数据库，看不到有哪些批复；正式使用的机器上另看一遍。"]
    with opened(settings) as store, store.reading() as records:
        cases = records.cases.in_force(plan.id)
    return [
        f"{cited_as(plan.office, case.number, case.answer.at.astimezone(SHANGHAI).date())}："
        f"{'、'.join(case.clauses)} {case.answer.words} {case.answer.reason}"
        for case in cases
        if case.answer is not None
    ]
