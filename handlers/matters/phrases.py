"""Matters in words: what they are called, who put them, what became of them."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from handlers.submissions.service import paper_name
from handlers.turn.context import DeedContext
from handlers.turn.namesakes import called_apart
from storage.precedents import SHANGHAI
from storage.views import Matter, MatterKind, MatterState, Member

CALLED: Final[Mapping[str, str]] = MappingProxyType(
    {
        MatterKind.EXTENSION: "延期申请",
        MatterKind.HUMAN: "留言",
        MatterKind.DOUBT: "反馈",
    }
)
WRONG: Final[Mapping[str, str]] = MappingProxyType(
    {
        "clause": "条款不对",
        "facts": "人的情况不对",
        "misread": "没听懂我问的",
        "other": "其他",
    }
)


def called(matter: Matter) -> str:
    """“延期申请第3号”."""
    return f"{CALLED[matter.kind]}第{matter.number}号"


def full(day: date) -> str:
    """“2020年1月12日”."""
    return f"{day.year}年{day.month}月{day.day}日"


def put_on(matter: Matter) -> str:
    """“12月26日”."""
    at = matter.at.astimezone(SHANGHAI)
    return f"{at.month}月{at.day}日"


def member_named(context: DeedContext, userid: str) -> str:
    """The name of an account, the account where it is gone."""
    member = context.records.members.by_userid(userid)
    return member.name if member else userid


def who_put(context: DeedContext, matter: Matter) -> str:
    """“周明（城关镇）”."""
    name = member_named(context, matter.by)
    unit = context.records.roster.unit_names().get(matter.unit_id or 0, "")
    return f"{name}（{unit}）" if unit else name


def paper_of(context: DeedContext, paper: str, person_id: int | None) -> str:
    """“附件1《…》（王强）”."""
    found = context.plan.papers.get(paper)
    name = paper_name(found) if found else paper
    if person_id is None:
        return name
    return f"{name}（{called_apart(context.records, person_id)}）"


def asked_line(context: DeedContext, matter: Matter) -> str:
    """What was asked for, in a line."""
    if matter.kind is MatterKind.EXTENSION:
        day = full(matter.day) if matter.day else ""
        paper = paper_of(context, matter.paper, matter.person_id)
        return f"{paper}延到{day}，理由：{matter.words}"
    if matter.kind is MatterKind.DOUBT:
        return WRONG.get(matter.words, matter.words)
    return matter.words or "转来的问答"


def context_lines(matter: Matter) -> list[str]:
    """The messages handed over with it."""
    return [f"{one.get('who', '')}：{one.get('text', '')}" for one in matter.context]


def became(context: DeedContext, matter: Matter) -> str:
    """What became of it, in words for who put it."""
    office = context.plan.office
    match matter.state:
        case MatterState.OPEN:
            waiting = "批" if matter.kind is MatterKind.EXTENSION else "答复"
            return f"还没有{waiting}，有了结果我告诉您"
        case MatterState.GRANTED:
            on = f"，延到{full(matter.granted)}" if matter.granted else ""
            return f"{office}已同意{on}{f'。{matter.answer}' if matter.answer else ''}"
        case MatterState.REFUSED:
            return f"{office}没有同意，理由：{matter.answer}"
        case MatterState.WITHDRAWN:
            return "已经撤回"
    return f"{office}答复：{matter.answer}" if matter.answer else f"{office}已经看过"


def whom(context: DeedContext) -> str:
    """“县委组织部干部监督股（孙正）”: to whom it goes."""
    names = "、".join(member.name for member in staff(context))
    return f"{context.plan.office}{f'（{names}）' if names else ''}"


def staff(context: DeedContext) -> list[Member]:
    """Supervision staff who can be written to."""
    return [one for one in context.records.members.supervisors() if one.reachable]
