"""A length of service in whole months and days, with the day it began where that is known."""

from datetime import date, timedelta

from rules.dates import months_after, months_served
from rules.plan import Fact, Facts, Given, Plan


def span_told(plan: Plan, fact: Fact, given: Given, facts: Facts) -> str:
    """“2019年6月28日起，到12月31日满6个月零4天”; "" where `fact` is no length of time."""
    if fact.kind != "number" or not fact.counted_from or not isinstance(given.value, int | float):
        return ""
    since = facts.get(fact.counted_from)
    start = since.value if since else None
    if not isinstance(start, date) or given.value != months_served(start, None, plan.cutoff):
        return _roughly(given.value)
    began = f"{start.year}年{start.month}月{start.day}日起"
    until = f"到{plan.cutoff.month}月{plan.cutoff.day}日"
    return f"{began}，{until}满{_whole(start, int(given.value), plan.cutoff)}"


def _whole(start: date, months: int, cutoff: date) -> str:
    """The months that are full, and the days beyond them; both ends count."""
    days = (cutoff + timedelta(days=1) - months_after(start, months)).days
    if not months:
        return f"{days}天"
    return f"{months}个月零{days}天" if days else f"{months}个月"


def _roughly(months: float) -> str:
    """Without its first day the days beyond full months are not known."""
    whole = int(months)
    if months == whole:
        return f"{whole}个月"
    return f"{whole}个月多" if whole else "不满1个月"
