"""`kaohe ask`: one conversation without WeCom, on the real records, which stay as they were."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import Clock
from bot.loading import loading
from bot.opening import local_settings, moment, opened, plan_of, plans_of
from bot.wrong import Wrong

if TYPE_CHECKING:
    from bot.settings import LocalSettings
    from handlers.turn.reply import Reply
    from rules.plan import Plan


def ask(
    say: Annotated[
        list[str] | None,
        typer.Argument(metavar="要问的话", help="写几句就是一次对话里接着说的几句。"),
    ] = None,
    who: Annotated[
        str, typer.Option("--as", help="以谁的身份：clerk、cadre、supervisor 或企业微信账号。")
    ] = "clerk",
    as_json: Annotated[bool, typer.Option("--json", help="每句回答写成一行 JSON。")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(
            help="从 JSONL 文件读很多次对话，每句回答写一行 JSON；文件里一行一次对话："
            '{"id": "1", "as": "clerk", "turns": [{"say": "登记表什么时候交"}]}。'
        ),
    ] = None,
    at: Annotated[str, typer.Option(help="当作哪一刻问，如 2019-12-25T09:00。")] = "",
) -> None:
    """Answer one conversation."""
    if batch is not None:
        _batch(batch, at, local_settings())
    elif say:
        _talk(say, who, moment(at) if at else Clock().now(), as_json=as_json)
    else:
        raise Wrong('请写要问的话，例如：kaohe ask "登记表什么时候交"', 2)


def _batch(path: Path, at: str, settings: LocalSettings) -> None:
    if not path.is_file():
        raise Wrong(f"没有 {path} 这个文件，请检查文件名和目录。", 2)
    from bot.batch import run_batch

    if at:
        moment(at)
    try:
        run_batch(path, at, plan_of(settings))
    except UnicodeDecodeError:
        raise Wrong(f"{path} 没有答完：文字不是 UTF-8 编码。请用 UTF-8 另存一份再试。", 2) from None
    except ValueError as error:
        raise Wrong(f"{path} 没有答完：{error}", 2) from None


def _talk(turns: list[str], who: str, now: datetime, *, as_json: bool) -> None:
    with loading():
        from bot.rehearsal import rehearsed

        settings = local_settings()
        plans = plans_of(settings)
    plan = plans[0]
    with opened(settings) as store:
        for reply in rehearsed(store, plans, turns, who, now, settings.public_url):
            print(_as_json(reply, plan) if as_json else _as_text(reply, settings.public_url))


def _as_json(reply: Reply, plan: Plan) -> str:
    from bot.batch import shown

    return json.dumps(shown(reply, plan), ensure_ascii=False)


def _as_text(reply: Reply, public_url: str) -> str:
    lines = [reply.text]
    lines += [f"{number}. {one.label}" for number, one in enumerate(reply.options, 1)]
    lines += [f"{one.label}：{public_url}{one.path}" for one in reply.links]
    return "\n".join(lines) + "\n"
