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
    assert len(dates) == 4
    assert places["今天"] not in dates


def overlaps(picture: str) -> list[str]:
    """Words of a deadline that the line of another one runs through, or other words cover."""
    lines = [
        (float(x), float(top), float(base))
        for x, top, base in re.findall(
            r'<line x1="([0-9.]+)" y1="([0-9.]+)" x2="\1" y2="([0-9.]+)" stroke="#b3261e"', picture
        )
    ]
    boxes = []
    found = re.findall(r'<text x="([0-9.]+)" y="([0-9.]+)" text-anchor="(\w+)".*?>(.*?)<', picture)
    for x, y, anchor, words in found:
        if words.endswith("截止"):
            wide = sum(7.5 if sign.isascii() else 13 for sign in words)
            begin = float(x) - (wide if anchor == "end" else 0)
            boxes.append((begin, begin + wide, float(y), words))
    wrong = [
        f"{words} 被线穿过"
        for begin, end, y, words in boxes
        for x, top, _ in lines
        if begin < x < end and top < y
    ]
    wrong += [
        f"{one[3]} 压着 {other[3]}"
        for one in boxes
        for other in boxes
        if one < other and abs(one[2] - other[2]) < 13 and one[0] < other[1] and other[0] < one[1]
    ]
    for begin, end, _, words in boxes:
        if not any(abs(x - place) < 0.3 for x, _, _ in lines for place in (begin - 5, end + 5)):
            wrong.append(f"{words} 不在线边")
    return [*wrong, *(w for b, e, _, w in boxes if b < 0)]


@pytest.mark.parametrize("width", [380, 900])
@pytest.mark.parametrize(
    "days", [(5, 8), (3, 4, 5), (5, 6, 7, 8), (1, 20), (2, 3, 18, 20), (4,)], ids=str
)
def test_the_words_of_a_deadline_stand_at_its_line_and_at_no_other(
    width: int, days: tuple[int, ...]
) -> None:
    some = [due(date(2020, 1, day)) for day in days]
    picture = drawn({date(2019, 12, 20): 5}, some, date(2019, 12, 25), width)
    assert picture.count("截止<") == len(days)
    assert overlaps(picture) == []
