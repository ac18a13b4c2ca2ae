"""`kaohe season`: a season closed, archived, its personal data erased; shown, then done."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.help import Command, Group
from bot.clock import Clock
from bot.opening import local_settings, opened, plans_of
from bot.wrong import Wrong

if TYPE_CHECKING:
    from bot.settings import LocalSettings
    from rules.plan import Plan
    from storage import Store

app = typer.Typer(
    help="一季考核的结束：停止收材料、导出档案、到期清除个人信息。",
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
)
command = partial(app.command, cls=Command)
_BY: Final = "命令行"
# By `storage.views.SeasonStepKind`, which is not loaded for a line of help.
_STEPS: Final = {
    "closed": "结束",
    "reopened": "重新打开",
    "archived": "导出档案",
    "erased": "清除个人信息",
}
# What a table is called; the order in which it is told.
_TABLES: Final = {
    "hand_in": "上交的材料",
    "draft": "没有上交的填写",
    "paper_comment": "材料下的留言",
    "petition_case": "请示",
    "case_note": "请示的追问和补充",
    "case_file": "请示的附件",
    "matter": "延期申请、留言和反馈",
    "precedent": "批复",
    "decision_slip": "书面意见",
    "talk": "问答的上下文",
    "inbox": "收到的消息和答复",
    "outbox": "发出的消息",
    "unread": "没有读懂的问题",
    "audit": "操作记录",
    "roster_change": "名册改动记录",
    "person": "人员",
    "member": "账号",
    "unit": "单位",
}
Which = Annotated[str, typer.Argument(metavar="方案", help="必须写是哪一季，例如 2019。")]
Yes = Annotated[bool, typer.Option("--yes", help="确认要办。不写只说会怎样，什么也不改。")]


Codes = Annotated[
    str, typer.Option(help="开了两人确认时，两位同志收到的验证码，用逗号隔开。", metavar="验证码")
]


def _agreed(plan: "Plan", store: "Store", what: str, now: datetime, codes: str) -> str:
    """Who agreed, for the record. Raises Wrong where two people have to and have not yet."""
    from handlers.dialogue.service import TWO_PEOPLE
    from handlers.seasons.service import confirm, send_codes

    with store.transaction() as records:
        setting = records.speaking.setting(plan.id, TWO_PEOPLE) or {}
        if not setting.get("on"):
            return _BY
        if codes:
            agreed = confirm(plan, records, what, now, codes.replace("，", ",").split(","))
            return "、".join([_BY, *agreed])
        sent = send_codes(plan, records, what, now, lambda: f"{secrets.randbelow(10**8):08}")
    raise Wrong(
        f"“{what}”要两位同志同意，还没有办。已经给{plan.office_called}{sent}位同志各发了一个验证码；"
        "拿到其中两个以后，在24小时内再运行一次，后面加上 --codes 验证码1,验证码2"
    )


@contextmanager
def _season(which: str, step: str) -> "Iterator[tuple[LocalSettings, Plan, Store, datetime]]":
    """What every step works with. Raises Wrong where another season is set up."""
    from handlers.seasons.service import BadArchive, NotYet

    settings = local_settings()
    plans = {plan.id: plan for plan in plans_of(settings)}
    if not which:
        raise Wrong(f"请写是哪一季，例如：kaohe season {step} {next(iter(plans))}", 2)
    if which not in plans:
        raise Wrong(
            f"现在设置的方案是“{'”“'.join(plans)}”，没有“{which}”。"
            "请核对 KAOHE_PLAN 和 KAOHE_OTHER_PLANS。",
            2,
        )
    plan = plans[which]
    with opened(settings) as store:
        try:
            yield settings, plan, store, Clock().now()
        except (NotYet, BadArchive) as no:
            raise Wrong(f"没有办：{no}") from None


@command("status", help="每一季到了哪一步。")
def status() -> None:
    """Print how far each season is."""
    settings = local_settings()
    plans = plans_of(settings)
    with opened(settings) as store, store.reading() as records:
        found = [(plan, records.seasons.steps(plan.id)) for plan in plans]
    for plan, steps in found:
        print(
            f"{plan.year}年度考核（方案 {plan.id}）：" + ("" if steps else "进行中，没有办过结束。")
        )
        for each in steps:
            at = each.at.astimezone(Clock().now().tzinfo)
            print(f"  {at:%Y-%m-%d %H:%M} {_STEPS[each.step]}{_told(each.detail)}")


@command("close", help="结束一季：不再收材料、办理和提醒，查看照常。")
def close(which: Which = "", yes: Yes = False, codes: Codes = "") -> None:
    """Close a season, once it was confirmed."""
    from handlers.seasons.service import close as closed
    from handlers.seasons.service import still_open

    with _season(which, "close") as (_, plan, store, now):
        with store.reading() as records:
            left = still_open(plan, records)
        print(f"还差{left.missing}份材料（{left.units}个单位），{left.cases}件请示没有批复。")
        if not yes:
            print(f"结束以后不再收材料、不再办理和提醒。确认结束：kaohe season close {which} --yes")
            return
        by = _agreed(plan, store, "结束一季", now, codes)
        with store.transaction() as records:
            closed(plan, records, by, now)
    print("结束了。下一步导出档案：kaohe season archive " + which)


@command("reopen", help="重新打开已经结束的一季。")
def reopen(which: Which = "", yes: Yes = False) -> None:
    """Open a season again, once it was confirmed."""
    from handlers.seasons.service import reopen as reopened

    with _season(which, "reopen") as (_, plan, store, now):
        if not yes:
            print(f"重新打开以后照常收材料和提醒。确认：kaohe season reopen {which} --yes")
            return
        with store.transaction() as records:
            reopened(plan, records, _BY, now)
    print("重新打开了。再次结束以后，要重新导出档案。")


@command("archive", help="全部材料、目录、汇总表和操作记录写成一个档案（zip），写完逐个核对。")
def archive(
    which: Which = "",
    file: Annotated[Path | None, typer.Argument(metavar="文件", help="不写就按方案起名。")] = None,
) -> None:
    """Write a season's archive and check it."""
    from handlers.seasons.service import archive_noted, write_archive

    with _season(which, "archive") as (_, plan, store, now):
        out = file or Path(f"考核档案-{which}.zip")
        if out.exists():
            raise Wrong(f"{out} 已经有了，没有覆盖。请换一个文件名。")
        draft = out.with_name(f"{out.name}.part")
        try:
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            with store.of_season(plan.id).reading() as records:
                made = write_archive(plan, records, store.blobs, now, draft)
            draft.replace(out)
        except OSError:
            raise Wrong(f"写不了 {out}，请检查目录在不在、能不能写、空间够不够。") from None
        finally:
            draft.unlink(missing_ok=True)
        with store.transaction() as records:
            archive_noted(plan, records, made, _BY, now)
    print(f"档案写好了：{out}，{made.files}个文件都核对过，只有您能读。")
    print(f"里面有姓名和等次，请按档案管理的规定保管。校验值：{made.sha256}")
    if made.missing:
        print(f"注意：有{made.missing}份材料的文件在服务器上找不到，档案里也没有。")


