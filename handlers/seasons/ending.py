"""Closing a season, opening it again, and erasing its personal data when its time is over.

The order is kept here: erased is only what was closed, then archived, then kept long enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from handlers.seasons.archive import Archived
from handlers.submissions.service import county_overview
from rules.plan import Plan
from storage import Records, Store
from storage.precedents import SHANGHAI
from storage.views import SeasonStepKind

# Stored files of the season are older than this; one that comes meanwhile is younger.
_FILES_KEPT_FOR: Final = timedelta(hours=1)


class NotYet(Exception):
    """Its text says what has to be done before."""


@dataclass(frozen=True)
class Open:
    """What is not done yet in a season that goes on."""

    missing: int
    units: int
    cases: int
    waiting: int


@dataclass(frozen=True)
class Erased:
    """Rows by table and files that went; `wiped`: and cannot be read from the database's files."""

    rows: Mapping[str, int]
    files: int
    wiped: bool


def still_open(plan: Plan, records: Records) -> Open:
    """Told before a season is closed; none of it stands in the way."""
    gaps = [each.count.missing for each in county_overview(plan, records).units]
    cases = len(records.cases.open(plan.id))
    return Open(sum(gaps), sum(gap > 0 for gap in gaps), cases, records.outbox.waiting())


def close(plan: Plan, records: Records, by: str, at: datetime) -> None:
    """From now on nothing is handed in, done or reminded of. Raises NotYet where it is closed."""
    records.seasons.hold(plan.id)
    closed = records.seasons.closed_at(plan.id)
    if closed is not None:
        raise NotYet(f"{plan.year}年度考核已于{_day(closed)}结束，不用再办。")
    records.seasons.note(plan.id, SeasonStepKind.CLOSED, by=by, at=at)


def reopen(plan: Plan, records: Records, by: str, at: datetime) -> None:
    """It goes on. Raises NotYet where it does anyway, or where its data is gone."""
    records.seasons.hold(plan.id)
    if records.seasons.closed_at(plan.id) is None:
        raise NotYet(f"{plan.year}年度考核没有结束，不用重新打开。")
    if _last(plan, records, SeasonStepKind.ERASED) is not None:
        raise NotYet(f"{plan.year}年度考核的个人信息已经清除，不能重新打开。")
    records.seasons.note(plan.id, SeasonStepKind.REOPENED, by=by, at=at)


def archive_noted(plan: Plan, records: Records, made: Archived, by: str, at: datetime) -> None:
    """Remember that the archive was written and found whole."""
    records.seasons.hold(plan.id)
    detail = {"files": made.files, "missing": made.missing, "sha256": made.sha256}
    records.seasons.note(plan.id, SeasonStepKind.ARCHIVED, by=by, at=at, detail=detail)


def erasable(plan: Plan, records: Records, at: datetime, kept_for: timedelta) -> datetime:
    """When it was closed. Raises NotYet with what has to be done, or awaited, before."""
    closed = records.seasons.closed_at(plan.id)
    if closed is None:
        raise NotYet(f"{plan.year}年度考核还没有结束。请先 kaohe season close {plan.id}")
    archived = _last(plan, records, SeasonStepKind.ARCHIVED)
    if archived is None or archived < closed:
        raise NotYet("结束以后还没有导出档案。请先 kaohe season archive 档案.zip，并存到别处。")
    until = closed + kept_for
    if at < until:
        raise NotYet(
            f"要保存{kept_for.days}天，{_day(until)}以后才能清除"
            "（县里另有规定的，改 KAOHE_RETENTION_DAYS）。"
        )
    return closed


def would_erase(plan: Plan, records: Records, closed: datetime, *, roster: bool) -> dict[str, int]:
    """How many rows of each table would go."""
    return records.seasons.would_erase(plan.id, closed, roster=roster)


def erase(
    plan: Plan, store: Store, by: str, at: datetime, kept_for: timedelta, *, roster: bool
) -> Erased:
    """Delete it all and remember what went. Raises NotYet.

    Killed after the commit, the files go at the next sweep, or when the command is run again.
    """
    with store.transaction() as records:
        records.seasons.hold(plan.id)
        closed = erasable(plan, records, at, kept_for)
        counts = records.seasons.erase(plan.id, closed, roster=roster)
        detail = {"rows": counts, "roster": roster, "kept_days": kept_for.days}
        records.seasons.note(plan.id, SeasonStepKind.ERASED, by=by, at=at, detail=detail)
    files = store.sweep(_FILES_KEPT_FOR)
    return Erased(counts, files, store.wipe_free_space())


def _last(plan: Plan, records: Records, kind: SeasonStepKind) -> datetime | None:
    found = [each.at for each in records.seasons.steps(plan.id) if each.step is kind]
    return found[-1] if found else None


def _day(at: datetime) -> str:
    day = at.astimezone(SHANGHAI)
    return f"{day.year}年{day.month}月{day.day}日"
