"""`kaohe plan import`: a notice's text into a plan's clauses, and what a person must decide."""

import json
import re
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.plan_new import blank_plan
from bot.opening import plan_in
from bot.wrong import Wrong

_EXAMPLE: Final = "例如：kaohe plan import 通知.txt plans/清河镇2023"
_KINDS: Final = (".txt", ".docx", ".pdf")


def import_(
    notice: Annotated[
        Path | None, typer.Argument(metavar="通知", help="通知全文，txt、docx 或带文字的 pdf。")
    ] = None,
    folder: Annotated[
        Path | None, typer.Argument(metavar="方案文件夹", help="没有就做一个空白的。")
    ] = None,
) -> None:
    """Put a notice's text into a plan."""
    from rules.plan.blank import PLACEHOLDER
    from rules.plan.notice_text import passages_in, to_decide
    from rules.plan.todo import FILE, OF_A_NOTICE

    if notice is None or folder is None:
        raise Wrong(f"请写通知的文件和方案文件夹，{_EXAMPLE}", 2)
    text = _text(notice)
    if not folder.exists():
        print(blank_plan(folder.parent, folder.name), end="")
    plan = plan_in(folder)
    clauses = folder / "clauses.yaml"
    if PLACEHOLDER not in clauses.read_text(encoding="utf-8"):
        raise Wrong(f"{clauses} 已经写好了，没有覆盖。请另做一个空白方案，{_EXAMPLE}", 2)
    passages = passages_in(text)
    numbered = [each for each in passages if each.id != "标题"]
    if not numbered:
        words = "没有找到编号（一、（一）1. 第一条 1.1 都认），请核对文件是不是通知全文"
        raise Wrong(f"{notice} 里{words}。", 2)
    first = next(iter(plan.clauses))
    files = {file: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.yaml"))}
    shown = "".join(
        f"{json.dumps(each.id, ensure_ascii=False)}:\n"
        f"  title: {json.dumps(each.title, ensure_ascii=False)}\n"
        f"  text: |-\n{''.join(f'    {line}' + chr(10) for line in each.text.splitlines())}"
        for each in passages
    )
    items = list(to_decide(passages))
    page = f"{OF_A_NOTICE}\n\n" + "".join(f"- [ ] {one}\n" for one in items)
    cited = re.compile(rf"(?<=clause: ){re.escape(first)}(?=[,\s}}])")
    own = json.dumps(numbered[0].id, ensure_ascii=False)
    try:
        for file, text in files.items():
            new = f"# 通知原文，逐条照抄。\n{shown}" if file == clauses else cited.sub(own, text)
            file.write_text(new, encoding="utf-8")
        (folder / FILE).write_text(page, encoding="utf-8")
        plan_in(folder)
    except (OSError, Wrong) as error:
        for file, text in files.items():
            file.write_text(text, encoding="utf-8")
        raise Wrong(f"没有写成，方案还是原来的：{error}") from None
    print(
        f"原文写进了 {clauses}：{len(passages)}条。"
        f"下面{len(items)}处要由人来定，也写在 {folder / FILE}："
    )
    print("\n".join(f"  {one}" for one in items))


def _text(notice: Path) -> str:
    if notice.suffix.lower() not in _KINDS:
        raise Wrong(f"只认 txt、docx 和 pdf，“{notice.name}”请另存后再来。{_EXAMPLE}", 2)
    if not notice.is_file():
        raise Wrong(f"没有这个文件：{notice}。{_EXAMPLE}", 2)
    if notice.suffix.lower() != ".txt":
        from forms.kit import document

        found = document.read(notice)
        if not found.lines:
            raise Wrong(f"{notice} 读不出文字：{found.why_not or '是空的'}。", 2)
        return "\n".join(found.lines)
    try:
        return notice.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Wrong(f"{notice} 读不了，请另存为 UTF-8 的文本文件。{_EXAMPLE}", 2) from None