@command("erase", help="清除已经结束并归档、保存期满的一季的个人信息，留下清除了什么的记录。")
def erase(
    which: Which = "",
    yes: Yes = False,
    with_roster: Annotated[
        bool, typer.Option("--with-roster", help="现在的名册和账号也清除；不再用本系统时才写。")
    ] = False,
    codes: Codes = "",
) -> None:
    """Erase the personal data of a season, once it was confirmed."""
    from handlers.seasons.service import erasable, would_erase
    from handlers.seasons.service import erase as erased

    with _season(which, "erase") as (settings, plan, store, now):
        kept_for = timedelta(days=settings.retention_days)
        with store.reading() as records:
            closed = erasable(plan, records, now, kept_for)
            counts = would_erase(plan, records, closed, roster=with_roster)
        print(f"要清除：{_counted(counts)}，以及这些材料的文件。")
        print("保留：现在的名册和账号。" if not with_roster else "名册和账号也清除，不再保留。")
        print("以前的备份里还有这些内容，请按规定一并处理。")
        if not yes:
            more = " --with-roster" if with_roster else ""
            print(f"清除以后不能恢复。确认：kaohe season erase {which}{more} --yes")
            return
        by = _agreed(plan, store, "清除个人信息", now, codes)
        gone = erased(plan, store, by, now, kept_for, roster=with_roster)
    print(f"清除了：{_counted(gone.rows)}，{gone.files}个文件。记录在 kaohe season status 里。")
    if not gone.wiped:
        print("注意：数据库正忙，文件里原来的位置还没有擦掉。请停下服务，再运行一次同样的命令。")


def _counted(counts: Mapping[str, int]) -> str:
    named = [f"{words}{counts[name]}条" for name, words in _TABLES.items() if counts.get(name)]
    rest = sum(number for name, number in counts.items() if name not in _TABLES)
    return "、".join([*named, *([f"其他{rest}条"] if rest else [])]) or "没有内容"


def _told(detail: Mapping[str, object]) -> str:
    rows = detail.get("rows")
    if isinstance(rows, dict):
        return f"：{_counted(rows)}"
    return f"：{detail['files']}个文件，校验值 {detail['sha256']}" if "sha256" in detail else ""
