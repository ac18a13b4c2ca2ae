"""Months of service by calendar dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """The same day some months later; the month's last day where that day does not exist."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_served(start: date, end: date | None, cutoff: date) -> float:
    """Months from `start` up to and including `cutoff` (or an earlier `end`), at least 0.

    Both days count: from 1 July to 31 December is exactly 6. A begun month counts by its days.
    """
    past_last = min(end or cutoff, cutoff) + timedelta(days=1)
    if past_last <= start:
        return 0.0
    whole = (past_last.year - start.year) * 12 + past_last.month - start.month
    if months_after(start, whole) > past_last:
        whole -= 1
    since = months_after(start, whole)
    month = months_after(start, whole + 1) - since
    return round(whole + (past_last - since) / month, 2)


def reached_on(start: date, months: int, cutoff: date) -> date:
    """The day from which `months` are full; the cut-off itself where its end completes them."""
    day = months_after(start, months)
    return cutoff if day == cutoff + timedelta(days=1) else day
