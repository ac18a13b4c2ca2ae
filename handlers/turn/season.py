"""Where another season's pages are; what may still be done once a season is closed."""

from datetime import datetime
from typing import Final
from urllib.parse import quote

from rules.plan import Plan
from storage import Records
from storage.precedents import SHANGHAI

# Pages of a season that is not the running one have its id before their path.
SEASON_PAGES: Final = "/season/"


def season_path(plan_id: str) -> str:
    """What stands before the path of each page of another season than the one that runs."""
    return f"{SEASON_PAGES}{quote(plan_id, safe='')}"


def over_words(plan: Plan, records: Records) -> str:
    """Why nothing is done in this season any more; empty while it goes on."""
    closed = records.seasons.closed_at(plan.id)
    return closed_words(plan, closed) if closed is not None else ""


def closed_words(plan: Plan, closed: datetime) -> str:
    """The same for one that was closed then."""
    day = closed.astimezone(SHANGHAI)
    return (
        f"{plan.year}年度考核已于{day.year}年{day.month}月{day.day}日结束，不再收材料，"
        f"也不再办理，刚才的没有办。查看和下载照常。确需补办的，要由{plan.office}重新打开。"
    )
