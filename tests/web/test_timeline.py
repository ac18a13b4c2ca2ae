"""The season's picture: words that stand beside each other can all be read."""

import re
from datetime import date

import pytest

from rules.plan.deadlines import Deadline, Status
from web.timeline import drawn


def due(day: date) -> Deadline:
    return Deadline("d", "上报", "三(四)", None, None, day, Status.CONFIRMED)


@pytest.mark.parametrize("width", [380, 900])
@pytest.mark.parametrize("today", [date(2020, 1, 3), date(2020, 1, 8), date(2020, 1, 9)])
def test_today_is_written_over_no_deadline(width: int, today: date) -> None:
    days = [date(2020, 1, day) for day in (3, 5, 8, 10)]
    picture = drawn({date(2020, 1, 2): 5}, map(due, days), today, width)
    written = re.findall(r'<text x="[^"]+" y="([^"]+)".*?>(.*?)<', picture)
    places = {words: y for y, words in written}
    dates = {y for words, y in places.items() if words.endswith("截止")}
    assert len(dates) == 3
    assert places["今天"] not in dates
