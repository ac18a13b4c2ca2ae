"""Whom we wrote to of our own accord on a day, and why; from the ledger of what went out."""

from datetime import date, timedelta

from handlers.turn.access import act, sees_county, units_in_charge
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from storage.views import Said


@topic("reminded_today", Deed.SEE_REMINDED)
def reminded_today(turn: TurnContext) -> Reply:
    """What went out of our own accord today or yesterday, line by line."""
    day = turn.now.date() - timedelta(days="昨" in turn.reading.text)
    said = [each for each in turn.records.speaking.said(turn.plan.id) if _on(turn, each, day)]
    when = f"{day.month}月{day.day}日"
    if not said:
        return act(f"{when}没有发出提醒。")
    lines = [f"{when}发出{len(said)}条提醒和通知："]
    return act("\n".join([*lines, *(f"· {line}" for line in _lines(turn, said))]))


def _on(turn: TurnContext, said: Said, day: date) -> bool:
    """Of that day, and to a unit in the asker's charge; supervisors see every one."""
    if said.at.astimezone(turn.now.tzinfo).date() != day:
        return False
    return sees_county(turn) or said.unit_id in {unit.id for unit in units_in_charge(turn)}


def _lines(turn: TurnContext, said: list[Said]) -> list[str]:
    """One line a unit and reason, in the order in which they went out."""
    units = turn.records.roster.unit_names()
    grouped: dict[tuple[str, str], list[str]] = {}
    for each in said:
        where = units.get(each.unit_id or 0, f"考核组和{turn.plan.office_called}")
        member = turn.records.members.by_userid(each.userid)
        at = each.at.astimezone(turn.now.tzinfo)
        name = member.name if member else "已不在名单里的人"
        grouped.setdefault((where, each.why), []).append(f"{name}（{at:%H:%M}）")
    return [f"{where}：{why} → {'、'.join(names)}" for (where, why), names in grouped.items()]
