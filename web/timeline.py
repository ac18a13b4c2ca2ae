"""A season as a picture: what came in each day, and the deadlines; drawn on the server as SVG."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request, Response

from handlers.turn.permissions import Deed, Reach, reach
from rules.plan import Deadline
from storage.deadlines import deadlines_in_force
from web import access, show
from web.board_desk import who_may
from web.board_states import short_deadline
from web.site import CurrentSite, Site

_WIDTH: Final = 900
_NARROW: Final = 380  # a phone: the same words in the same size on fewer points
_HEIGHT: Final = 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 80, 28
_FLAGS, _FLAG, _LEVELS = 16, 16, 4  # the first line of words, how far they are apart, how many
# Words stay readable where they cross a line.
_HALO: Final = 'stroke="#fff" stroke-width="5" stroke-linejoin="round" paint-order="stroke"'
# A season is some weeks; whoever sets a date years away still gets a picture.
_MOST_DAYS: Final = 200
_LEAST_DAYS: Final = 21


def create_timeline(router: APIRouter) -> None:
    """The page of the season's picture, and the picture."""

    @router.get("/board/timeline.svg")
    def picture(request: Request, site: CurrentSite, narrow: str = "") -> Response:
        arrivals, deadlines = _season(site, request)
        width = _NARROW if narrow else _WIDTH
        body = drawn(arrivals, deadlines, site.now().date(), width)
        return Response(
            body, media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=60"}
        )

    @router.get("/board/timeline")
    def page(request: Request, site: CurrentSite) -> Response:
        arrivals, deadlines = _season(site, request)
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SEE_BOARD)
        total, rows = 0, []
        for day, number in sorted(arrivals.items()):
            total += number
            due = [each.label for each in deadlines if each.effective == day]
            rows.append((show.day_words(day), number, total, "；".join(due)))
        context = {
            "title": "每天收到的材料",
            "member": member,
            "rows": rows,
            "deadlines": [(each.label, short_deadline(each)) for each in deadlines],
        }
        return show.page(request, "board_timeline.html", context)


def _season(site: Site, request: Request) -> tuple[dict[date, int], list[Deadline]]:
    with site.store.reading() as records:
        member = who_may(site, request, records, Deed.SEE_BOARD)
        units = None
        if reach(member.role, Deed.SEE_BOARD) is Reach.GROUP:
            units = [unit.id for unit in access.units_to_look_at(records, member)]
        arrivals = records.arrivals.by_day(site.plan.id, units)
        found = deadlines_in_force(site.plan, records).values()
    return arrivals, sorted(found, key=lambda each: each.effective or date.max)


def drawn(
    arrivals: Mapping[date, int], deadlines: Iterable[Deadline], today: date, width: int = _WIDTH
) -> str:
    """The picture. Days without a hand-in stay empty; deadlines of one day share a line."""
    dated: dict[date, list[Deadline]] = {}
    for each in deadlines:
        if each.effective:
            dated.setdefault(each.effective, []).append(each)
    first, last = _span([*arrivals, *dated, today])
    days = (last - first).days + 1
    step = (width - _LEFT - _RIGHT) / days
    most = max(arrivals.values(), default=0)
    parts = [*_axes(first, days, step, most, width), *_bars(arrivals, first, days, step, most)]
    parts += _marks(dated, first, days, step, today, width)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="13" role="img"><title>每天收到的材料和截止时间'
        f'</title><rect width="{width}" height="{_HEIGHT}" fill="#fff"/>{"".join(parts)}</svg>'
    )


def _span(days: list[date]) -> tuple[date, date]:
    last = max(days) + timedelta(days=3)
    first = min(min(days) - timedelta(days=1), last - timedelta(days=_LEAST_DAYS))
    return max(first, last - timedelta(days=_MOST_DAYS)), last


