"""`kaohe ask`: one conversation without WeCom, on the real records, which stay as they were."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, cast

import typer

from bot.clock import Clock
from bot.opening import local_settings, moment, opened, plan_of
from bot.wrong import Wrong
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Reply
from rules.plan import Plan
from rules.roster import ImportRows, MemberRow, PersonRow, Role, UnitKind, UnitRow
from storage import Records, Store

_ROLES: Final = {"clerk": Role.CLERK, "cadre": Role.CADRE, "supervisor": Role.SUPERVISOR}
# Who asks where nobody of that role is on the roster yet.
_STAND_IN: Final = ImportRows(
    units=(UnitRow(2, "本单位", UnitKind.COUNTY_DEPARTMENT),),
    people=(PersonRow(2, "本人", "本单位"),),
    members=(
        MemberRow(2, "clerk", "经办人", "clerk", "本单位"),
        MemberRow(3, "cadre", "本人", "cadre", "本单位"),
        MemberRow(4, "supervisor", "监督股", "supervisor"),
    ),
)


class Undone(Exception):
    """Raised at the end of a rehearsal, so that nothing of it stays."""


class Rehearsal:
    """A store whose every transaction is part of one that is undone."""

    def __init__(self, store: Store, records: Records) -> None:
        self._records = records
        self.blobs = store.blobs

    @contextmanager
    def transaction(self) -> Iterator[Records]:
        yield self._records

    reading = transaction


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
            '{"id": "1", "as": "clerk", "turns": [{"say": "附件8什么时候交"}]}。'
        ),
    ] = None,
    at: Annotated[str, typer.Option(help="当作哪一刻问，如 2019-12-25T09:00。")] = "",
) -> None:
    if batch is not None:
        _batch(batch, at)
    elif say:
        _talk(say, who, moment(at) if at else Clock().now(), as_json=as_json)
    else:
        raise Wrong('请写要问的话，例如：kaohe ask "附件8什么时候交"', 2)


def _batch(path: Path, at: str) -> None:
    if not path.is_file():
        raise Wrong(f"没有 {path} 这个文件，请检查文件名和目录。", 2)
    from bot.batch import run_batch

    if at:
        moment(at)
    try:
        run_batch(path, at)
    except UnicodeDecodeError:
        raise Wrong(f"{path} 没有答完：文字不是 UTF-8 编码。请用 UTF-8 另存一份再试。", 2) from None
    except ValueError as error:
        raise Wrong(f"{path} 没有答完：{error}", 2) from None


def _talk(turns: list[str], who: str, now: datetime, *, as_json: bool) -> None:
    settings = local_settings()
    plan = plan_of(settings)
    with opened(settings) as store:
        for reply in rehearsed(store, plan, turns, who, now, settings.public_url):
            print(_as_json(reply, plan) if as_json else _as_text(reply, settings.public_url))


def rehearsed(
    store: Store, plan: Plan, turns: list[str], who: str, now: datetime, public_url: str
) -> list[Reply]:
    """What would be replied turn by turn. Nothing is kept."""
    from handlers.dialogue.service import respond
    from language.reader import Reader

    reader, replies = Reader(plan), list[Reply]()
    try:
        with store.transaction() as records:
            sender, rehearsal = _asker(records, plan, who), Rehearsal(store, records)
            for number, say in enumerate(turns):
                message = IncomingMessage(f"ask:{number}", sender, "console", now, text=say)
                replies.append(
                    respond(message, cast("Store", rehearsal), plan, reader, public_url=public_url)
                )
            raise Undone
    except Undone:
        return replies


def _asker(records: Records, plan: Plan, who: str) -> str:
    """A userid: the one given, or somebody of that role."""
    if who not in _ROLES:
        if records.members.by_userid(who) is None:
            raise Wrong(
                f"名单里没有“{who}”。--as 后写 clerk、cadre、supervisor 或已登记的企业微信账号。", 2
            )
        return who
    found = _first_of(records, _ROLES[who])
    if found is None:
        records.roster.import_rows(_STAND_IN, plan.facts)
        found = who
    return found


def _first_of(records: Records, role: Role) -> str | None:
    if role is Role.SUPERVISOR:
        return next((one.userid for one in records.members.supervisors()), None)
    if role is Role.CLERK:
        return next((some[0].userid for some in records.members.clerks().values()), None)
    return next((one.userid for one in records.members.cadres()), None)


def _as_json(reply: Reply, plan: Plan) -> str:
    from bot.batch import shown

    return json.dumps(shown(reply, plan), ensure_ascii=False)


def _as_text(reply: Reply, public_url: str) -> str:
    lines = [reply.text]
    lines += [f"{number}. {one.label}" for number, one in enumerate(reply.options, 1)]
    lines += [f"{one.label}：{public_url}{one.path}" for one in reply.links]
    return "\n".join(lines) + "\n"