def _axes(first: date, days: int, step: float, most: int, width: int) -> list[str]:
    base = _HEIGHT - _BOTTOM
    parts = [_line(_LEFT, base, width - _RIGHT, base, "#b9c3cf")]
    if most:
        parts.append(_line(_LEFT, _TOP, width - _RIGHT, _TOP, "#e8ecf1"))
        parts.append(_text(_LEFT - 6, _TOP + 5, f"{most}份", "end", "#5b6776"))
    else:
        middle = (_LEFT + width - _RIGHT) / 2
        parts.append(_text(middle, (_TOP + base) / 2 + 10, "还没有收到材料", "middle", "#5b6776"))
    every = max(1, round(90 / step))
    for number in range(0, days, every):
        day = first + timedelta(days=number)
        x = _LEFT + (number + 0.5) * step
        parts.append(_text(x, base + 18, f"{day.month}月{day.day}日", "middle", "#5b6776"))
    return parts


def _bars(
    arrivals: Mapping[date, int], first: date, days: int, step: float, most: int
) -> Iterable[str]:
    base = _HEIGHT - _BOTTOM
    for day, number in sorted(arrivals.items()):
        place = (day - first).days
        if 0 <= place < days:
            height = max(2.0, (base - _TOP) * number / most)
            yield (
                f'<rect x="{_LEFT + place * step + step * 0.15:.1f}" y="{base - height:.1f}" '
                f'width="{step * 0.7:.1f}" height="{height:.1f}" rx="2" fill="#1c5fb8">'
                f"<title>{day.month}月{day.day}日收到{number}份</title></rect>"
            )


def _marks(
    dated: Mapping[date, list[Deadline]],
    first: date,
    days: int,
    step: float,
    today: date,
    width: int,
) -> Iterable[str]:
    """Deadlines: red where they bind, amber where they wait for a confirmation; and today."""
    base = _HEIGHT - _BOTTOM
    shown = {day: some for day, some in sorted(dated.items()) if 0 <= (day - first).days < days}
    words: list[str] = []
    for day, (x, level, left) in _flags(shown, first, step, width).items():
        some = shown[day]
        binds = any(each.binds for each in some)
        colour = "#b3261e" if binds else "#8a5a00"
        top = _FLAGS + _FLAG * level
        yield _line(x, top - _FLAG + 4, x, base, colour, dashed=not binds)
        beside, anchor = (x - 5, "end") if left else (x + 5, "start")
        words.append(_text(beside, top, _told(day, binds=binds), anchor, colour))
    place = (today - first).days
    if 0 <= place < days:
        x = _LEFT + (place + 0.5) * step
        yield _line(x, _TOP - 8, x, base, "#1d7a46")
        words.append(_text(x, _TOP - 12, "今天", "middle", "#1d7a46"))
    # Above every line.
    yield from words


def _told(day: date, *, binds: bool) -> str:
    return f"{day.month}月{day.day}日截止{'' if binds else '（待确认）'}"


def _flags(
    shown: Mapping[date, Sequence[Deadline]], first: date, step: float, width: int
) -> dict[date, tuple[float, int, bool]]:
    """Where each deadline's line stands, the level of its words, and whether they go to the left.

    Words stand beside the top of their own line and cross no other: of those that go to the left
    the last day is the highest, of those that go to the right the first.
    """
    places = {day: _LEFT + ((day - first).days + 0.5) * step for day in shown}
    reach = {
        day: _wide(_told(day, binds=any(each.binds for each in some)))
        for day, some in shown.items()
    }
    left = [day for day in shown if places[day] - reach[day] > 0]
    right = [day for day in shown if day not in left]
    levels = {day: level for level, day in enumerate([*right, *reversed(left)])}
    return {day: (places[day], levels[day] % _LEVELS, day in left) for day in shown}


def _wide(words: str) -> float:
    """At the size of the picture's letters: a Chinese sign is as wide as it is high."""
    return 5 + sum(7.5 if sign.isascii() else 13 for sign in words)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="1.5"{dash}/>'
    )


def _text(x: float, y: float, words: str, anchor: str, colour: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" {_HALO}'
    return f"<text {place}>{escape(words)}</text>"
